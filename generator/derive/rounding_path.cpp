#include "generator/derive/rounding_path.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fp8forge {

namespace {

// The exponent of the largest finite binade, above the smallest normal; e4m3's lacks its last code.
int whole_top_exp(const Format& to) { return max_exp(to) - 1 - (to.has_infinity() ? 0 : 1); }

int exponent_bits(const RoundingPath& path, const Format& to) {
  if (path.is_always_normal()) return to.exp_bits;
  if (path.normalizing == Normalizing::kPlaced) {
    // Signed before it is placed, and there no narrower than it comes.
    return std::max(signed_bits(path.min_exp, path.max_exp),
                    signed_bits(path.min_exp - path.offset, path.max_exp - path.offset)) -
           1;
  }
  if (path.denormalizes) return signed_bits(path.min_normalized_exp(), path.max_exp);
  return std::max(1, unsigned_bits(static_cast<std::uint64_t>(path.max_wide_exp())));
}

std::string exponent_reason(const RoundingPath& path, const Format& to) {
  if (path.is_always_normal()) {
    return fmt::format("{} to {}, the exponent field", path.min_exp, path.max_exp + 1);
  }
  const int least = path.min_normalized_exp();
  return path.denormalizes ? fmt::format("-2^{0} <= {1} and {2} < 2^{0}, binades above 2^{3}",
                                         path.exp_bits - 1, least, path.max_exp, to.min_exp())
                           : fmt::format("0 <= {} and {} < 2^{}, binades above 2^{}", least,
                                         path.max_wide_exp(), path.exp_bits, to.min_exp());
}

}  // namespace

int signed_bits(int min, int max) {
  const int magnitude = std::max(max, -min - 1);
  return unsigned_bits(static_cast<std::uint64_t>(std::max(magnitude, 0))) + 1;
}

Fraction fraction_of(const Request& request) {
  return {std::max(1, request.random_bits) + (request.flags ? 1 : 0)};
}

RoundingPath rounding_path(const ExactRange& range, const Format& to, const Fraction& fraction) {
  RoundingPath path;
  path.sig_bits = range.sig_bits;
  path.offset = range.offset;
  path.min_exp = range.min_exp;
  path.max_exp = range.max_exp;
  path.has_sticky = range.has_sticky;

  const int lowest = range.lowest();
  if (range.is_product()) {
    path.normalizing = Normalizing::kPlaced;
  } else if (range.unnormalized_exp > 0) {
    path.normalizing = lowest >= 0 || range.min_exp < 0 ? Normalizing::kFull : Normalizing::kLimited;
  }
  const int kept = to.man_bits + 1 + fraction.bits;
  if (path.normalizing == Normalizing::kFull && range.min_exp < 0) {
    // As many as the lowest exponent asks for, or enough to put every bit below those that are kept.
    path.normalizing = Normalizing::kLimited;
    path.clamps = -range.min_exp > kept;
    path.top_zeros = path.clamps ? kept : -range.min_exp;
  }
  if (path.normalizing == Normalizing::kPlaced) {
    // Down until the top bit is the fraction's last one, as far as it ever goes.
    path.places = std::clamp(-range.min_exp, 0, kept - 1);
    path.clamps = -range.min_exp > path.places;
    path.placed_sig_bits = std::min(range.sig_bits + path.places, std::max(range.sig_bits, 1 - lowest));
  }
  path.denormalizes = path.min_normalized_exp() < 0;
  // With the smallest normal's hidden bit on top, the lowest bit of all lies -lowest places below.
  const int exact_bits = path.sig_bits + std::max(0, -path.min_exp) + (path.has_sticky ? 1 : 0);
  const int kept_bits = kept + 1;
  path.denormal_sig_bits = path.denormalizes ? std::min(exact_bits, kept_bits) : path.sig_bits;
  const bool has_all_bits =
      !path.denormalizes && !path.has_sticky && path.normal_sig_bits() <= to.man_bits + 1;
  path.can_overflow = !range.stays_finite && path.max_exp + (has_all_bits ? 0 : 1) > whole_top_exp(to);
  path.is_exact = has_all_bits && !path.can_overflow;
  path.exp_bits = exponent_bits(path, to);

  if (path.normalizing == Normalizing::kPlaced && !path.is_always_normal()) {
    path.widths.push_back({"exact_exp", path.exp_bits + 1,
                           fmt::format("-2^{0} <= {1} and {2} < 2^{0}, binades above 2^{3}", path.exp_bits,
                                       path.min_exp, path.max_exp, to.min_exp())});
  }
  path.widths.push_back({"exp", path.exp_bits, exponent_reason(path, to)});
  if (path.places > 0) {
    path.widths.push_back(
        {"placed_sig", path.placed_sig_bits,
         path.placed_sig_bits < path.sig_bits + path.places
             ? fmt::format("{} bits, down by {} places; no product has a bit below 2^{}", path.sig_bits,
                           path.places, to.min_exp() + lowest)
             : fmt::format("{} bits, the top one {} binades below 2^{} or fewer{}", path.sig_bits,
                           path.places, to.min_exp(), path.clamps ? ", or all below what is kept" : "")});
  }
  if (path.top_zeros > 0) {
    path.widths.push_back({"wide_sig", path.normal_sig_bits(),
                           path.clamps ? fmt::format("{} bits below {} kept and {} below them", path.sig_bits,
                                                     to.man_bits + 1, fraction.bits)
                                       : fmt::format("{} bits, the top one {} binades below 2^{} or fewer",
                                                     path.sig_bits, path.top_zeros, to.min_exp())});
  }
  if (path.denormalizes) {
    path.widths.push_back({"denormal_sig", path.denormal_sig_bits,
                           exact_bits <= kept_bits
                               ? fmt::format("{} bits and {} binades below 2^{}: exact", path.sig_bits,
                                             std::max(0, -path.min_exp), to.min_exp())
                               : fmt::format("{} bits kept, {} below them, 1 for all the rest",
                                             to.man_bits + 1, fraction.bits)});
  }
  return path;
}

ExactRange product_range(const Format& a, const Format& b, const Format& to) {
  // The top bit of the product weighs twice the product of the operands' top bits.
  const int offset = to.bias - a.bias - b.bias;
  const int max = max_exp(a) + max_exp(b) + offset;
  const int zeros = a.man_bits + b.man_bits;  // of the smallest subnormals
  return {.sig_bits = (a.man_bits + 1) + (b.man_bits + 1),
          .offset = offset,
          .min_exp = 2 + offset - zeros,
          .max_exp = max,
          .taken_zeros = zeros};
}

ExactRange conversion_range(const Format& from, const Format& to, int scale) {
  const int offset = (to.bias - 1) - from.bias;
  const int most = scale > 0 ? scale - 1 : 0;
  return {.sig_bits = from.man_bits + 1,
          .offset = offset,
          .min_exp = 1 + offset - scale,
          .max_exp = max_exp(from) + offset + most,
          .unnormalized_exp = 1 + offset + most};  // only subnormals have the top bit clear
}

}  // namespace fp8forge
