#include "sim/golden/exact_accumulator.hpp"

#include <algorithm>
#include <cassert>

namespace fp8forge::golden {

namespace {

// Exponent of the lowest bit that any of the formats has.
int lowest_of(const std::vector<Format>& formats) {
  int lowest = formats.front().min_lsb();
  for (const Format& format : formats) lowest = std::min(lowest, format.min_lsb());
  return lowest;
}

}  // namespace

ExactAccumulator::Table ExactAccumulator::table_of(const Format& format, int lowest) {
  assert(is_fp8(format));
  Table table{format, {}};
  for (std::uint32_t code = 0; code < table.operands.size(); ++code) {
    const Number number = decode(format, code);
    const auto units = static_cast<std::int64_t>(
        number.magnitude << (number.kind == Kind::kFinite ? number.exponent - lowest : 0));
    table.operands[code] = {number.negative ? -units : units, number.kind};
  }
  return table;
}

// A product is below 2^64 units in size, so 2^40 of them stay below 2^104.
ExactAccumulator::ExactAccumulator(std::vector<Format> a, std::vector<Format> b, std::int64_t max_terms) {
  assert(max_terms >= 1 && max_terms <= std::int64_t{1} << 40);
  Tables tables{{}, {}, max_terms, lowest_of(a) + lowest_of(b)};
  for (const Format& format : a) tables.a.push_back(table_of(format, lowest_of(a)));
  for (const Format& format : b) tables.b.push_back(table_of(format, lowest_of(b)));
  tables_ = std::make_shared<const Tables>(std::move(tables));
  select(0, 0);
}

void ExactAccumulator::add_special(std::uint32_t code_a, std::uint32_t code_b) {
  specials_.add(product(decode(a_->format, code_a), decode(b_->format, code_b)));
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
