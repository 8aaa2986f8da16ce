// What is tried on an array. Each check is a number of runs, made on demand.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/conformance/run.hpp"

namespace fp8forge::conformance {

struct ArrayCheck {
  std::string name;  // in case names
  std::string what;  // for the reader
  std::int64_t runs = 0;
  std::function<Run(std::int64_t index)> make;  // thread-safe; the same for the same index
};

// Every pair of operand codes through every cell, by itself in a tile of one term, or, in arrays above 16 x
// 16 whose tiles may be long enough, in long tiles whose exact sums are read without rounding (pairs.cpp says
// how). `prefix` distinguishes the check of a sibling array. One or two checks for each view.
std::vector<ArrayCheck> pair_checks(const ArrayUnit& unit, std::uint64_t seed,
                                    const std::string& prefix = "");

// True when every single product of every view is exact in the array's results, or every value of a rounded
// accumulator is, so that in pair_checks the results show all that can be wrong.
bool holds_every_product(const ArrayUnit& unit);

// Random tiles of all kinds and lengths, without stalls.
ArrayCheck random_check(const ArrayUnit& unit, std::uint64_t seed);
// Sums on and one unit beside the boundaries between two results, in every column.
ArrayCheck rounding_check(const ArrayUnit& unit, std::uint64_t seed);
// Accumulators filled with max_terms of the largest products of either sign, and one term more.
ArrayCheck full_check(const ArrayUnit& unit, std::uint64_t seed);
// Rounded accumulators: at each term sums on and beside the boundaries between two values of the accumulator.
ArrayCheck steps_check(const ArrayUnit& unit, std::uint64_t seed);
// Rounded accumulators: the largest products of one sign until the sum stays or is infinite, and back.
ArrayCheck stay_check(const ArrayUnit& unit, std::uint64_t seed);
// Short random tiles under random bubbles and back-pressure.
ArrayCheck stall_check(const ArrayUnit& unit, std::uint64_t seed);
// Tiles that leave their sums to the next; for units whose tiles may be kept.
ArrayCheck keep_check(const ArrayUnit& unit, std::uint64_t seed);
// Tiles on whose end A and B disagree.
ArrayCheck tlast_check(const ArrayUnit& unit, std::uint64_t seed);
// A reset in the middle of the work.
ArrayCheck reset_check(const ArrayUnit& unit, std::uint64_t seed);
// A beat a cycle, tiles `interval` apart, `latency` as promised.
ArrayCheck timing_check(const ArrayUnit& unit, std::uint64_t seed);

// Tiles whose formats change from one to the next, kept or not; for units whose tiles choose them.
ArrayCheck formats_check(const ArrayUnit& unit, std::uint64_t seed);

// The check of a view, with the view's formats in its name where tiles choose them.
ArrayCheck of_view(ArrayCheck check, const ArrayUnit& view);
// The same, and the results' format likewise: of a check that depends on the values of results.
ArrayCheck of_results(ArrayCheck check, const ArrayUnit& view);

// Adds the check of an array's registers, where it has some: the tiles of the check of stalls, with the port
// in use.
void add_register_check(const ArrayUnit& unit, std::uint64_t seed, std::vector<ArrayCheck>& checks);

// All of them, in the order of the table.
std::vector<ArrayCheck> array_checks(const ArrayUnit& unit, std::uint64_t seed);

}  // namespace fp8forge::conformance
