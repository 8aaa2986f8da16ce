// Results as bit-parallel models give them: in planes, 64 cases at a time.
#pragma once

#include <cstdint>
#include <span>

#include "sim/golden/conversion_runs.hpp"

namespace fp8forge::conformance {

inline constexpr std::size_t kPlaneCases = 64;

// Whether the results of the operands first, first + 1 ... are as `expected` has them. Bit c of
// planes[group * bits + b] is bit b of the result of operand first + 64 * group + c; bits is 1 ... 32.
bool planes_agree(const golden::ConversionRuns& expected, std::uint32_t first,
                  std::span<const std::uint64_t> planes, int bits);

}  // namespace fp8forge::conformance
