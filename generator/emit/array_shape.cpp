#include "generator/emit/array_shape.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "generator/derive/either_fp8.hpp"
#include "generator/derive/unit_path.hpp"
#include "generator/emit/array_result_path.hpp"

namespace fp8forge {

ArrayShape array_shape(const Request& request) {
  const auto operand_bits = [](const Format& format) { return 1 + format.exp_bits + format.man_bits + 1; };
  const Format a = unpacked_a(request);
  const Format b = unpacked_b(request);
  const Accumulator accumulator = accumulator_of(request.a, request.b);
  ArrayShape shape = {
      request,        a, b, request.result_formats(), accumulator, tile_user(request), operand_bits(a),
      operand_bits(b)};
  shape.width_a += static_cast<int>(shape.marks_of_a().size());
  return shape;
}

std::vector<std::string> ArrayShape::marks_of_a() const {
  std::vector<std::string> marks;
  if (marks_beats()) marks.push_back("is_beat");
  if (!request.accumulator && b.has_infinity()) marks.push_back("is_zero");
  if (a.has_infinity()) marks.push_back("is_inf");
  return marks;
}

int ArrayShape::result_bits() const { return std::ranges::max(results, {}, &Format::bits).bits(); }

std::string ArrayShape::fields_of_a(const std::string& suffix) const {
  std::string fields;
  for (const std::string& mark : marks_of_a()) fields += mark + suffix + ", ";
  return fmt::format("{{{0}sign{1}, exp{1}, sig{1}}}", fields, suffix);
}

std::vector<Width> array_widths(const ArrayShape& shape) {
  const auto reason = [](const Format& format) {
    return fmt::format("sign, {} exp, {} sig", format.exp_bits, format.man_bits + 1);
  };
  std::string marks;
  for (const std::string& mark : shape.marks_of_a()) marks += mark + ", ";
  std::vector<Width> widths = {{"WidthA", shape.width_a, marks + reason(shape.a)},
                               {"WidthB", shape.width_b, reason(shape.b)}};
  if (shape.request.accumulator) {
    UnitPath path = unit_path(shape.request);
    // The last ones are those of a conversion that does nothing else.
    if (!shape.only_rounds()) path.widths.resize(path.widths.size() - path.rounding.widths.size());
    for (Width& width : path.widths) widths.push_back(std::move(width));
    if (shape.request.d) widths.push_back({"AlignWidth", path_align_bits(shape), align_reason(shape)});
    return widths;
  }
  const Accumulator& accumulator = shape.accumulator;
  const int terms = shape.request.sum_terms();
  const int product_sig_bits = unsigned_bits(std::uint64_t{max_sig(shape.a)} * max_sig(shape.b));
  widths.push_back({"product_sig", product_sig_bits,
                    fmt::format("{} * {} < 2^{}", max_sig(shape.a), max_sig(shape.b), product_sig_bits)});
  widths.push_back({"AlignedWidth", accumulator.bits(1), accumulator.reason(1)});
  widths.push_back({"SumWidth", accumulator.bits(terms), accumulator.reason(terms)});
  if (shape.is_segmented()) {
    const int bits = accumulator.bits(terms), parts = shape.segments();
    widths.push_back(
        {"SegmentWidth", (bits + parts - 1) / parts,
         fmt::format("{} bits in {} parts; carry: 2^W - 1 + 2^W - 1 + 1 < 2^(W+1)", bits, parts)});
  }
  return widths;
}

}  // namespace fp8forge
