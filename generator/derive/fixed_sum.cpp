#include "generator/derive/fixed_sum.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fp8forge {

namespace {

using Units = unsigned __int128;

int bits_of(Units number) {
  const auto high = static_cast<std::uint64_t>(number >> 64);
  return high != 0 ? 64 + unsigned_bits(high) : unsigned_bits(static_cast<std::uint64_t>(number));
}

}  // namespace

FixedSum fixed_sum(const Format& a, const Format& b, std::int64_t terms, const Format* c) {
  FixedSum sum;
  sum.products = accumulator_of(a, b);
  sum.lowest = sum.products.lowest_bit;
  sum.adds_c = c != nullptr && fits_fixed_sum(*c);
  if (sum.adds_c) sum.lowest = std::min(sum.lowest, c->min_lsb());
  sum.product_shift = sum.products.lowest_bit - sum.lowest;
  sum.term_bits = sum.products.bits(1) + sum.product_shift;
  // At most 2^20 products below 2^64, moved up by 8 at most, and an addend below 2^48.
  Units largest = static_cast<Units>(terms) * sum.products.max_product
                  << (sum.products.max_shift + sum.product_shift);
  std::string reason = fmt::format("{} * {} * 2^{}", terms, sum.products.max_product,
                                   sum.products.max_shift + sum.product_shift);
  if (sum.adds_c) {
    sum.c_shift = c->min_lsb() - sum.lowest;
    const int shift = sum.c_shift + max_exp(*c) - 1;
    largest += static_cast<Units>(max_sig_at_max_exp(*c)) << shift;
    reason += fmt::format(" + {} * 2^{}", max_sig_at_max_exp(*c), shift);
  }
  sum.sum_bits = bits_of(largest) + 1;
  sum.widths = {{"term", sum.term_bits, sum.products.reason(1)},
                {"sum", sum.sum_bits,
                 fmt::format("{} < 2^{}, and a sign; unit 2^{}", reason, sum.sum_bits - 1, sum.lowest)}};
  return sum;
}

ExactRange FixedSum::range(const Format& to) const {
  const int top = top_exp(to);
  return {.sig_bits = sig_bits(), .offset = 0, .min_exp = top, .max_exp = top, .unnormalized_exp = top};
}

Addend FixedSum::addend(const Format& to) const {
  const int top = top_exp(to);
  return {.sig_bits = sig_bits(),
          .offset = 0,
          .min_exp = top,
          .max_exp = top,
          .lowest = top - (sig_bits() - 1),
          .always_normalizes = true};
}

}  // namespace fp8forge
