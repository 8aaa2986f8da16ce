// An accumulator of a floating-point format: each term is one fused RNE that does not saturate, in the order
// of the terms; an overflow to infinity stays as IEEE has it. Reading is one more, stated, rounding.
#pragma once

#include <cstdint>

#include "generator/format/format.hpp"
#include "sim/golden/codec.hpp"

namespace fp8forge::golden {

class RoundedAccumulator {
 public:
  // Sums of products a * b in the format `accumulator`. Starts as +0 without flags.
  constexpr RoundedAccumulator(const Format& a, const Format& b, const Format& accumulator)
      : a_(a), b_(b), step_{accumulator, Rounding::kRne, Overflow::kNonsaturate} {}

  // Products from here on are of these formats.
  constexpr void select(const Format& a, const Format& b) {
    a_ = a;
    b_ = b;
  }

  // Back to +0 without flags.
  constexpr void clear() { total_ = {0, 0}; }

  // Back to `value` rounded to the accumulator, with the flags of that.
  constexpr void start_from(const Number& value) { total_ = round(step_, value); }

  // The total plus the product of two codes, rounded.
  constexpr void add_product(std::uint32_t code_a, std::uint32_t code_b) {
    const Number term = product(decode(a_, code_a), decode(b_, code_b));
    const Rounded next = round(step_, sum(term, decode(step_.to, total_.code), step_.rounding));
    total_ = {next.code, static_cast<std::uint8_t>(total_.flags | next.flags)};
  }

  // The total as it stands, a code of the accumulator's format.
  constexpr std::uint32_t code() const { return total_.code; }
  constexpr Number value() const { return decode(step_.to, total_.code); }

  // The total rounded to the target, with the flags of every rounding since clear(), this one too. `random`:
  // R of stochastic rounding.
  constexpr Rounded read(const Target& target, std::uint32_t random = 0) const {
    const Rounded result = round(target, decode(step_.to, total_.code), random);
    return {result.code, static_cast<std::uint8_t>(total_.flags | result.flags)};
  }

 private:
  Format a_, b_;
  Target step_;
  Rounded total_{0, 0};  // and the flags raised on the way to it
};

}  // namespace fp8forge::golden
