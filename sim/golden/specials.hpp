// The infinities and NaNs among the terms of a long sum, and what they come to. The order they come in does
// not matter. Not a number: the finite terms are summed elsewhere.
#pragma once

#include "sim/golden/number.hpp"

namespace fp8forge::golden {

class Specials {
 public:
  // A term of the sum; finite ones and zeros change nothing.
  constexpr void add(const Number& term) {
    if (term.kind == Kind::kNan) nan_ = true;
    if (term.kind == Kind::kInfinite) (term.negative ? minus_infinity_ : plus_infinity_) = true;
    invalid_ = invalid_ || term.invalid;
  }

  constexpr bool any() const { return nan_ || plus_infinity_ || minus_infinity_; }

  // What the sum is where there is any: infinity, or NaN. The NaN is invalid for a term that is, and for
  // infinities of both signs, also beside a quiet NaN. Without any: +0.
  constexpr Number total() const {
    const bool both = plus_infinity_ && minus_infinity_;
    if (nan_ || both) return nan_number(invalid_ || both);
    return any() ? infinite_number(minus_infinity_) : zero_number(false);
  }

 private:
  bool nan_ = false, plus_infinity_ = false, minus_infinity_ = false;
  bool invalid_ = false;  // a term was an invalid NaN
};

}  // namespace fp8forge::golden
