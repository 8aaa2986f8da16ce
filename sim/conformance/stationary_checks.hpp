// What is tried on a weight-stationary array; names and meanings as in array_checks.hpp.
#pragma once

#include "sim/conformance/array_checks.hpp"

namespace fp8forge::conformance {

// All of them, in the order of the table.
std::vector<ArrayCheck> stationary_checks(const ArrayUnit& unit, std::uint64_t seed);

// Every pair of operand codes through every cell: all codes of A by a weight that is alone in its tile, the
// other weights and lanes zero, or absent and anything. Of arrays of more than 64 rows through 64 of them.
std::vector<ArrayCheck> stationary_pair_checks(const ArrayUnit& unit, std::uint64_t seed,
                                               const std::string& prefix);

// Sums on and one unit beside the boundaries between two results, and accumulators filled to the last bit; of
// rounded ones the latter is `stay`.
ArrayCheck stationary_rounding_check(const ArrayUnit& unit, std::uint64_t seed);
ArrayCheck stationary_full_check(const ArrayUnit& unit, std::uint64_t seed);
// Rounded sums: as steps_check.
ArrayCheck stationary_steps_check(const ArrayUnit& unit, std::uint64_t seed);

}  // namespace fp8forge::conformance
