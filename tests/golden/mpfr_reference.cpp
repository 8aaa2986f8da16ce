// Exact values by MPFR, and the rules of the invalid flag as the contract has them in words.
#include "tests/golden/mpfr_reference.hpp"

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

// By the codes themselves.
bool signalling(const Format& format, std::uint32_t code) {
  const auto lies = [](std::uint32_t magnitude, std::uint32_t first, std::uint32_t last) {
    return magnitude >= first && magnitude <= last;
  };
  if (format.name == "e5m2") return (code & 0x7F) == 0x7D;
  if (format.name == "fp16") return lies(code & 0x7FFF, 0x7C01, 0x7DFF);
  if (format.name == "bf16") return lies(code & 0x7FFF, 0x7F81, 0x7FBF);
  if (format.name == "fp32") return lies(code & 0x7FFFFFFF, 0x7F800001, 0x7FBFFFFF);
  return false;
}

// Sums are exact in this precision; the mode only decides the sign of an exact zero.
mpfr_rnd_t zero_mode(const Target& target) {
  return target.rounding == Rounding::kRdn ? MPFR_RNDD : MPFR_RNDN;
}

}  // namespace

// a * b; invalid_ where a factor is a signalling NaN, and where two that are no NaN give one.
void MpfrReference::product(const Format& a, const Format& b, std::uint32_t code_a, std::uint32_t code_b,
                            mpfr_ptr result) {
  set_code(x_, a, code_a);
  set_code(y_, b, code_b);
  if (signalling(a, code_a) || signalling(b, code_b)) invalid_ = true;
  const bool nan = mpfr_nan_p(x_) || mpfr_nan_p(y_);
  mpfr_mul(result, x_, y_, MPFR_RNDN);
  if (mpfr_nan_p(result) && !nan) invalid_ = true;
}

// exact_ + term; invalid_ where two that are no NaN give one.
void MpfrReference::add_to_exact(mpfr_ptr term, const Target& target) {
  const bool nan = mpfr_nan_p(exact_) || mpfr_nan_p(term);
  mpfr_add(exact_, exact_, term, zero_mode(target));
  if (mpfr_nan_p(exact_) && !nan) invalid_ = true;
}

Rounded MpfrReference::mul(const Format& a, const Format& b, const Target& target, std::uint32_t code_a,
                           std::uint32_t code_b, std::uint32_t random) {
  invalid_ = false;
  product(a, b, code_a, code_b, exact_);
  return round(target, random);
}

Rounded MpfrReference::add(const Format& a, const Format& b, const Target& target, std::uint32_t code_a,
                           std::uint32_t code_b, std::uint32_t random) {
  invalid_ = signalling(a, code_a) || signalling(b, code_b);
  set_code(exact_, a, code_a);
  set_code(y_, b, code_b);
  add_to_exact(y_, target);
  return round(target, random);
}

Rounded MpfrReference::convert(const Format& from, const Target& target, std::uint32_t code, int scale,
                               std::uint32_t random) {
  invalid_ = signalling(from, code);
  set_code(exact_, from, code);
  mpfr_mul_2si(exact_, exact_, scale, MPFR_RNDN);
  return round(target, random);
}

Rounded MpfrReference::fma(const Format& a, const Format& b, const Format& c, const Target& target,
                           std::uint32_t code_a, std::uint32_t code_b, std::uint32_t code_c,
                           std::uint32_t random) {
  invalid_ = signalling(c, code_c);
  product(a, b, code_a, code_b, exact_);
  set_code(x_, c, code_c);
  add_to_exact(x_, target);
  return round(target, random);
}

// Adding in turn gives the signs of zero that are asked for: MPFR's sum of zeros of one sign keeps it, any
// other zero sum is +0, in RNDD -0, and +0 and -0 summed once more give the same again. Infinities of both
// signs are invalid wherever they stand.
Rounded MpfrReference::dot(const Format& a, const Format& b, const Format& c, const Target& target,
                           std::span<const std::uint32_t> codes_a, std::span<const std::uint32_t> codes_b,
                           std::uint32_t code_c, std::uint32_t random) {
  invalid_ = signalling(c, code_c);
  bool infinite[2] = {false, false};
  set_code(exact_, c, code_c);
  if (mpfr_inf_p(exact_)) infinite[mpfr_signbit(exact_) != 0] = true;
  for (std::size_t i = 0; i < codes_a.size(); ++i) {
    product(a, b, codes_a[i], codes_b[i], x_);
    if (mpfr_inf_p(x_)) infinite[mpfr_signbit(x_) != 0] = true;
    add_to_exact(x_, target);
  }
  if (infinite[0] && infinite[1]) invalid_ = true;
  return round(target, random);
}

Rounded MpfrReference::dot_rounded(const Format& a, const Format& b, const Format& c,
                                   const Format& accumulator, const Target& target,
                                   std::span<const std::uint32_t> codes_a,
                                   std::span<const std::uint32_t> codes_b, std::uint32_t code_c,
                                   std::uint32_t random) {
  const Target step{accumulator, Rounding::kRne, Overflow::kNonsaturate};
  Rounded total = convert(c, step, code_c, 0, 0);
  for (std::size_t i = 0; i < codes_a.size(); ++i) {
    const Rounded next = fma(a, b, accumulator, step, codes_a[i], codes_b[i], total.code, 0);
    total = {next.code, static_cast<std::uint8_t>(total.flags | next.flags)};
  }
  const Rounded result = convert(accumulator, target, total.code, 0, random);
  return {result.code, static_cast<std::uint8_t>(total.flags | result.flags)};
}

Rounded MpfrReference::mac(const Format& a, const Format& b, const std::optional<Format>& accumulator,
                           std::int64_t max_terms, const Target& target,
                           std::span<const std::uint32_t> codes_a, std::span<const std::uint32_t> codes_b,
                           std::uint32_t random) {
  if (accumulator) return dot_rounded(a, b, kFp32, *accumulator, target, codes_a, codes_b, 0, random);
  Rounded result = dot(a, b, kFp32, target, codes_a, codes_b, 0, random);
  if (mpfr_zero_p(exact_)) result.code = 0;
  if (static_cast<std::int64_t>(codes_a.size()) > max_terms) {
    result = {target.to.canonical_nan, static_cast<std::uint8_t>(invalid_ ? 8 : 0)};
  }
  return result;
}

}  // namespace fp8forge
