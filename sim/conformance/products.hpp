// The products of two fp8 formats as whole numbers, and sums composed of them: which operands add up to
// exactly a wanted value. Used to place sums on and beside rounding boundaries and to bring long sums back to
// a value that is read exactly.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "generator/format/format.hpp"
#include "sim/conformance/random.hpp"

namespace fp8forge::conformance {

using Units = __int128;                                  // multiples of the pair's lowest product bit
using CodePair = std::pair<std::uint8_t, std::uint8_t>;  // codes of a and b

class Products {
 public:
  // Both are 8-bit formats.
  Products(const Format& a, const Format& b);

  // Exponent of the lowest bit of a product: 2^lowest() is one unit.
  int lowest() const { return lowest_; }
  // The largest product.
  Units largest() const { return positive_.back().units; }
  // Codes of finite values, zeros of both signs included; and the other codes (NaN, Inf), in ascending order.
  const std::vector<std::uint8_t>& finite_a() const { return a_.finite; }
  const std::vector<std::uint8_t>& finite_b() const { return b_.finite; }
  const std::vector<std::uint8_t>& special_a() const { return a_.special; }
  const std::vector<std::uint8_t>& special_b() const { return b_.special; }

  // The product of two finite codes.
  Units of(std::uint8_t a, std::uint8_t b) const { return Units{a_.units[a]} * b_.units[b]; }

  // Pairs whose products add up to exactly `sum`; about one pair for each 4 bits of it, and one for each
  // multiple of largest(). Which of several pairs of equal product is taken is random, and so is the factor
  // that carries the sign.
  std::vector<CodePair> compose(Units sum, Random& random) const;

  // A pair whose product is the nearest to `wanted`, or the next larger (places 1) or smaller one (places -1)
  // of those there are; likewise random.
  CodePair beside(Units wanted, int places, Random& random) const;

 private:
  struct Operand {
    std::vector<std::uint8_t> finite, special;
    std::vector<std::int64_t>
        units;  // of each code, in multiples of the format's lowest bit; 0 unless finite
  };
  struct Product {
    Units units;
    CodePair codes;
  };
  using Place = std::vector<Product>::const_iterator;
  static Operand operand(const Format& format);
  // The first of the products nearest to a magnitude, and the first of those with one above `units`.
  Place nearest(Units wanted) const;
  Place above(Units units) const;
  // Any pair with the product that stands there, or with its negative.
  CodePair any_pair(Place product, bool negative, Random& random) const;

  Operand a_, b_;
  int lowest_;
  std::vector<Product> positive_;  // ascending, from positive operands
};

}  // namespace fp8forge::conformance
