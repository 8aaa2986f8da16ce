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

std::vector<CodePair> Products::compose(Units sum, Random& random) const {
  const auto below = [](const Product& product, Units units) { return product.units < units; };
  std::vector<CodePair> pairs;
  while (sum != 0) {
    const Units wanted = sum < 0 ? -sum : sum;
    // The nearest product: what is left over has at most half the distance between two of them.
    auto nearest = std::lower_bound(positive_.begin(), positive_.end(), wanted, below);
    if (nearest == positive_.end() ||
        (nearest != positive_.begin() && wanted - std::prev(nearest)->units < nearest->units - wanted)) {
      --nearest;
    }
    const auto first = std::lower_bound(positive_.begin(), positive_.end(), nearest->units, below);
    const auto end = std::lower_bound(first, positive_.end(), nearest->units + 1, below);
    CodePair codes = first[random.below(end - first)].codes;
    const bool sign_a = random.chance(50);
    const bool sign_b = sign_a != (sum < 0);
    codes.first = static_cast<std::uint8_t>(codes.first | (sign_a ? 0x80 : 0));
    codes.second = static_cast<std::uint8_t>(codes.second | (sign_b ? 0x80 : 0));
    pairs.push_back(codes);
    sum -= sum < 0 ? -nearest->units : nearest->units;
  }
  return pairs;
}

}  // namespace fp8forge::conformance
