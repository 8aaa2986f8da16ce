#include "generator/emit/array_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "generator/derive/either_fp8.hpp"
#include "generator/emit/array_counters.hpp"
#include "generator/emit/decode.hpp"
#include "generator/emit/format_text.hpp"
#include "generator/emit/policy.hpp"

namespace fp8forge {

namespace {

std::string operand_text(const Format& format) {
  if (format != kEitherFp8) return describe(format);
  return fmt::format("{} or {} as the tile asks", describe(kE4m3), describe(kE5m2));
}

std::string unpacked_text(const ArrayShape& shape) {
  if (shape.marks_of_a().empty()) return "An unpacked operand is {sign, exp, sig}.";
  return fmt::format("An unpacked a is {}, b {{sign, exp, sig}}{}.", shape.fields_of_a(),
                     shape.b.has_infinity() ? ", an infinite one with a sig without its hidden bit" : "");
}

}  // namespace

std::string name_of_operand(const Format& format) {
  return format == kEitherFp8 ? "e4m3|e5m2" : std::string(format.name);
}

std::string names_of_results(const ArrayShape& shape) {
  std::vector<std::string_view> names;
  for (const Format& format : shape.results) names.push_back(format.name);
  return fmt::format("{}", fmt::join(names, "|"));
}

std::string function_text(const Request& request, const std::string& row) {
  const std::string product = fmt::format("A[{}][k] * B[k][c]", row);
  std::string value = request.accumulator ? "S" : "sum over k of " + product;
  if (request.d) value = fmt::format("D[{}][c] + {}", row, value);
  if (request.scale) value = fmt::format("({}) * 2^scale", value);
  const std::string how = request.accumulator
                              ? fmt::format(", where S = 0, then S = RNE(S + {}) to {} in ascending k",
                                            product, request.accumulator->name)
                              : "; every sum exact, rounded once";
  return fmt::format("C[{}][c] = round({}){}", row, value, how);
}

std::string amax_line(const Request& request) {
  if (!request.amax) return "";
  return fmt::format(
      "amax        m_axis_c_tuser of a tile's last row: the largest finite |{}{}| of the tile, unscaled, "
      "as bf16, rounded toward zero\n",
      request.d ? "D + " : "", request.accumulator ? "S" : "A*B");
}

std::string operands_line(const ArrayShape& shape) {
  const std::string operands =
      shape.a == shape.b ? fmt::format("a, b: {}", operand_text(shape.a))
                         : fmt::format("a: {}; b: {}", operand_text(shape.a), operand_text(shape.b));
  return fmt::format("operands    {}\n", operands);
}

void append_stream(std::vector<sv::Port>& ports, const StreamPorts& stream) {
  const bool comes_in = stream.direction == sv::Direction::kInput;
  const auto with_beat = comes_in ? sv::input : sv::output;
  const auto against = comes_in ? sv::output : sv::input;
  ports.push_back(with_beat(stream.name + "_tdata", stream.bits, stream.data, true));
  ports.push_back(
      with_beat(stream.name + "_tvalid", 1, comes_in ? "" : "low in reset; holds until tready", false));
  ports.push_back(against(stream.name + "_tready", 1, comes_in ? "low in reset" : "", false));
  ports.push_back(with_beat(stream.name + "_tlast", 1, stream.last, false));
  if (stream.user > 0)
    ports.push_back(with_beat(stream.name + "_tuser", stream.user, stream.user_comment, false));
}

std::vector<sv::Param> module_parameters(const std::vector<Parameter>& parameters) {
  std::vector<sv::Param> all;
  for (const Parameter& parameter : parameters) {
    all.push_back({parameter.name, std::to_string(parameter.value),
                   fmt::format("{}, {} to {}", parameter.meaning, parameter.min, parameter.max)});
  }
  return all;
}

void append_decoders(const ArrayShape& shape, Design& design) {
  const bool chooses = shape.request.choose_a || shape.request.choose_b;
  for (const Format& format : {kE4m3, kE5m2}) {
    if (chooses || shape.a == format || shape.b == format) design.modules.push_back(decode_module(format));
  }
  if (chooses) design.modules.push_back(decode_either_module());
}

std::string row_operand(const ArrayShape& shape) {
  std::string values;
  for (const std::string& mark : shape.marks_of_a()) {
    values += (mark == "is_beat" ? "1'b1" : mark == "is_zero" ? "sig == '0" : mark) + ", ";
  }
  return fmt::format("{{{}sign, exp, sig}}", values);
}

std::string column_operand(const ArrayShape& shape) {
  return shape.b.has_infinity() ? fmt::format("{{sign, exp, is_inf ? {}'d1 : sig}}", shape.b.man_bits + 1)
                                : "{sign, exp, sig}";
}

std::vector<sv::Item> product_constants(const ArrayShape& shape) {
  const Accumulator& accumulator = shape.accumulator;
  const Format& a = shape.request.a;
  const Format& b = shape.request.b;
  return {sv::Comment{fmt::format("One product, in units of 2^{}. The largest is {} << {} = {} * {} << "
                                  "({} + {}), below 2^{}; and a sign.",
                                  accumulator.lowest_bit, accumulator.max_product, accumulator.max_shift,
                                  max_sig_at_max_exp(a), max_sig_at_max_exp(b), max_exp(a) - 1,
                                  max_exp(b) - 1, accumulator.bits(1) - 1)},
          sv::LocalParam{"AlignedWidth", std::to_string(accumulator.bits(1))}};
}

std::vector<sv::Item> result_signals(const ArrayShape& shape) {
  const auto of_columns = [&](int bits) {
    return sv::Bits(fmt::format("Cols*{}", bits), shape.request.cols * bits);
  };
  std::vector<sv::Item> items = {sv::Signal{"result", of_columns(shape.result_bits())}};
  if (shape.request.amax) {
    items.push_back(sv::Signal{"magnitude", of_columns(kBf16.bits()), "of results before they are rounded"});
  }
  append(items, marks_signal(shape));
  return items;
}

std::vector<sv::Item> array_constants(const ArrayShape& shape, const std::vector<Parameter>& parameters,
                                      const std::string& terms) {
  std::vector<sv::Item> items;
  for (const Parameter& parameter : parameters) {
    items.push_back(sv::range_check(parameter.name, parameter.min, parameter.max));
  }
  append(items, {
                    sv::Comment{unpacked_text(shape)},
                    sv::LocalParam{"WidthA", std::to_string(shape.width_a)},
                    sv::LocalParam{"WidthB", std::to_string(shape.width_b)},
                });
  if (shape.request.accumulator) {
    append(items, {sv::Comment{fmt::format("A sum is a code of {}.", shape.request.accumulator->name)},
                   sv::LocalParam{"SumWidth", std::to_string(shape.sum_width())}});
  } else {
    append(items, {sv::Comment{fmt::format("A sum of {} of the largest products, and a sign.", terms)},
                   sv::LocalParam{"SumWidth", shape.accumulator.bits_expression(terms)}});
  }
  items.push_back(sv::Blank{});
  append(items, policy_constants(shape.request));
  return items;
}

}  // namespace fp8forge
