// The datapath of a scalar unit as far as its widths go: what stands between its operands and its result.
#pragma once

#include <optional>

#include "generator/derive/fixed_sum.hpp"
#include "generator/derive/rounding_path.hpp"
#include "generator/derive/sum_path.hpp"

namespace fp8forge {

struct UnitPath {
  std::optional<FixedSum> fixed;     // dot, exact mac
  std::optional<SumPath> sum;        // adder, fma, dot with a wide addend; a rounded accumulator's loop
  std::optional<RoundingPath> loop;  // a rounded accumulator's: from the sum to its format
  RoundingPath rounding;             // to the result
  std::vector<Width> widths;         // of all of them
};

// The path of a request; of an array only that of rounded accumulators.
UnitPath unit_path(const Request& request);

}  // namespace fp8forge
