#include "sim/conformance/boundaries.hpp"

#include <algorithm>
#include <cmath>

#include "sim/golden/golden.hpp"

namespace fp8forge::conformance {

Boundaries::Boundaries(const ArrayUnit& unit, const Products& products)
    : to_(unit.to), accumulator_(unit.accumulator), lowest_(products.lowest()) {
  largest_ = products.largest() * std::min<std::int64_t>(unit.max_terms, 24);
  if (accumulator_) {
    const double most = std::ldexp(golden::value_of(*accumulator_, accumulator_->max_finite()), -lowest_);
    if (most < static_cast<double>(largest_)) largest_ = static_cast<Units>(most);
  }
}

Units Boundaries::random_sum(int scale, Random& random) const {
  // The codes whose values the sums can reach.
  const std::uint32_t first = last_code_up_to(1, scale);
  const std::uint32_t end = last_code_up_to(static_cast<double>(largest_), scale);
  // Three in four where it is crowded with cases: the lowest codes (subnormals) and the highest (overflow).
  const std::int64_t span = static_cast<std::int64_t>(end - first) + 1;
  const std::int64_t few = std::min<std::int64_t>(span, 12);
  std::int64_t at = random.below(span);
  if (random.chance(15)) at = random.below(few);
  if (random.chance(15)) at = span - 1 - random.below(few);
  const auto code = first + static_cast<std::uint32_t>(at);
  const double low = units(code, scale);
  const double high = code == to_.max_finite() ? 2 * low - units(code - 1, scale) : units(code + 1, scale);
  // fp32 has boundaries finer than a unit where nothing is rounded; the sum is then near them, and no less
  // right.
  const double boundary = std::min(random.chance(75) ? (low + high) / 2 : low, static_cast<double>(largest_));
  const Units unit = unit_at(boundary);
  const Units sum = (static_cast<Units>(std::floor(boundary)) / unit + random.below(3) - 1) * unit;
  return std::clamp<Units>(sum, -largest_, largest_);
}

double Boundaries::units(std::uint32_t code, int scale) const {
  return std::ldexp(golden::value_of(to_, code), -lowest_ - scale);
}

Units Boundaries::unit_at(double boundary) const {
  if (!accumulator_) return 1;
  const int lsb = std::max(std::ilogb(boundary) - accumulator_->man_bits, accumulator_->min_lsb() - lowest_);
  return Units{1} << std::max(0, lsb);
}

std::uint32_t Boundaries::last_code_up_to(double most, int scale) const {
  std::uint32_t code = 0;
  for (std::uint32_t step = to_.sign_mask() >> 1; step > 0; step >>= 1) {
    if (code + step <= to_.max_finite() && units(code + step, scale) <= most) code += step;
  }
  return code;
}

CodePair largest_pair(const ArrayUnit& unit) {
  return {static_cast<std::uint8_t>(unit.a.max_finite()), static_cast<std::uint8_t>(unit.b.max_finite())};
}

}  // namespace fp8forge::conformance
