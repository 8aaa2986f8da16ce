// The rounding modes and what becomes of an overflow, by the names of the command line and the codes of the
// run-time ports.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace fp8forge {

// Values are the codes of the port rounding_i (RISC-V frm, and two more).
enum class Rounding : std::uint8_t {
  kRne = 0,  // to nearest, ties to even
  kRtz = 1,  // toward zero
  kRdn = 2,  // toward minus infinity
  kRup = 3,  // toward plus infinity
  kRmm = 4,  // to nearest, ties away from zero
  kRod = 5,  // to odd: truncate, and set the last bit if anything was lost
  kSr = 6,   // stochastic: up with the probability of the discarded fraction, by random bits given
};

// What becomes of a rounded value above the largest finite one (OFP8 v1.0 SAT, NONSAT).
enum class Overflow : std::uint8_t {
  kNonsaturate = 0,  // the IEEE default of the rounding mode; infinity is NaN in formats without one
  kSaturate = 1,     // the largest finite value, also for infinite results
};

struct RoundingName {
  Rounding rounding;
  std::string_view name;
};
struct OverflowName {
  Overflow overflow;
  std::string_view name;
};

inline constexpr RoundingName kRoundingNames[] = {
    {Rounding::kRne, "rne"}, {Rounding::kRtz, "rtz"}, {Rounding::kRdn, "rdn"}, {Rounding::kRup, "rup"},
    {Rounding::kRmm, "rmm"}, {Rounding::kRod, "rod"}, {Rounding::kSr, "sr"},
};
inline constexpr OverflowName kOverflowNames[] = {
    {Overflow::kSaturate, "saturate"},
    {Overflow::kNonsaturate, "nonsaturate"},
};

constexpr std::optional<Rounding> find_rounding(std::string_view name) {
  for (const auto& entry : kRoundingNames) {
    if (entry.name == name) return entry.rounding;
  }
  return std::nullopt;
}

constexpr std::optional<Overflow> find_overflow(std::string_view name) {
  for (const auto& entry : kOverflowNames) {
    if (entry.name == name) return entry.overflow;
  }
  return std::nullopt;
}

constexpr std::string_view name_of(Rounding rounding) {
  for (const auto& entry : kRoundingNames) {
    if (entry.rounding == rounding) return entry.name;
  }
  return "?";
}

constexpr std::string_view name_of(Overflow overflow) {
  for (const auto& entry : kOverflowNames) {
    if (entry.overflow == overflow) return entry.name;
  }
  return "?";
}

}  // namespace fp8forge
