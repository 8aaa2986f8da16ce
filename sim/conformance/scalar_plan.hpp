// What the makers of all scalar checks share: the unit, the modes, and how scales and random bits are drawn.
// For scalar_checks.cpp and the files of its kinds only.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "sim/conformance/random.hpp"
#include "sim/conformance/scalar_checks.hpp"

namespace fp8forge::conformance {

// Cases of most batches: all pairs of 8-bit operands.
inline constexpr std::int64_t kBatch = 1 << 16;

struct Plan {
  ScalarUnit unit;
  std::uint64_t seed;
  bool full;

  std::int64_t mode_count() const { return static_cast<std::int64_t>(unit.modes.size()); }
  const Mode& mode(std::int64_t index) const {
    return unit.modes[static_cast<std::size_t>(index % mode_count())];
  }
  bool is_stochastic() const {
    return std::any_of(unit.modes.begin(), unit.modes.end(),
                       [](const Mode& mode) { return mode.rounding == Rounding::kSr; });
  }
  // How often all operands are gone through, for their random bits: each value of a few, sixteen of many.
  std::int64_t random_rounds() const {
    return is_stochastic() ? std::int64_t{1} << std::min(unit.random_bits, 4) : 1;
  }
  Random random(std::uint64_t stream, std::int64_t job) const {
    return Random(seed, stream, static_cast<std::uint64_t>(job));
  }
  std::string in_modes() const {
    return mode_count() > 1 ? fmt::format(" in each of {} modes", mode_count()) : "";
  }
  std::string with_random() const {
    if (!is_stochastic()) return "";
    return unit.random_bits <= 4 ? fmt::format(", each of {} random operands", 1 << unit.random_bits)
                                 : ", 16 random operands each";
  }
};

// Scales and random bits, once mode, cases and operands stand. `round`: in SR with few random bits each round
// has its value of them.
void complete(const Plan& plan, Batch& batch, std::int64_t round, Random& random);

// The checks of one kind of unit.
std::vector<ScalarCheck> converter_checks(const Plan& plan);
std::vector<ScalarCheck> fma_checks(const Plan& plan);
std::vector<ScalarCheck> dot_checks(const Plan& plan);
std::vector<ScalarCheck> mac_checks(const Plan& plan);
// All pairs of 8-bit operands; in a mac each alone.
ScalarCheck pair_check(const Plan& plan);

}  // namespace fp8forge::conformance
