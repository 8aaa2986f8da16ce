// The exact accumulator of products a * b: two's complement, in units of the lowest bit that a product can
// have, so that no sum of up to max_terms products is ever rounded and the order of the terms does not
// matter.
//
// A finite operand is sig * 2^(exp - bias - man_bits) with the biased exponent exp >= 1 (subnormals: 1). So a
// product is, in units of 2^lowest_bit,
//   sig_a * sig_b * 2^shift,   shift = (exp_a - 1) + (exp_b - 1),
// and the largest has the largest shift, with the largest significands found there: one binade lower, twice
// the unit no longer fits (e4m3: 15 * 2^13 < 14 * 2^14).
#pragma once

#include <cstdint>
#include <string>

#include "generator/derive/width.hpp"

namespace fp8forge {

struct Accumulator {
  int lowest_bit = 0;             // exponent of the unit: 2^-18, 2^-25, 2^-32
  int max_shift = 0;              // largest shift of a product
  std::uint32_t max_product = 0;  // largest sig_a * sig_b at that shift
  int product_sig_bits = 0;       // width of sig_a * sig_b at any shift

  bool operator==(const Accumulator&) const = default;

  // The sum of `terms` products is at most terms * max_product * 2^max_shift in magnitude. With c the bits of
  // terms * max_product, that is at most 2^(c + max_shift) - 2^max_shift: c + max_shift bits and a sign hold
  // it, and one bit fewer does not, since terms * max_product >= 2^(c - 1).
  int bits(std::int64_t terms) const;

  // The same as a SystemVerilog expression, `terms` being the name of a parameter.
  std::string bits_expression(const std::string& terms) const;

  // The inequality for `terms` products.
  std::string reason(std::int64_t terms) const;
};

// The accumulator of products of `a` and `b`, both fp8.
Accumulator accumulator_of(const Format& a, const Format& b);

}  // namespace fp8forge
