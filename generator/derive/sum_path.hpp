// How wide fp8_align and fp8_add_aligned have to be, so that one rounding of the sum cannot tell it from the
// exact one, and what has to be done to the addends first.
//
// The addend with the larger exponent stays, `width` bits of it; the other moves down. Let P be the bits that
// the destination keeps and F those that the rounding looks at below them (Fraction).
// - At a distance of two or more the difference of normalized numbers loses at most its top bit:
//   P + F + 1 bits suffice, and one sticky bit for all below.
// - At a distance of one or none any number of bits may cancel, and none may be lost: one bit more than
//   either addend has.
// - An addend too small for the fraction of the largest finite number is rounded away beside it, unless by
// RUP or
//   RDN: with a result as wide as fp32 and the other addend one of its numbers no sum overflows.
// - A product of normalized operands may have one leading zero: distances then count one more than they are,
//   and both widths grow by one.
// - An addend that stays with zeros on top, because it is subnormal, keeps fewer bits than width. That does
//   no harm if the last bit is still low enough for the destination's subnormals, or for every bit of the
//   other addend; if it is not, that addend is normalized first.
// - Zero must not stay while the other moves: where it is not subnormal with the smallest exponent of both,
// it
//   is given one.
#pragma once

#include "generator/derive/rounding_path.hpp"

namespace fp8forge {

// An addend: exponents are those of the significand's top bit, in binades above the destination's smallest
// normal.
struct Addend {
  int sig_bits = 0;
  int offset = 0;   // added to the biased exponent
  int min_exp = 0;  // as it comes, offset added
  int max_exp = 0;
  int lowest = 0;                  // of the last bit of all
  bool always_normalizes = false;  // leading zeros may stand at any exponent: a fixed-point sum
  bool is_product = false;         // of normalized operands: one leading zero may stand at any exponent
  // Derived.
  bool normalizes = false;
  int zero_exp = 0;  // the exponent that zero is given, where it normalizes or is a product

  int least_exp() const {
    if (normalizes) return std::min(lowest, zero_exp);
    return is_product ? std::min(min_exp, zero_exp) : min_exp;
  }
  bool operator==(const Addend&) const = default;
};

struct SumPath {
  Addend x, y;
  int exp_bits = 0;  // signed: every exponent of both, and the sum's
  int width = 0;
  bool is_exact = false;  // width holds every bit of both
  ExactRange sum;         // of the result
  std::vector<Width> widths;
};

Addend addend_of(const Format& format, const Format& to);
Addend product_addend(const Format& a, const Format& b, const Format& to);

// `is_directed`: the mode, or one of several, rounds up however little there is to round.
SumPath sum_path(Addend x, Addend y, const Format& to, const Fraction& fraction, bool is_directed);

}  // namespace fp8forge
