// A case of a scalar unit in words: for a reader, and for --case.
#pragma once

#include <string>

#include "generator/base/result.hpp"
#include "sim/conformance/model.hpp"

namespace fp8forge::conformance {

// "a=38 b=7e", with "rounding=rtz" and "overflow=saturate" where the unit has these ports; vectors as one hex
// number, lane 0 lowest.
std::string case_name(const ScalarUnit& unit, const Batch& batch, std::size_t index);

// The batch of that one case. Error: a word that is not understood, an input missing.
Result<Batch> parse_case(const ScalarUnit& unit, const std::string& name);

// Operands with their values, expected and got.
std::string describe_case(const ScalarUnit& unit, const Batch& batch, std::size_t index,
                          const Results& expected, const Results& got);

}  // namespace fp8forge::conformance
