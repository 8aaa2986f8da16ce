#include <cassert>

#include "sim/golden/golden.hpp"

namespace fp8forge::golden {

namespace {

// The exact sum of the products for a result to be rounded by `rounding`. Fixed point: a product is below
// 2^64 in units of its lowest bit, and 65536 of them below 2^80.
Number sum_of_products(const Format& a, const Format& b, Rounding rounding,
                       std::span<const std::uint32_t> codes_a, std::span<const std::uint32_t> codes_b) {
  const int lowest = a.min_lsb() + b.min_lsb();
  __int128 total = 0;
  bool plus_zeros = true, minus_zeros = true;  // every product so far is a zero of that sign
  Number specials = zero_number(false);        // infinities and NaNs, summed
  for (std::size_t i = 0; i < codes_a.size(); ++i) {
    const Number term = product(decode(a, codes_a[i]), decode(b, codes_b[i]));
    plus_zeros = plus_zeros && term.kind == Kind::kZero && !term.negative;
    minus_zeros = minus_zeros && term.kind == Kind::kZero && term.negative;
    if (term.kind == Kind::kFinite) {
      const auto units = static_cast<__int128>(term.magnitude << (term.exponent - lowest));
      total += term.negative ? -units : units;
    } else if (term.kind != Kind::kZero) {
      specials = sum(specials, term, rounding);
    }
  }
  if (specials.kind != Kind::kZero) return specials;
  if (total != 0) {
    const auto bits = static_cast<Magnitude>(total);
    return {Kind::kFinite, total < 0, total < 0 ? -bits : bits, lowest};
  }
  return zero_number(minus_zeros || (!plus_zeros && rounding == Rounding::kRdn));
}

}  // namespace

std::uint32_t dot(const Format& a, const Format& b, const Format& c, const Target& target,
                  std::span<const std::uint32_t> codes_a, std::span<const std::uint32_t> codes_b,
                  std::uint32_t code_c) {
  assert(is_fp8(a) && is_fp8(b));
  assert(codes_a.size() == codes_b.size() && !codes_a.empty() && codes_a.size() <= 65536);
  const Number products = sum_of_products(a, b, target.rounding, codes_a, codes_b);
  return round_to(target, sum(products, decode(c, code_c), target.rounding));
}

std::uint32_t dot_rounded(const Format& a, const Format& b, const Format& c, const Format& accumulator,
                          const Target& target, std::span<const std::uint32_t> codes_a,
                          std::span<const std::uint32_t> codes_b, std::uint32_t code_c) {
  assert(codes_a.size() == codes_b.size());
  const Target step{accumulator, Rounding::kRne, Overflow::kNonsaturate};
  std::uint32_t total = convert(c, step, code_c);
  for (std::size_t i = 0; i < codes_a.size(); ++i) {
    total = fma(a, b, accumulator, step, codes_a[i], codes_b[i], total);
  }
  return convert(accumulator, target, total);
}

}  // namespace fp8forge::golden
