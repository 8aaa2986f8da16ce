// How far long dot products are from the exact ones when their sums are rounded at each term.
#pragma once

#include <cstdint>
#include <optional>

#include "generator/format/format.hpp"

namespace fp8forge::accuracy {

struct DotError {
  double worst = 0;  // of all dot products, |sum - exact sum| / sum of |a_k * b_k|
  double mean = 0;
};

// `products` dot products of `terms` terms each (1 or more), through accumulators of the format `accumulator`
// (one RNE a term, ascending k), or exact ones where it is empty. Operands are independent draws of the
// standard normal distribution, rounded to the formats; the same seed gives the same operands. What comes
// after the sum, the rounding to a result's format, is left out.
DotError dot_error(const Format& a, const Format& b, const std::optional<Format>& accumulator, int terms,
                   int products, std::uint64_t seed);

}  // namespace fp8forge::accuracy
