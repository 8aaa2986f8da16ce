// Between codes and exact values: decode, and the one rounding that every operation ends with.
#pragma once

#include <bit>
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
  int random_bits = 0;  // N of stochastic rounding, 1 ... 24; 0 truncates. Other modes do not look at it

  bool operator==(const Target&) const = default;
};

// Status flags, at the bits they have on the port status_o (IEEE 754-2019 7).
enum Flag : std::uint8_t {
  kInexact = 1,     // the result is not the exact value
  kUnderflow = 2,   // inexact, and below the normal range when rounded with the exponent unbounded
  kOverflowed = 4,  // the rounded value exceeds the largest finite one, saturated or not; with kInexact
  kInvalid = 8,     // a signalling NaN operand, 0 * Inf or Inf - Inf
};

// A result and the flags it raises.
struct Rounded {
  std::uint32_t code;
  std::uint8_t flags;  // of Flag, or-ed

  bool operator==(const Rounded&) const = default;
};

// The value of a code of format.bits() bits; bits above are ignored. A signalling NaN (IEEE-style formats:
// top mantissa bit clear) is an invalid one; the NaN of formats with a single one is quiet.
constexpr Number decode(const Format& format, std::uint32_t code) {
  const bool negative = (code & format.sign_mask()) != 0;
  const std::uint32_t unsigned_code = code & (format.sign_mask() - 1);
  if (unsigned_code == 0) return zero_number(negative);
  if (unsigned_code > format.max_finite()) {
    if (!format.has_infinity()) return nan_number();
    if (unsigned_code == format.infinity()) return infinite_number(negative);
    const bool quiet = (unsigned_code >> (format.man_bits - 1) & 1) != 0;
    return nan_number(!quiet);
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

// What a finite result is whose rounded value exceeds the largest finite one (IEEE 754-2019 7.4); stochastic
// rounding has RNE's.
constexpr std::uint32_t overflowed_result(const Target& target, bool negative) {
  const bool stays_finite = target.rounding == Rounding::kRtz || target.rounding == Rounding::kRod ||
                            target.rounding == (negative ? Rounding::kRup : Rounding::kRdn);
  if (stays_finite) return (negative ? target.to.sign_mask() : 0) | target.to.max_finite();
  return infinite_result(target, negative);
}

// Stochastic rounding of magnitude / 2^shift, shift > 0: with f the fraction, up when floor(f * 2^N) + R >=
// 2^N. That sum, with the whole number above it in units of 2^-N, carries into the whole number just then. 24
// bits of it and N leave room for the carry. Out of line so that the other modes keep their speed.
[[gnu::noinline]] constexpr std::uint64_t stochastic_count(Magnitude magnitude, int shift, int random_bits,
                                                           std::uint32_t random) {
  const int dropped = shift - random_bits;
  const Magnitude kept = dropped <= 0 ? magnitude << -dropped : dropped < 128 ? magnitude >> dropped : 0;
  const auto parts = static_cast<std::uint64_t>(kept);
  const std::uint32_t mask = (std::uint32_t{1} << random_bits) - 1;
  return (parts + (random & mask)) >> random_bits;
}

// A finite number as a whole number of quanta, 2^quantum each, rounded by the target's mode. `quantum` is at
// most 23 places below the number's leading bit, so that 24 bits hold the result but for a carry.
struct Quanta {
  std::uint64_t count;
  bool exact;
};
constexpr Quanta round_to_quanta(const Target& target, const Number& number, int quantum,
                                 std::uint32_t random) {
  const int shift = quantum - number.exponent;
  if (shift <= 0) return {static_cast<std::uint64_t>(number.magnitude << -shift), true};
  std::uint64_t count = 0;
  bool half = false;   // the first bit below the quantum
  bool below = false;  // anything below that
  const auto low = static_cast<std::uint64_t>(number.magnitude);
  if (low == number.magnitude && shift <= 64) {  // the general case in 64 bits, which is faster
    const std::uint64_t halves = low >> (shift - 1);
    count = halves >> 1;
    half = (halves & 1) != 0;
    below = halves << (shift - 1) != low;
  } else if (shift <= 128) {
    const Magnitude halves = number.magnitude >> (shift - 1);
    count = static_cast<std::uint64_t>(halves >> 1);
    half = (halves & 1) != 0;
    below = halves << (shift - 1) != number.magnitude;
  } else {
    below = true;
  }
  const bool inexact = half || below;
  if (target.rounding == Rounding::kSr) [[unlikely]] {
    return {stochastic_count(number.magnitude, shift, target.random_bits, random), !inexact};
  }
  switch (target.rounding) {
    case Rounding::kRne:
      count += half && (below || (count & 1) != 0);
      break;
    case Rounding::kRtz:
      break;
    case Rounding::kRdn:
      count += inexact && number.negative;
      break;
    case Rounding::kRup:
      count += inexact && !number.negative;
      break;
    case Rounding::kRmm:
      count += half;
      break;
    case Rounding::kRod:
      count |= inexact;
      break;
    case Rounding::kSr:
      break;
  }
  return {count, !inexact};
}

// `number`, finite, is below the normal range of the target's format when rounded with the exponent unbounded
// (IEEE 754-2019 7.5, tininess after rounding), by the same mode and random bits.
constexpr bool is_tiny(const Target& target, const Number& number, int lead, std::uint32_t random) {
  const int min_exp = target.to.min_exp();
  if (lead != min_exp - 1) return lead < min_exp;  // rounding carries into the next binade at most
  const Quanta unbounded = round_to_quanta(target, number, lead - target.to.man_bits, random);
  return unbounded.count <= target.to.man_mask() * std::uint64_t{2} + 1;
}

// `number` rounded once to the target's format: as if the exponent were unbounded above, with gradual
// underflow below; overflow is decided by the rounded value. A NaN gives the format's canonical NaN. A
// non-zero value that rounds to zero keeps its sign. `random`: R of stochastic rounding, of which bits above
// target.random_bits are ignored; the other modes do not look at it.
constexpr Rounded round(const Target& target, const Number& number, std::uint32_t random = 0) {
  const Format& to = target.to;
  const std::uint32_t sign = number.negative ? to.sign_mask() : 0;
  switch (number.kind) {
    case Kind::kNan:
      return {to.canonical_nan, static_cast<std::uint8_t>(number.invalid ? kInvalid : 0)};
    case Kind::kInfinite:
      return {infinite_result(target, number.negative), 0};
    case Kind::kZero:
      return {sign, 0};
    case Kind::kFinite:
      break;
  }
  // The result is a whole number of quanta: units in the last place at this magnitude.
  const int lead = number.exponent + bit_length(number.magnitude) - 1;
  const int quantum = std::max(lead - to.man_bits, to.min_lsb());
  const Quanta quanta = round_to_quanta(target, number, quantum, random);
  // Codes count quanta: the hidden bit, and a carry out of the significand, step the exponent field.
  const std::uint64_t code =
      (static_cast<std::uint64_t>(quantum - to.min_lsb()) << to.man_bits) + quanta.count;
  if (code > to.max_finite()) return {overflowed_result(target, number.negative), kOverflowed | kInexact};
  const int flags = quanta.exact                            ? 0
                    : is_tiny(target, number, lead, random) ? kUnderflow | kInexact
                                                            : kInexact;
  return {sign | static_cast<std::uint32_t>(code), static_cast<std::uint8_t>(flags)};
}

// The code alone.
constexpr std::uint32_t round_to(const Target& target, const Number& number, std::uint32_t random = 0) {
  return round(target, number, random).code;
}

}  // namespace fp8forge::golden
