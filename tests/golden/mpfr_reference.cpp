#include "tests/golden/mpfr_reference.hpp"

#include <cmath>
#include <cstdlib>

namespace fp8forge {

namespace {

void set_code(mpfr_ptr value, const Format& format, std::uint32_t code) {
  const int sign = code >> (format.bits() - 1) & 1 ? -1 : 1;
  const unsigned exponent = code >> format.man_bits & format.exp_mask();
  const unsigned mantissa = code & format.man_mask();
  if (exponent == format.exp_mask()) {
    if (format.specials == Specials::kIeee) {
      if (mantissa == 0) return mpfr_set_inf(value, sign);
      return mpfr_set_nan(value);
    }
    if (mantissa == format.man_mask()) return mpfr_set_nan(value);
  }
  if (exponent == 0 && mantissa == 0) return mpfr_set_zero(value, sign);
  if (exponent == 0) {
    mpfr_set_ui_2exp(value, mantissa, 1 - format.bias - format.man_bits, MPFR_RNDN);
  } else {
    mpfr_set_ui_2exp(value, mantissa + (1u << format.man_bits),
                     static_cast<int>(exponent) - format.bias - format.man_bits, MPFR_RNDN);
  }
  mpfr_setsign(value, value, sign < 0, MPFR_RNDN);
}

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

// The magnitude code of `exact` rounded by one of MPFR's modes, with the exponent unbounded above.
std::uint64_t ieee_round(mpfr_ptr exact, mpfr_ptr narrow, const Format& format, mpfr_rnd_t mode) {
  const mpfr_exp_t wide_emin = mpfr_get_emin();
  int ternary = mpfr_set(narrow, exact, mode);
  mpfr_set_emin(2 - format.bias - format.man_bits);  // MPFR's significand is in [1/2, 1)
  ternary = mpfr_check_range(narrow, ternary, mode);
  mpfr_subnormalize(narrow, ternary, mode);
  mpfr_set_emin(wide_emin);
  return magnitude_code(narrow, format);
}

}  // namespace

std::uint32_t MpfrReference::round(const Target& target) {
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
  if (mpfr_nan_p(exact_)) return to.canonical_nan;
  if (mpfr_inf_p(exact_)) return infinity;
  if (mpfr_zero_p(exact_)) return sign;

  Real& narrow = this->narrow(to.man_bits + 1);
  std::uint64_t code = 0;
  switch (target.rounding) {
    case Rounding::kRne:
      code = ieee_round(exact_, narrow, to, MPFR_RNDN);
      break;
    case Rounding::kRtz:
      code = ieee_round(exact_, narrow, to, MPFR_RNDZ);
      break;
    case Rounding::kRdn:
      code = ieee_round(exact_, narrow, to, MPFR_RNDD);
      break;
    case Rounding::kRup:
      code = ieee_round(exact_, narrow, to, MPFR_RNDU);
      break;
    case Rounding::kRmm: {
      const std::uint64_t toward = ieee_round(exact_, narrow, to, MPFR_RNDZ);
      mpfr_sub(x_, exact_, narrow, MPFR_RNDN);
      const std::uint64_t away = ieee_round(exact_, narrow, to, negative ? MPFR_RNDD : MPFR_RNDU);
      mpfr_sub(y_, narrow, exact_, MPFR_RNDN);
      code = mpfr_zero_p(x_) || mpfr_cmpabs(x_, y_) < 0 ? toward : away;
      break;
    }
    case Rounding::kRod: {
      const std::uint64_t toward = ieee_round(exact_, narrow, to, MPFR_RNDZ);
      const std::uint64_t away = ieee_round(exact_, narrow, to, negative ? MPFR_RNDD : MPFR_RNDU);
      code = toward == away || toward % 2 == 1 ? toward : away;
      break;
    }
  }
  if (code <= max) return sign | static_cast<std::uint32_t>(code);
  switch (target.rounding) {
    case Rounding::kRne:
    case Rounding::kRmm:
      return infinity;
    case Rounding::kRtz:
    case Rounding::kRod:
      return sign | max;
    case Rounding::kRdn:
      return negative ? infinity : max;
    case Rounding::kRup:
      return negative ? sign | max : infinity;
  }
  std::abort();
}

namespace {

// Sums are exact in this precision; the mode only decides the sign of an exact zero.
mpfr_rnd_t zero_mode(const Target& target) {
  return target.rounding == Rounding::kRdn ? MPFR_RNDD : MPFR_RNDN;
}

}  // namespace

std::uint32_t MpfrReference::mul(const Format& a, const Format& b, const Target& target, std::uint32_t code_a,
                                 std::uint32_t code_b) {
  set_code(x_, a, code_a);
  set_code(y_, b, code_b);
  mpfr_mul(exact_, x_, y_, MPFR_RNDN);
  return round(target);
}

std::uint32_t MpfrReference::add(const Format& a, const Format& b, const Target& target, std::uint32_t code_a,
                                 std::uint32_t code_b) {
  set_code(x_, a, code_a);
  set_code(y_, b, code_b);
  mpfr_add(exact_, x_, y_, zero_mode(target));
  return round(target);
}

std::uint32_t MpfrReference::convert(const Format& from, const Target& target, std::uint32_t code) {
  set_code(exact_, from, code);
  return round(target);
}

std::uint32_t MpfrReference::fma(const Format& a, const Format& b, const Format& c, const Target& target,
                                 std::uint32_t code_a, std::uint32_t code_b, std::uint32_t code_c) {
  set_code(x_, a, code_a);
  set_code(y_, b, code_b);
  mpfr_mul(exact_, x_, y_, MPFR_RNDN);
  set_code(x_, c, code_c);
  mpfr_add(exact_, exact_, x_, zero_mode(target));
  return round(target);
}

// Adding in turn gives the signs of zero that are asked for: MPFR's sum of zeros of one sign keeps it, any
// other zero sum is +0, in RNDD -0, and +0 and -0 summed once more give the same again.
std::uint32_t MpfrReference::dot(const Format& a, const Format& b, const Format& c, const Target& target,
                                 std::span<const std::uint32_t> codes_a,
                                 std::span<const std::uint32_t> codes_b, std::uint32_t code_c) {
  set_code(exact_, c, code_c);
  for (std::size_t i = 0; i < codes_a.size(); ++i) {
    set_code(x_, a, codes_a[i]);
    set_code(y_, b, codes_b[i]);
    mpfr_mul(x_, x_, y_, MPFR_RNDN);
    mpfr_add(exact_, exact_, x_, zero_mode(target));
  }
  return round(target);
}

std::uint32_t MpfrReference::dot_rounded(const Format& a, const Format& b, const Format& c,
                                         const Format& accumulator, const Target& target,
                                         std::span<const std::uint32_t> codes_a,
                                         std::span<const std::uint32_t> codes_b, std::uint32_t code_c) {
  const Target step{accumulator, Rounding::kRne, Overflow::kNonsaturate};
  std::uint32_t total = convert(c, step, code_c);
  for (std::size_t i = 0; i < codes_a.size(); ++i) {
    total = fma(a, b, accumulator, step, codes_a[i], codes_b[i], total);
  }
  return convert(accumulator, target, total);
}

std::uint32_t MpfrReference::round(const Target& target, double value) {
  mpfr_set_d(exact_, value, MPFR_RNDN);
  return round(target);
}

}  // namespace fp8forge
