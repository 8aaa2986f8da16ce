// Plays the checks of an array on a model and says what was wrong.
#pragma once

#include <string>

#include "generator/base/result.hpp"
#include "sim/conformance/array_checks.hpp"
#include "sim/conformance/model.hpp"
#include "sim/conformance/report.hpp"
#include "sim/conformance/workers.hpp"

namespace fp8forge::conformance {

// All runs of a check, over watch.threads models at once.
Check verify(const ArrayUnit& unit, const ArrayCheck& check, const ArrayFactory& factory, const Watch& watch);

// One case again, as a mismatch named it: "CHECK/RUN", or "CHECK/RUN/TILE" for one tile of it alone. The
// result has one mismatch text that tells all about the case, also when nothing is wrong. Error: no such
// check, run or tile.
Result<Check> repeat(const ArrayUnit& unit, const std::vector<ArrayCheck>& checks,
                     const std::string& case_name, const ArrayFactory& factory);

}  // namespace fp8forge::conformance
