// A multiply-accumulate unit: an accumulator that takes one product a step. Time is not in it: a step is a
// beat that is taken, and the accumulator can be read after any of them.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "generator/format/format.hpp"
#include "sim/golden/codec.hpp"
#include "sim/golden/exact_accumulator.hpp"
#include "sim/golden/rounded_accumulator.hpp"

namespace fp8forge::golden {

// Not thread-safe; copies are independent.
class Mac {
 public:
  // Sums of products a * b, both 8-bit formats, in the format `accumulator`, or exactly where that is empty;
  // then of at most `max_terms` products, 1 ... 2^40. Starts as +0 without terms.
  Mac(const Format& a, const Format& b, const std::optional<Format>& accumulator, std::int64_t max_terms)
      : Mac(std::vector{a}, std::vector{b}, accumulator, max_terms) {}
  // The same for products of several formats in one sum; select() says which.
  Mac(std::vector<Format> a, std::vector<Format> b, const std::optional<Format>& accumulator,
      std::int64_t max_terms)
      : a_(std::move(a)), b_(std::move(b)), exact_(a_, b_, max_terms) {
    if (accumulator) rounded_.emplace(a_.front(), b_.front(), *accumulator);
  }

  // Products from here on are of the constructor's a[index_a] and b[index_b]; of the first ones until then.
  void select(std::size_t index_a, std::size_t index_b) {
    if (rounded_) rounded_->select(a_[index_a], b_[index_b]);
    exact_.select(index_a, index_b);
  }

  // Adds the product of two codes; clear: to +0, as the first term of a new sum.
  void step(std::uint32_t code_a, std::uint32_t code_b, bool clear) {
    if (rounded_) {
      if (clear) rounded_->clear();
      rounded_->add_product(code_a, code_b);
    } else {
      if (clear) exact_.clear();
      exact_.add_product(code_a, code_b);
    }
  }

  // The sum as it stands.
  Number value() const { return rounded_ ? rounded_->value() : exact_.value(); }

  // The sum rounded to the target. `random`: R of stochastic rounding. Flags:
  // - exact: invalid if, since clear, a product was 0 * Inf or of a signalling NaN, or infinities of both
  // signs
  //   met; and those of the rounding. More than max_terms products give a NaN that raises nothing of itself.
  // - rounded: those of every step since clear, and those of this rounding.
  Rounded read(const Target& target, std::uint32_t random = 0) const {
    return rounded_ ? rounded_->read(target, random) : round(target, exact_.value(), random);
  }

 private:
  std::vector<Format> a_, b_;
  ExactAccumulator exact_;
  std::optional<RoundedAccumulator> rounded_;  // used instead where there is one
};

}  // namespace fp8forge::golden
