#include "sim/systemc/tile_sums.hpp"

#include <algorithm>
#include <cassert>

namespace fp8forge::systemc {

namespace {

std::size_t index_of(const std::vector<Format>& formats, const Format& format) {
  return static_cast<std::size_t>(std::find(formats.begin(), formats.end(), format) - formats.begin());
}

}  // namespace

TileSums::TileSums(const conformance::ArrayUnit& unit)
    : unit_(unit),
      elements_(static_cast<std::size_t>(unit.rows) * static_cast<std::size_t>(unit.cols),
                golden::Mac(unit.formats_of_a(), unit.formats_of_b(), unit.accumulator, unit.max_terms)) {}

void TileSums::add(const conformance::TileControl& control, std::span<const std::uint8_t> a,
                   std::span<const std::uint8_t> b) {
  assert(a.size() == static_cast<std::size_t>(unit_.rows) &&
         b.size() == static_cast<std::size_t>(unit_.cols));
  const std::size_t format_a = unit_.format_a.bits > 0 ? index_of(unit_.formats_of_a(), control.a) : 0;
  const std::size_t format_b = unit_.format_b.bits > 0 ? index_of(unit_.formats_of_b(), control.b) : 0;
  if (format_a != format_a_ || format_b != format_b_) {
    for (golden::Mac& element : elements_) element.select(format_a, format_b);
    format_a_ = format_a;
    format_b_ = format_b;
  }
  golden::Mac* element = elements_.data();
  for (const std::uint8_t code_a : a) {
    for (const std::uint8_t code_b : b) (element++)->step(code_a, code_b, begins_);
  }
  begins_ = false;
}

std::vector<golden::Number> TileSums::row(int row) const {
  const auto cols = static_cast<std::size_t>(unit_.cols);
  const golden::Mac* element = elements_.data() + static_cast<std::size_t>(row) * cols;
  std::vector<golden::Number> sums;
  for (std::size_t col = 0; col < cols; ++col) sums.push_back(element[col].value());
  return sums;
}

}  // namespace fp8forge::systemc
