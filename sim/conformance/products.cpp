#include "sim/conformance/products.hpp"

#include <algorithm>
#include <cmath>

#include "sim/golden/golden.hpp"

namespace fp8forge::conformance {

Products::Operand Products::operand(const Format& format) {
  Operand result;
  for (std::uint32_t code = 0; code <= format.code_mask(); ++code) {
    const double value = golden::value_of(format, code);
    (std::isfinite(value) ? result.finite : result.special).push_back(static_cast<std::uint8_t>(code));
    result.units.push_back(
        std::isfinite(value) ? static_cast<std::int64_t>(std::ldexp(value, -format.min_lsb())) : 0);
  }
  return result;
}

Products::Products(const Format& a, const Format& b)
    : a_(operand(a)), b_(operand(b)), lowest_(a.min_lsb() + b.min_lsb()) {
  for (const std::uint8_t code_a : a_.finite) {
    for (const std::uint8_t code_b : b_.finite) {
      if (a_.units[code_a] > 0 && b_.units[code_b] > 0) {
        positive_.push_back({of(code_a, code_b), {code_a, code_b}});
      }
    }
  }
  std::stable_sort(positive_.begin(), positive_.end(),
                   [](const Product& x, const Product& y) { return x.units < y.units; });
}

Products::Place Products::above(Units units) const {
  return std::upper_bound(positive_.begin(), positive_.end(), units,
                          [](Units limit, const Product& product) { return limit < product.units; });
}

Products::Place Products::nearest(Units wanted) const {
  // What is left over has at most half the distance between two of them.
  Place place = above(wanted - 1);
  if (place == positive_.end() ||
      (place != positive_.begin() && wanted - std::prev(place)->units < place->units - wanted)) {
    --place;
  }
  return above(place->units - 1);
}

CodePair Products::any_pair(Place product, bool negative, Random& random) const {
  const Place first = above(product->units - 1);
  CodePair codes = first[random.below(above(product->units) - first)].codes;
  const bool sign_a = random.chance(50);
  const bool sign_b = sign_a != negative;
  codes.first = static_cast<std::uint8_t>(codes.first | (sign_a ? 0x80 : 0));
  codes.second = static_cast<std::uint8_t>(codes.second | (sign_b ? 0x80 : 0));
  return codes;
}

CodePair Products::beside(Units wanted, int places, Random& random) const {
  Place place = nearest(wanted < 0 ? -wanted : wanted);
  if (places > 0 && above(place->units) != positive_.end()) place = above(place->units);
  if (places < 0 && place != positive_.begin()) --place;
  return any_pair(place, wanted < 0, random);
}

std::vector<CodePair> Products::compose(Units sum, Random& random) const {
  std::vector<CodePair> pairs;
  while (sum != 0) {
    const Place product = nearest(sum < 0 ? -sum : sum);
    pairs.push_back(any_pair(product, sum < 0, random));
    sum -= sum < 0 ? -product->units : product->units;
  }
  return pairs;
}

}  // namespace fp8forge::conformance
