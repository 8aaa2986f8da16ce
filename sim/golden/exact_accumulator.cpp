#include "sim/golden/exact_accumulator.hpp"

#include <cassert>

namespace fp8forge::golden {

std::array<ExactAccumulator::Operand, 256> ExactAccumulator::operands(const Format& format) {
  assert(is_fp8(format));
  std::array<Operand, 256> table{};
  for (std::uint32_t code = 0; code < table.size(); ++code) {
    const Number number = decode(format, code);
    const auto units = static_cast<std::int64_t>(
        number.magnitude << (number.kind == Kind::kFinite ? number.exponent - format.min_lsb() : 0));
    table[code] = {number.negative ? -units : units, number.kind};
  }
  return table;
}

// A product is below 2^64 units in size, so 2^40 of them stay below 2^104.
ExactAccumulator::ExactAccumulator(const Format& a, const Format& b, std::int64_t max_terms)
    : tables_(std::make_shared<const Tables>(
          Tables{a, b, operands(a), operands(b), max_terms, a.min_lsb() + b.min_lsb()})) {
  assert(max_terms >= 1 && max_terms <= std::int64_t{1} << 40);
}

void ExactAccumulator::add_special(std::uint32_t code_a, std::uint32_t code_b) {
  specials_.add(product(decode(tables_->format_a, code_a), decode(tables_->format_b, code_b)));
}

Number ExactAccumulator::value() const {
  if (terms_ > tables_->max_terms) return nan_number(specials_.total().invalid);
  if (specials_.any()) return specials_.total();
  if (sum_ == 0) return zero_number(false);
  const bool negative = sum_ < 0;
  const auto bits = static_cast<Magnitude>(sum_);
  return {Kind::kFinite, negative, negative ? -bits : bits, tables_->lowest};
}

}  // namespace fp8forge::golden
