#include "generator/derive/sum_path.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fp8forge {

namespace {

// Whether `stays`, unnormalized at its smallest exponent, harms neither the other addend's bits nor those of
// the result.
bool may_stay_subnormal(const Addend& stays, const Addend& moves, const Format& to, const Fraction& fraction,
                        int width) {
  const int last = stays.min_exp - (width - 1);
  return moves.lowest >= last || -to.man_bits - fraction.bits >= last;
}

}  // namespace

Addend addend_of(const Format& format, const Format& to) {
  const ExactRange range = conversion_range(format, to);
  return {range.sig_bits, range.offset, range.min_exp, range.max_exp, range.min_exp - (range.sig_bits - 1)};
}

Addend product_addend(const Format& a, const Format& b, const Format& to) {
  const ExactRange range = product_range(a, b, to);
  return {.sig_bits = range.sig_bits,
          .offset = range.offset,
          .min_exp = range.min_exp,
          .max_exp = range.max_exp,
          .lowest = range.lowest(),
          .is_product = true};
}

SumPath sum_path(Addend x, Addend y, const Format& to, const Fraction& fraction, bool is_directed) {
  SumPath path;
  const int kept = to.man_bits + 1;
  const int leading_zeros = x.is_product ? 1 : 0;
  const int longest = std::max(x.sig_bits, y.sig_bits);
  const int all = std::max(std::max(x.max_exp, y.max_exp) - std::min(x.lowest, y.lowest) + 1, longest + 1);
  const int enough = std::max(kept + fraction.bits + 1, longest + 1) + leading_zeros;
  path.is_exact = all <= enough;
  path.width = std::min(all, enough);
  if (!path.is_exact) {
    x.normalizes =
        !x.is_product && (x.always_normalizes || !may_stay_subnormal(x, y, to, fraction, path.width));
    y.normalizes = y.always_normalizes || !may_stay_subnormal(y, x, to, fraction, path.width);
    x.zero_exp = std::min(0, y.normalizes ? y.lowest : y.min_exp);
    y.zero_exp = std::min(0, x.normalizes ? x.lowest : x.min_exp);
  }
  path.x = x;
  path.y = y;
  // The exponent that stays is the larger one; the sum's top bit is the carry above it.
  const int least = std::max(x.least_exp(), y.least_exp());
  const int most = std::max(x.max_exp, y.max_exp);
  const int top = max_exp(to) - 1;
  path.exp_bits = signed_bits(std::min(x.least_exp(), y.least_exp()), most + 1);
  path.sum = {.sig_bits = path.width + 1,
              .offset = 0,
              .min_exp = least + 1,
              .max_exp = most + 1,
              .unnormalized_exp = most + 1,
              .has_sticky = !path.is_exact,
              // x is below 2^(max_exp + 1), and y is one of the result's numbers.
              .stays_finite = !is_directed && y.max_exp <= top && y.sig_bits <= kept &&
                              x.max_exp + 1 <= top - to.man_bits - fraction.bits};
  path.widths.push_back({"sum_sig", path.width + 1,
                         path.is_exact ? fmt::format("2^{} to 2^{} and a carry: exact, binades above 2^{}",
                                                     most - all + 1, most, to.min_exp())
                         : kept + fraction.bits + 1 >= longest + 1
                             ? fmt::format("{} bits kept, {} below them, {} for a shift, 1 for a carry", kept,
                                           fraction.bits, 1 + leading_zeros)
                             : fmt::format("addends of {} bits, {} for their distance, 1 for a carry",
                                           longest, 1 + leading_zeros)});
  return path;
}

}  // namespace fp8forge
