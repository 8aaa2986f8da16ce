// An exact value, and exact arithmetic on it: what an operation's result is before it is rounded. Not a
// floating-point format: nothing here has a width that a format could ask for.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

#include "generator/format/rounding.hpp"

namespace fp8forge::golden {

using Magnitude = unsigned __int128;

// Number of bits of `magnitude` up to its leading one; 0 for 0.
constexpr int bit_length(Magnitude magnitude) {
  const auto high = static_cast<std::uint64_t>(magnitude >> 64);
  if (high != 0) return 128 - std::countl_zero(high);
  return 64 - std::countl_zero(static_cast<std::uint64_t>(magnitude));
}

enum class Kind : std::uint8_t { kZero, kFinite, kInfinite, kNan };

// (-1)^negative * magnitude * 2^exponent. The magnitude is 0 for every kind but kFinite, where it is not.
struct Number {
  Kind kind;
  bool negative;
  Magnitude magnitude;
  int exponent;
  bool invalid = false;  // a NaN that raises the invalid flag: of a signalling NaN, 0 * Inf or Inf - Inf
};

constexpr Number nan_number(bool invalid = false) { return {Kind::kNan, false, 0, 0, invalid}; }
constexpr Number infinite_number(bool negative) { return {Kind::kInfinite, negative, 0, 0}; }
constexpr Number zero_number(bool negative) { return {Kind::kZero, negative, 0, 0}; }

// x * y, exact for magnitudes of at most 64 bits. The sign is the xor of the signs, also of zeros and
// infinities; 0 * Inf is an invalid NaN (IEEE 754-2019 6.3, 7.2).
constexpr Number product(const Number& x, const Number& y) {
  const bool negative = x.negative != y.negative;
  if (x.kind == Kind::kFinite && y.kind == Kind::kFinite) {
    return {Kind::kFinite, negative, x.magnitude * y.magnitude, x.exponent + y.exponent};
  }
  if (x.kind == Kind::kNan || y.kind == Kind::kNan) return nan_number(x.invalid || y.invalid);
  const bool zero = x.kind == Kind::kZero || y.kind == Kind::kZero;
  const bool infinite = x.kind == Kind::kInfinite || y.kind == Kind::kInfinite;
  if (zero && infinite) return nan_number(true);
  return zero ? zero_number(negative) : infinite_number(negative);
}

// The magnitude of `x` in units of 2^exponent. A tail below the unit becomes a set last bit.
constexpr Magnitude in_units(const Number& x, int exponent) {
  const int shift = x.exponent - exponent;
  if (shift >= 0) return x.magnitude << shift;
  if (shift <= -128) return 1;
  const Magnitude whole = x.magnitude >> -shift;
  return whole << -shift == x.magnitude ? whole : whole | 1;
}

// x + y for a result that is to be rounded by `rounding`, which decides the sign of an exact zero (IEEE
// 754-2019 6.3): +0, in RDN -0, but zeros of one sign keep it. Inf - Inf is an invalid NaN (7.2).
//
// Magnitudes have at most 87 bits. The sum is exact unless the terms lie so far apart that it would need more
// than 120 bits; then the far tail of the smaller term becomes a set last bit. No rounding tells the two
// apart:
// - In units of that last bit let the larger term be L and the smaller one w + t, w whole and 0 < t < 1. L
// has
//   87 of 120 bits, so it is exact and even. The set last bit makes w + t the odd one of w and w + 1, j.
// - L + w + t and L + j lie strictly between the same two even numbers, and so do L - w - t and L - j:
// divided
//   by any higher power of two both have the same floor, and both a remainder that is not 0.
// - A rounding asks no more than that. The smaller term is below 2^-33 of L, so the sum's leading bit is at
//   least 118 places above the last one. A destination's quantum is at most 23 places below the leading bit;
//   ties ask for the floor one place below that, stochastic rounding with N <= 24 random bits for the floor N
//   places below, 47 in all, and inexactness for the remainder.
constexpr Number sum(const Number& x, const Number& y, Rounding rounding) {
  if (x.kind == Kind::kNan || y.kind == Kind::kNan) return nan_number(x.invalid || y.invalid);
  if (x.kind == Kind::kInfinite && y.kind == Kind::kInfinite && x.negative != y.negative)
    return nan_number(true);
  if (x.kind == Kind::kInfinite) return x;
  if (y.kind == Kind::kInfinite) return y;
  const bool down = rounding == Rounding::kRdn;
  if (x.kind == Kind::kZero && y.kind == Kind::kZero) {
    return zero_number(x.negative == y.negative ? x.negative : down);
  }
  if (x.kind == Kind::kZero) return y;
  if (y.kind == Kind::kZero) return x;

  constexpr int kKept = 120;
  const int lead = std::max(x.exponent + bit_length(x.magnitude), y.exponent + bit_length(y.magnitude));
  const int exponent = std::max(std::min(x.exponent, y.exponent), lead - kKept);
  const Magnitude in_x = in_units(x, exponent);
  const Magnitude in_y = in_units(y, exponent);
  if (x.negative == y.negative) return {Kind::kFinite, x.negative, in_x + in_y, exponent};
  if (in_x == in_y) return zero_number(down);
  const bool x_larger = in_x > in_y;
  return {Kind::kFinite, x_larger ? x.negative : y.negative, x_larger ? in_x - in_y : in_y - in_x, exponent};
}

}  // namespace fp8forge::golden
