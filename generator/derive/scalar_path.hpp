// The way of an exact significand to the rounder of a scalar unit: which steps it needs and how wide they
// are.
//
// The number is sig * 2^(exp + offset - (sig_bits - 1)) in units of the destination's smallest normal, where
// exp is the operand's biased exponent (subnormals: 1) or the sum of both operands'. exp + offset counts
// binades above the smallest normal, which is what fp8_denormalize and fp8_round take.
#pragma once

#include <vector>

#include "generator/derive/width.hpp"

namespace fp8forge {

struct ScalarPath {
  int sig_bits = 0;  // significand that comes in, hidden bit included
  int offset = 0;    // added to the biased exponent
  int min_exp = 0;   // smallest exp + offset of a finite number
  int max_exp = 0;   // largest

  // Leading zeros have to be shifted out: there are some above the destination's subnormals.
  bool normalizes = false;
  // Numbers can lie below the destination's smallest normal once normalized.
  bool denormalizes = false;
  // Width of the denormalizer's significand: the destination's kept bits, guard and one bit for all the rest,
  // or fewer where so few hold every bit exactly. It can be wider than sig_bits, for what moves down.
  int denormal_sig_bits = 0;
  // The exponent after normalizing: signed where it denormalizes, otherwise unsigned.
  int exp_bits = 0;
  // Smallest exponent behind the normalizer.
  int min_normalized_exp() const { return min_exp - (normalizes ? sig_bits - 1 : 0); }
  // Into fp8_round, never negative.
  int round_exp_bits() const { return denormalizes ? exp_bits - 1 : exp_bits; }

  std::vector<Width> widths;  // of the above, for the manifest

  bool operator==(const ScalarPath&) const = default;
};

// A product of `a` and `b` on its way to `to`.
ScalarPath product_path(const Format& a, const Format& b, const Format& to);

// A value of `from` on its way to `to`.
ScalarPath conversion_path(const Format& from, const Format& to);

}  // namespace fp8forge
