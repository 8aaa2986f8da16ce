// Rounding by MPFR: of an exact value to a code and its flags.
#include <cmath>
#include <cstdlib>

#include "tests/golden/mpfr_reference.hpp"

namespace fp8forge {

namespace {

// The code of |value|, a value of the format or of its extension above the largest finite one.
std::uint64_t magnitude_code(mpfr_ptr value, const Format& format) {
  const double magnitude = std::fabs(mpfr_get_d(value, MPFR_RNDN));
  if (magnitude < std::ldexp(1.0, 1 - format.bias)) {
    return static_cast<std::uint64_t>(std::ldexp(magnitude, format.bias - 1 + format.man_bits));
  }
  const int exponent = std::ilogb(magnitude);
  const auto mantissa = static_cast<std::uint64_t>(std::ldexp(magnitude, format.man_bits - exponent)) -
                        (std::uint64_t{1} << format.man_bits);
  return (static_cast<std::uint64_t>(exponent + format.bias) << format.man_bits) | mantissa;
}

// `exact` rounded by one of MPFR's modes, with the exponent unbounded above, and below if not `gradual`.
void ieee_round(mpfr_ptr exact, mpfr_ptr narrow, const Format& format, bool gradual, mpfr_rnd_t mode) {
  int ternary = mpfr_set(narrow, exact, mode);
  if (!gradual) return;
  const mpfr_exp_t wide_emin = mpfr_get_emin();
  mpfr_set_emin(2 - format.bias - format.man_bits);  // MPFR's significand is in [1/2, 1)
  ternary = mpfr_check_range(narrow, ternary, mode);
  mpfr_subnormalize(narrow, ternary, mode);
  mpfr_set_emin(wide_emin);
}

// |value| is below the format's least normal, 2^(1 - bias): MPFR's exponent is one above the leading bit's.
bool below_normal(mpfr_ptr value, const Format& format) {
  return mpfr_zero_p(value) || mpfr_get_exp(value) < 2 - format.bias;
}

}  // namespace

void MpfrReference::round_value(const Target& target, Range range, std::uint32_t random, mpfr_ptr narrow) {
  const Format& to = target.to;
  const bool gradual = range == Range::kGradual;
  const mpfr_rnd_t away = mpfr_signbit(exact_) != 0 ? MPFR_RNDD : MPFR_RNDU;
  switch (target.rounding) {
    case Rounding::kRne:
      return ieee_round(exact_, narrow, to, gradual, MPFR_RNDN);
    case Rounding::kRtz:
      return ieee_round(exact_, narrow, to, gradual, MPFR_RNDZ);
    case Rounding::kRdn:
      return ieee_round(exact_, narrow, to, gradual, MPFR_RNDD);
    case Rounding::kRup:
      return ieee_round(exact_, narrow, to, gradual, MPFR_RNDU);
    case Rounding::kRmm: {
      ieee_round(exact_, narrow, to, gradual, MPFR_RNDZ);
      mpfr_sub(x_, exact_, narrow, MPFR_RNDN);
      ieee_round(exact_, narrow, to, gradual, away);
      mpfr_sub(y_, narrow, exact_, MPFR_RNDN);
      if (mpfr_cmpabs(x_, y_) < 0) ieee_round(exact_, narrow, to, gradual, MPFR_RNDZ);
      return;
    }
    case Rounding::kRod: {
      // The odd one of two neighbours. A power of two is even, so no exponent differs from truncation's, and
      // that is all that is asked of an unbounded one.
      ieee_round(exact_, narrow, to, gradual, MPFR_RNDZ);
      if (gradual && magnitude_code(narrow, to) % 2 == 0) ieee_round(exact_, narrow, to, gradual, away);
      return;
    }
    case Rounding::kSr: {
      // From the lower neighbour d and the upper one u: f = (x - d) / (u - d), exact, as u - d is a power of
      // two.
      ieee_round(exact_, narrow, to, gradual, MPFR_RNDZ);
      mpfr_sub(x_, exact_, narrow, MPFR_RNDN);
      if (mpfr_zero_p(x_)) return;
      mpfr_set(y_, narrow, MPFR_RNDN);
      ieee_round(exact_, narrow, to, gradual, away);
      mpfr_sub(y_, narrow, y_, MPFR_RNDN);
      mpfr_div(x_, x_, y_, MPFR_RNDN);
      mpfr_mul_2ui(x_, x_, static_cast<unsigned long>(target.random_bits), MPFR_RNDN);
      const unsigned long fraction = mpfr_get_ui(x_, MPFR_RNDD);
      if (fraction + random < 1ul << target.random_bits) ieee_round(exact_, narrow, to, gradual, MPFR_RNDZ);
      return;
    }
  }
}

Rounded MpfrReference::round(const Target& target, std::uint32_t random) {
  constexpr std::uint8_t kInexact = 1, kUnderflow = 2, kOverflow = 4, kInvalid = 8;
  const Format& to = target.to;
  const bool negative = mpfr_signbit(exact_) != 0;
  const std::uint32_t sign = negative ? 1u << (to.bits() - 1) : 0;
  const std::uint32_t max = to.name == "e4m3"   ? 0x7E
                            : to.name == "e5m2" ? 0x7B
                            : to.name == "fp16" ? 0x7BFF
                            : to.name == "bf16" ? 0x7F7F
                                                : 0x7F7FFFFF;
  const bool saturate = target.overflow == Overflow::kSaturate;
  const std::uint32_t infinity = saturate            ? sign | max
                                 : to.name == "e4m3" ? to.canonical_nan
                                                     : sign | (max + 1);
  if (mpfr_nan_p(exact_)) return {to.canonical_nan, invalid_ ? kInvalid : std::uint8_t{0}};
  if (mpfr_inf_p(exact_)) return {infinity, 0};
  if (mpfr_zero_p(exact_)) return {sign, 0};

  Real& narrow = this->narrow(to.man_bits + 1);
  round_value(target, Range::kGradual, random, narrow);
  const std::uint64_t code = magnitude_code(narrow, to);
  if (code <= max) {
    const auto rounded = sign | static_cast<std::uint32_t>(code);
    if (mpfr_equal_p(narrow, exact_)) return {rounded, 0};
    if (!below_normal(exact_, to)) return {rounded, kInexact};
    round_value(target, Range::kUnbounded, random, narrow);
    if (!below_normal(narrow, to)) return {rounded, kInexact};
    return {rounded, kInexact | kUnderflow};
  }
  constexpr std::uint8_t kBoth = kOverflow | kInexact;
  switch (target.rounding) {
    case Rounding::kRne:
    case Rounding::kRmm:
    case Rounding::kSr:
      return {infinity, kBoth};
    case Rounding::kRtz:
    case Rounding::kRod:
      return {sign | max, kBoth};
    case Rounding::kRdn:
      return {negative ? infinity : max, kBoth};
    case Rounding::kRup:
      return {negative ? sign | max : infinity, kBoth};
  }
  std::abort();
}

Rounded MpfrReference::round(const Target& target, double value) {
  mpfr_set_d(exact_, value, MPFR_RNDN);
  return round(target, 0u);
}

}  // namespace fp8forge
