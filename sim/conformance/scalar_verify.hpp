// Checks of a combinational unit: every operand, or for fp32 inputs those around every boundary and many at
// random, in every mode and for every code of a run-time port.
#pragma once

#include <string>
#include <vector>

#include "generator/base/result.hpp"
#include "sim/conformance/model.hpp"
#include "sim/conformance/report.hpp"
#include "sim/conformance/unit.hpp"
#include "sim/conformance/workers.hpp"

namespace fp8forge::conformance {

// What the mode ports ask for, and what it means.
struct ScalarMode {
  golden::Target target;
  std::uint32_t rounding_code = 0;  // on rounding_i; a code that names no mode acts as RNE
};

struct ScalarCheck {
  std::string name;
  std::string what;
  // Batches of operands; make(job) is thread-safe and the same for the same job. b stays empty for a
  // converter.
  struct Batch {
    std::vector<std::uint32_t> a, b;
    ScalarMode mode;
  };
  std::int64_t batches = 0;
  std::function<void(std::int64_t job, Batch& batch)> make;
};

// In the order of the table. `random_inputs` is the number of random fp32 inputs over all modes.
std::vector<ScalarCheck> scalar_checks(const ScalarUnit& unit, std::uint64_t seed,
                                       std::int64_t random_inputs = 100'000'000);

// Every fp32 code that is special to a conversion to `to`, ascending: each binade boundary, each value of
// `to`, each middle between two of them (overflow's threshold too), with the two codes on either side; both
// signs.
std::vector<std::uint32_t> boundary_inputs(const Format& to);

Check verify(const ScalarUnit& unit, const ScalarCheck& check, const ScalarFactory& factory,
             const Watch& watch);

// One case again: "a=38 b=7e", with "rounding=rtz" (or the port's code, "rounding=7") and "overflow=saturate"
// where the unit has these at run time. Error: a word that is not understood, an operand missing.
Result<Check> repeat(const ScalarUnit& unit, const std::string& case_name, const ScalarFactory& factory);

}  // namespace fp8forge::conformance
