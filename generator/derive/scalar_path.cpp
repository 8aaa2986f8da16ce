#include "generator/derive/scalar_path.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fp8forge {

namespace {

// Bits of a two's-complement number that holds min … max.
int signed_bits(int min, int max) {
  const int magnitude = std::max(max, -min - 1);
  return unsigned_bits(static_cast<std::uint64_t>(std::max(magnitude, 0))) + 1;
}

// Fills in what follows from the range. `unnormalized_exp`: the largest exp + offset at which the top bit of
// a non-zero significand can be clear.
void complete(ScalarPath& path, int unnormalized_exp, const Format& to) {
  path.normalizes = unnormalized_exp > 0;
  const int least = path.min_normalized_exp();
  path.denormalizes = least < 0;
  // With the smallest normal's hidden bit on top, the lowest bit of all lies -min_exp places below sig_bits.
  const int exact_bits = path.sig_bits + std::max(0, -path.min_exp);
  path.denormal_sig_bits = path.denormalizes ? std::min(exact_bits, to.man_bits + 3) : path.sig_bits;
  path.exp_bits = path.denormalizes ? signed_bits(least, path.max_exp)
                                    : unsigned_bits(static_cast<std::uint64_t>(path.max_exp));
  path.widths.push_back({"exp", path.exp_bits,
                         path.denormalizes ? fmt::format("-2^{0} <= {1} and {2} < 2^{0}, binades above 2^{3}",
                                                         path.exp_bits - 1, least, path.max_exp, to.min_exp())
                                           : fmt::format("0 <= {} and {} < 2^{}, binades above 2^{}", least,
                                                         path.max_exp, path.exp_bits, to.min_exp())});
  if (path.denormalizes) {
    path.widths.push_back({"denormal_sig", path.denormal_sig_bits,
                           exact_bits <= to.man_bits + 3
                               ? fmt::format("{} bits and {} binades below 2^{}: exact", path.sig_bits,
                                             std::max(0, -path.min_exp), to.min_exp())
                               : fmt::format("{} bits kept, 1 guard, 1 for all below", to.man_bits + 1)});
  }
}

}  // namespace

ScalarPath product_path(const Format& a, const Format& b, const Format& to) {
  const int sig_bits = (a.man_bits + 1) + (b.man_bits + 1);
  // The top bit of the product weighs twice the product of the operands' top bits.
  const int offset = to.bias - a.bias - b.bias;
  const int max = max_exp(a) + max_exp(b) + offset;
  ScalarPath path{
      .sig_bits = sig_bits, .offset = offset, .min_exp = 2 + offset, .max_exp = max, .widths = {}};
  path.widths.push_back(
      {"product_sig", sig_bits, fmt::format("{} * {} < 2^{}", max_sig(a), max_sig(b), sig_bits)});
  const int sum_bits = std::max(a.exp_bits, b.exp_bits) + 1;
  path.widths.push_back(
      {"product_exp", sum_bits, fmt::format("{} + {} < 2^{}", a.exp_mask(), b.exp_mask(), sum_bits)});
  complete(path, max, to);  // 1.0 * 1.0 leaves the top bit clear at any exponent
  return path;
}

ScalarPath conversion_path(const Format& from, const Format& to) {
  const int offset = (to.bias - 1) - from.bias;
  ScalarPath path{.sig_bits = from.man_bits + 1,
                  .offset = offset,
                  .min_exp = 1 + offset,
                  .max_exp = max_exp(from) + offset,
                  .widths = {}};
  complete(path, 1 + offset, to);  // only subnormals have the top bit clear
  return path;
}

}  // namespace fp8forge
