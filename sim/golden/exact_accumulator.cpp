#include "sim/golden/exact_accumulator.hpp"

#include <cassert>

namespace fp8forge::golden {

namespace {

enum Special : unsigned { kNan = 1, kPlusInfinity = 2, kMinusInfinity = 4 };

}  // namespace

std::array<ExactAccumulator::Operand, 256> ExactAccumulator::operands(const Format& format) {
  assert(is_fp8(format));
  std::array<Operand, 256> table{};
  for (std::uint32_t code = 0; code < table.size(); ++code) {
    const Number number = decode(format, code);
    const auto units = static_cast<std::int64_t>(
        number.magnitude << (number.kind == Kind::kFinite ? number.exponent - format.min_lsb() : 0));
    table[code] = {number.negative ? -units : units, number.kind, number.negative};
  }
  return table;
}

// A product is below 2^64 units in size, so 2^40 of them stay below 2^104.
ExactAccumulator::ExactAccumulator(const Format& a, const Format& b, std::int64_t max_terms)
    : tables_(std::make_shared<const Tables>(
          Tables{operands(a), operands(b), max_terms, a.min_lsb() + b.min_lsb()})) {
  assert(max_terms >= 1 && max_terms <= std::int64_t{1} << 40);
}

void ExactAccumulator::add_special(const Operand& x, const Operand& y) {
  if (x.kind == Kind::kNan || y.kind == Kind::kNan || x.kind == Kind::kZero || y.kind == Kind::kZero) {
    specials_ |= kNan;
  } else {
    specials_ |= x.negative == y.negative ? kPlusInfinity : kMinusInfinity;
  }
}

std::uint32_t ExactAccumulator::read(const Target& target) const {
  if (terms_ > tables_->max_terms) return target.to.canonical_nan;
  switch (specials_) {
    case 0:
      break;
    case kPlusInfinity:
      return infinite_result(target, false);
    case kMinusInfinity:
      return infinite_result(target, true);
    default:
      return target.to.canonical_nan;
  }
  if (sum_ == 0) return 0;
  const bool negative = sum_ < 0;
  const auto bits = static_cast<Magnitude>(sum_);
  return round_to(target, {Kind::kFinite, negative, negative ? -bits : bits, tables_->lowest});
}

}  // namespace fp8forge::golden
