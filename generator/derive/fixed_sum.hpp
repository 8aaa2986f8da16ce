// The exact fixed-point sum of products, and of an addend where that fits: two's complement, in units of
// 2^lowest, as wide as the largest sum.
#pragma once

#include "generator/derive/accumulator.hpp"
#include "generator/derive/rounding_path.hpp"
#include "generator/derive/sum_path.hpp"

namespace fp8forge {

struct FixedSum {
  Accumulator products;   // of the pair
  int lowest = 0;         // exponent of the unit: that of the products, or of the addend where it is lower
  int product_shift = 0;  // places that a product moves up for that
  bool adds_c = false;    // the addend stands in the sum
  int c_shift = 0;        // places that a significand of c with exponent 1 moves up
  int term_bits = 0;      // one signed product
  int sum_bits = 0;       // the signed sum
  std::vector<Width> widths;

  // The magnitude of the sum.
  int sig_bits() const { return sum_bits - 1; }
  // The exponent of its top bit above `to`'s smallest normal.
  int top_exp(const Format& to) const { return lowest + sig_bits() - 1 - to.min_exp(); }
  ExactRange range(const Format& to) const;
  Addend addend(const Format& to) const;
};

// Whether an addend of that format is put into the sum: its range is hardly wider than the products'. A wider
// one would make the sum hundreds of bits wide, and is added to the normalized sum instead.
constexpr bool fits_fixed_sum(const Format& c) { return c.exp_bits <= 5; }

// The sum of `terms` products of `a` and `b`, and of one value of `c` where there is one that fits.
FixedSum fixed_sum(const Format& a, const Format& b, std::int64_t terms, const Format* c);

}  // namespace fp8forge
