#include "sim/systemc/tile_sums.hpp"

#include <algorithm>
#include <cassert>

namespace fp8forge::systemc {

namespace {

std::size_t index_of(const std::vector<Format>& formats, const Format& format) {
  return static_cast<std::size_t>(std::find(formats.begin(), formats.end(), format) - formats.begin());
}

// Adds the products of a column of A and a row of B to sums that stand row by row.
template <typename Accumulator>
void add_products(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b,
                  std::vector<Accumulator>& sums) {
  Accumulator* sum = sums.data();
  for (const std::uint8_t code_a : a) {
    for (const std::uint8_t code_b : b) (sum++)->add_product(code_a, code_b);
  }
}

}  // namespace

TileSums::TileSums(const conformance::ArrayUnit& unit) : unit_(unit) {
  const auto elements = static_cast<std::size_t>(unit.rows) * static_cast<std::size_t>(unit.cols);
  if (unit.accumulator) {
    rounded_.assign(elements, {unit.formats_of_a().front(), unit.formats_of_b().front(), *unit.accumulator});
  } else {
    exact_.assign(elements, {unit.formats_of_a(), unit.formats_of_b(), unit.max_terms});
  }
}

void TileSums::add(const conformance::TileControl& control, std::span<const std::uint8_t> a,
                   std::span<const std::uint8_t> b) {
  assert(a.size() == static_cast<std::size_t>(unit_.rows) &&
         b.size() == static_cast<std::size_t>(unit_.cols));
  const std::vector<Format> formats_a = unit_.formats_of_a(), formats_b = unit_.formats_of_b();
  const std::size_t format_a = unit_.format_a.bits > 0 ? index_of(formats_a, control.a) : 0;
  const std::size_t format_b = unit_.format_b.bits > 0 ? index_of(formats_b, control.b) : 0;
  if (format_a != format_a_ || format_b != format_b_) {
    for (golden::ExactAccumulator& sum : exact_) sum.select(format_a, format_b);
    for (golden::RoundedAccumulator& sum : rounded_) sum.select(formats_a[format_a], formats_b[format_b]);
    format_a_ = format_a;
    format_b_ = format_b;
  }
  if (unit_.accumulator) {
    add_products(a, b, rounded_);
  } else {
    add_products(a, b, exact_);
  }
}

std::vector<golden::Number> TileSums::row(int row) const {
  const auto cols = static_cast<std::size_t>(unit_.cols);
  const std::size_t first = static_cast<std::size_t>(row) * cols;
  std::vector<golden::Number> sums;
  for (std::size_t element = first; element < first + cols; ++element)
    sums.push_back(unit_.accumulator ? rounded_[element].value() : exact_[element].value());
  return sums;
}

void TileSums::clear() {
  for (golden::ExactAccumulator& sum : exact_) sum.clear();
  for (golden::RoundedAccumulator& sum : rounded_) sum.clear();
}

}  // namespace fp8forge::systemc
