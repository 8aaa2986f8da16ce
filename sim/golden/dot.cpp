#include <cassert>

#include "sim/golden/golden.hpp"
#include "sim/golden/rounded_accumulator.hpp"
#include "sim/golden/specials.hpp"

namespace fp8forge::golden {

namespace {

// The exact sum of the finite products, for a result to be rounded by `rounding`; the others go to
// `specials`. Fixed point: a product is below 2^64 in units of its lowest bit, and 65536 of them below 2^80.
Number sum_of_products(const Format& a, const Format& b, Rounding rounding,
                       std::span<const std::uint32_t> codes_a, std::span<const std::uint32_t> codes_b,
                       Specials& specials) {
  const int lowest = a.min_lsb() + b.min_lsb();
  __int128 total = 0;
  bool plus_zeros = true, minus_zeros = true;  // every product so far is a zero of that sign
  for (std::size_t i = 0; i < codes_a.size(); ++i) {
    const Number term = exact_mul(a, b, codes_a[i], codes_b[i]);
    plus_zeros = plus_zeros && term.kind == Kind::kZero && !term.negative;
    minus_zeros = minus_zeros && term.kind == Kind::kZero && term.negative;
    if (term.kind == Kind::kFinite) {
      const auto units = static_cast<__int128>(term.magnitude << (term.exponent - lowest));
      total += term.negative ? -units : units;
    } else {
      specials.add(term);
    }
  }
  if (total != 0) {
    const auto bits = static_cast<Magnitude>(total);
    return {Kind::kFinite, total < 0, total < 0 ? -bits : bits, lowest};
  }
  return zero_number(minus_zeros || (!plus_zeros && rounding == Rounding::kRdn));
}

}  // namespace

Number exact_dot(const Format& a, const Format& b, const Format& c, Rounding rounding,
                 std::span<const std::uint32_t> codes_a, std::span<const std::uint32_t> codes_b,
                 std::uint32_t code_c) {
  assert(is_fp8(a) && is_fp8(b));
  assert(codes_a.size() == codes_b.size() && !codes_a.empty() && codes_a.size() <= 65536);
  Specials specials;
  const Number products = sum_of_products(a, b, rounding, codes_a, codes_b, specials);
  const Number addend = decode(c, code_c);
  specials.add(addend);
  return specials.any() ? specials.total() : sum(products, addend, rounding);
}

std::uint32_t dot(const Format& a, const Format& b, const Format& c, const Target& target,
                  std::span<const std::uint32_t> codes_a, std::span<const std::uint32_t> codes_b,
                  std::uint32_t code_c, std::uint32_t random) {
  return round_to(target, exact_dot(a, b, c, target.rounding, codes_a, codes_b, code_c), random);
}

Rounded dot_rounded_with_flags(const Format& a, const Format& b, const Format& c, const Format& accumulator,
                               const Target& target, std::span<const std::uint32_t> codes_a,
                               std::span<const std::uint32_t> codes_b, std::uint32_t code_c,
                               std::uint32_t random) {
  assert(codes_a.size() == codes_b.size());
  RoundedAccumulator sum(a, b, accumulator);
  sum.start_from(decode(c, code_c));
  for (std::size_t i = 0; i < codes_a.size(); ++i) sum.add_product(codes_a[i], codes_b[i]);
  return sum.read(target, random);
}

std::uint32_t dot_rounded(const Format& a, const Format& b, const Format& c, const Format& accumulator,
                          const Target& target, std::span<const std::uint32_t> codes_a,
                          std::span<const std::uint32_t> codes_b, std::uint32_t code_c,
                          std::uint32_t random) {
  return dot_rounded_with_flags(a, b, c, accumulator, target, codes_a, codes_b, code_c, random).code;
}

}  // namespace fp8forge::golden
