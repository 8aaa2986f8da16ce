// Runs checks of a scalar unit and compares with the golden model.
#pragma once

#include "generator/base/result.hpp"
#include "sim/conformance/beat_checks.hpp"
#include "sim/conformance/report.hpp"
#include "sim/conformance/scalar_checks.hpp"
#include "sim/conformance/workers.hpp"

namespace fp8forge::conformance {

// Makes a fresh model, one for each thread; called from that thread.
Check verify(const ScalarUnit& unit, const ScalarCheck& check, const ScalarFactory& factory,
             const Watch& watch);
Check verify(const ScalarUnit& unit, const BeatCheck& check, const ScalarFactory& factory,
             const Watch& watch);

// One case again: operands as scalar_case.hpp has them, or CHECK/RUN for what depends on more than one case.
// Error: a word that is not understood, an operand missing, no such check or run.
Result<Check> repeat(const ScalarUnit& unit, const std::string& case_name, std::uint64_t seed, Effort effort,
                     const ScalarFactory& factory);

}  // namespace fp8forge::conformance
