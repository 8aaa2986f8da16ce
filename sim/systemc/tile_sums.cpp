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
                golden::ExactAccumulator(unit.formats_of_a(), unit.formats_of_b(), unit.max_terms)) {}

void TileSums::add(const conformance::TileControl& control, std::span<const std::uint8_t> a,
                   std::span<const std::uint8_t> b) {
  assert(a.size() == static_cast<std::size_t>(unit_.rows) &&
         b.size() == static_cast<std::size_t>(unit_.cols));
  const std::size_t format_a = unit_.format_a.bits > 0 ? index_of(unit_.formats_of_a(), control.a) : 0;
  const std::size_t format_b = unit_.format_b.bits > 0 ? index_of(unit_.formats_of_b(), control.b) : 0;
  if (format_a != format_a_ || format_b != format_b_) {
    for (golden::ExactAccumulator& element : elements_) element.select(format_a, format_b);
    format_a_ = format_a;
    format_b_ = format_b;
  }
  golden::ExactAccumulator* element = elements_.data();
  for (const std::uint8_t code_a : a) {
    for (const std::uint8_t code_b : b) (element++)->add_product(code_a, code_b);
  }
}

std::vector<std::uint32_t> TileSums::read(const conformance::TileControl& control) const {
  const golden::Target target{unit_.to, control.mode.rounding, control.mode.overflow, 0};
  std::vector<std::uint32_t> codes;
  codes.reserve(elements_.size());
  for (const golden::ExactAccumulator& element : elements_) codes.push_back(element.read(target));
  return codes;
}

void TileSums::clear() {
  for (golden::ExactAccumulator& element : elements_) element.clear();
}

}  // namespace fp8forge::systemc
