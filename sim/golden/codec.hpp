// Between codes and exact values: decode, and the one rounding that every operation ends with.
#pragma once

#include <cstdint>

#include "generator/format/format.hpp"
#include "generator/format/rounding.hpp"
#include "sim/golden/number.hpp"

namespace fp8forge::golden {

// Where a result goes.
struct Target {
  Format to;
  Rounding rounding;
  Overflow overflow;

  bool operator==(const Target&) const = default;
};

// The value of a code of format.bits() bits; bits above are ignored.
constexpr Number decode(const Format& format, std::uint32_t code) {
  const bool negative = (code & format.sign_mask()) != 0;
  const std::uint32_t unsigned_code = code & (format.sign_mask() - 1);
  if (unsigned_code == 0) return zero_number(negative);
  if (unsigned_code > format.max_finite()) {
    return format.has_infinity() && unsigned_code == format.infinity() ? infinite_number(negative)
                                                                       : nan_number();
  }
  // Subnormals lie in the same units as the lowest normals, without the hidden bit.
  const auto exp_field = static_cast<int>(unsigned_code >> format.man_bits);
  const std::uint32_t mantissa = unsigned_code & format.man_mask();
  const std::uint32_t hidden = exp_field == 0 ? 0 : format.man_mask() + 1;
  return {Kind::kFinite, negative, hidden | mantissa, format.min_lsb() + std::max(exp_field - 1, 0)};
}

// What an infinite result is: +-max when saturating, else infinity, or NaN where there is none (OFP8 v1.0,
// SAT and NONSAT), in every rounding mode.
constexpr std::uint32_t infinite_result(const Target& target, bool negative) {
  const std::uint32_t sign = negative ? target.to.sign_mask() : 0;
  if (target.overflow == Overflow::kSaturate) return sign | target.to.max_finite();
  return target.to.has_infinity() ? sign | target.to.infinity() : target.to.canonical_nan;
}

// What a finite result is whose rounded value exceeds the largest finite one (IEEE 754-2019 7.4).
constexpr std::uint32_t overflowed_result(const Target& target, bool negative) {
  const bool stays_finite = target.rounding == Rounding::kRtz || target.rounding == Rounding::kRod ||
                            target.rounding == (negative ? Rounding::kRup : Rounding::kRdn);
  if (stays_finite) return (negative ? target.to.sign_mask() : 0) | target.to.max_finite();
  return infinite_result(target, negative);
}

// `number` rounded once to the target's format: as if the exponent were unbounded above, with gradual
// underflow below; overflow is decided by the rounded value. A NaN gives the format's canonical NaN. A
// non-zero value that rounds to zero keeps its sign.
constexpr std::uint32_t round_to(const Target& target, const Number& number) {
  const Format& to = target.to;
  const std::uint32_t sign = number.negative ? to.sign_mask() : 0;
  switch (number.kind) {
    case Kind::kNan:
      return to.canonical_nan;
    case Kind::kInfinite:
      return infinite_result(target, number.negative);
    case Kind::kZero:
      return sign;
    case Kind::kFinite:
      break;
  }
  // The result is a whole number of quanta: units in the last place at this magnitude.
  const int lead = number.exponent + bit_length(number.magnitude) - 1;
  const int quantum = std::max(lead - to.man_bits, to.min_lsb());
  const int shift = quantum - number.exponent;
  std::uint64_t quanta = 0;
  bool half = false;   // the first bit below the quantum
  bool below = false;  // anything below that
  if (shift <= 0) {
    quanta = static_cast<std::uint64_t>(number.magnitude << -shift);
  } else if (shift > 128) {
    below = true;
  } else {
    const Magnitude halves = number.magnitude >> (shift - 1);
    quanta = static_cast<std::uint64_t>(halves >> 1);
    half = (halves & 1) != 0;
    below = halves << (shift - 1) != number.magnitude;
  }
  const bool inexact = half || below;
  const bool odd = (quanta & 1) != 0;
  switch (target.rounding) {
    case Rounding::kRne:
      quanta += half && (below || odd);
      break;
    case Rounding::kRtz:
      break;
    case Rounding::kRdn:
      quanta += inexact && number.negative;
      break;
    case Rounding::kRup:
      quanta += inexact && !number.negative;
      break;
    case Rounding::kRmm:
      quanta += half;
      break;
    case Rounding::kRod:
      quanta |= inexact;
      break;
  }
  // Codes count quanta: the hidden bit, and a carry out of the significand, step the exponent field.
  const std::uint64_t code = (static_cast<std::uint64_t>(quantum - to.min_lsb()) << to.man_bits) + quanta;
  if (code > to.max_finite()) return overflowed_result(target, number.negative);
  return sign | static_cast<std::uint32_t>(code);
}

}  // namespace fp8forge::golden
