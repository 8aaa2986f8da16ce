// The way of an exact result to the rounder: which steps it needs and how wide they are.
//
// The result is a significand of sig_bits bits and an exponent, that of the significand's top bit, counted in
// binades above the destination's smallest normal: what fp8_normalize, fp8_denormalize and fp8_round take.
#pragma once

#include <algorithm>
#include <vector>

#include "generator/config/request.hpp"
#include "generator/derive/width.hpp"

namespace fp8forge {

// How the top bit gets to the top.
enum class Normalizing {
  kNone,     // it is there, or the number is subnormal in the result too
  kFull,     // all leading zeros are shifted out
  kLimited,  // as many as the exponent allows: what is smaller than the smallest normal stays subnormal
  kPlaced,   // of a product that lacks one bit at most: up by one, or down to where it is subnormal
};

// What the request wants to see below the rounded significand's last bit.
struct Fraction {
  int bits = 1;  // exact ones: the guard bit, or as many as there are random bits; one more for flags
  int with_sticky() const { return bits + 1; }  // and one for all the rest
  bool operator==(const Fraction&) const = default;
};
Fraction fraction_of(const Request& request);

struct RoundingPath {
  // Given.
  int sig_bits = 0;         // significand that comes in
  int offset = 0;           // to be added to the exponent that comes in, where that is a biased one
  int min_exp = 0;          // smallest exponent, offset added, of a finite number
  int max_exp = 0;          // largest
  bool has_sticky = false;  // something below the significand may come with it

  // Derived.
  Normalizing normalizing = Normalizing::kNone;
  // Zeros put on top of the significand before it is normalized, so that its top bit never lies below the
  // smallest normal: one limited left shift then does what a full one and a right shift would.
  int top_zeros = 0;
  // Even then the top bit can lie below: so far that rounding takes all bits for sticky ones wherever they
  // stand, and the exponent may be taken for 0.
  bool clamps = false;
  // Most places down that a product is placed, and its significand there. `clamps`: it can belong further
  // down.
  int places = 0;
  int placed_sig_bits = 0;
  // Numbers can lie below the destination's smallest normal once normalized.
  bool denormalizes = false;
  // Width of the denormalizer's significand: the kept bits, the fraction and one bit for all the rest, or
  // fewer where so few hold every bit exactly. It can be wider than sig_bits, for what moves down.
  int denormal_sig_bits = 0;
  // The exponent after normalizing: signed where it denormalizes, otherwise unsigned.
  int exp_bits = 0;
  bool is_exact = false;      // every result is a number of the destination: no rounder
  bool can_overflow = false;  // results can be larger than the largest finite number

  // The significand that is normalized.
  int normal_sig_bits() const {
    return normalizing == Normalizing::kPlaced ? placed_sig_bits : sig_bits + top_zeros;
  }
  int shift_bits() const { return unsigned_bits(static_cast<std::uint64_t>(normal_sig_bits() - 1)); }
  // Largest exponent of the significand's top bit before it is normalized.
  int max_wide_exp() const { return std::max(max_exp + top_zeros, 0); }
  // Smallest exponent behind the normalizer.
  int min_normalized_exp() const {
    if (normalizing == Normalizing::kLimited || normalizing == Normalizing::kPlaced) return 0;
    return min_exp - (normalizing == Normalizing::kFull ? sig_bits - 1 : 0);
  }
  // Into fp8_round, never negative.
  int round_exp_bits() const { return denormalizes ? exp_bits - 1 : exp_bits; }
  // Of the significand there.
  int round_sig_bits() const { return denormalizes ? denormal_sig_bits : normal_sig_bits(); }

  // Every product is normal in the destination, and has the field for its exponent: the hidden bit is
  // counted.
  bool is_always_normal() const { return normalizing == Normalizing::kPlaced && min_exp > 0 && is_exact; }

  std::vector<Width> widths;  // of the above, for the manifest

  bool operator==(const RoundingPath&) const = default;
};

// What is known of an exact result: the members of RoundingPath that are given, and where leading zeros may
// stand: `unnormalized_exp` is the largest exponent at which the top bit of a non-zero one can be clear (of a
// product any, and it is not looked at).
struct ExactRange {
  int sig_bits = 0;
  int offset = 0;
  int min_exp = 0;
  int max_exp = 0;
  int unnormalized_exp = 0;
  bool has_sticky = false;
  bool stays_finite = false;  // no result overflows in the mode that it is rounded in, whatever max_exp says
  // Of a product: the leading zeros that its operands can have, all taken out of them. min_exp counts them,
  // and one more is left at most.
  int taken_zeros = 0;

  bool is_product() const { return taken_zeros > 0; }
  // Exponent of the last bit that is not always zero.
  int lowest() const { return min_exp + taken_zeros - (sig_bits - 1); }
};

RoundingPath rounding_path(const ExactRange& range, const Format& to, const Fraction& fraction);

// A product of `a` and `b` as fp8_normal_product gives it, the exponent being the sum of both biased ones.
ExactRange product_range(const Format& a, const Format& b, const Format& to);

// A value of `from`, times a power of two from -`scale` to `scale` - 1 (0: none).
ExactRange conversion_range(const Format& from, const Format& to, int scale = 0);

// Bits of a two's-complement number that holds min … max.
int signed_bits(int min, int max);

}  // namespace fp8forge
