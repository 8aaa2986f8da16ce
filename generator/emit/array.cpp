// fp8_array: the top of the output-stationary array. Its cells, edges and buffers are library modules; what
// depends on the formats is here. The modules' own headers argue the design; docs/array.md has the whole of
// it.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "generator/derive/either_fp8.hpp"
#include "generator/emit/array_cell.hpp"
#include "generator/emit/array_edges.hpp"
#include "generator/emit/array_output.hpp"
#include "generator/emit/array_result.hpp"
#include "generator/emit/array_rounded_result.hpp"
#include "generator/emit/array_settle.hpp"
#include "generator/emit/array_shape.hpp"
#include "generator/emit/array_user.hpp"
#include "generator/emit/decode.hpp"
#include "generator/emit/design.hpp"
#include "generator/emit/format_text.hpp"
#include "generator/emit/policy.hpp"

namespace fp8forge {

namespace {

// From accepting the last beat of K to the first valid row of C: input buffer, wave, last product, result
// bus, the stages below the columns and output buffer.
int latency_of(const ArrayShape& shape) { return 5 + array_result_stages(shape); }

using Items = std::vector<sv::Item>;

std::string operand_text(const Format& format) {
  if (format != kEitherFp8) return describe(format);
  return fmt::format("{} or {} as the tile asks", describe(kE4m3), describe(kE5m2));
}

std::string name_of_operand(const Format& format) {
  return format == kEitherFp8 ? "e4m3|e5m2" : std::string(format.name);
}

std::string names_of(const std::vector<Format>& formats) {
  std::vector<std::string_view> names;
  for (const Format& format : formats) names.push_back(format.name);
  return fmt::format("{}", fmt::join(names, "|"));
}

std::string function_text(const Request& request) {
  std::string text = "sum over k of A[r][k] * B[k][c]";
  if (request.d) text = "D[r][c] + " + text;
  return request.scale ? fmt::format("({}) * 2^scale", text) : text;
}

std::string amax_line(const Request& request) {
  if (!request.amax) return "";
  return fmt::format(
      "amax        m_axis_c_tuser of a tile's last row: the largest finite |{}| of the tile, unscaled, "
      "as bf16, rounded toward zero\n",
      request.d ? "D + A*B" : "A*B");
}

std::string header(const ArrayShape& shape) {
  const std::string operands =
      shape.a == shape.b ? fmt::format("a, b: {}", operand_text(shape.a))
                         : fmt::format("a: {}; b: {}", operand_text(shape.a), operand_text(shape.b));
  const auto& accumulator = shape.request.accumulator;
  const std::string function =
      accumulator
          ? fmt::format(
                "C[r][c] = round(S), where S = 0, then S = RNE(S + A[r][k] * B[k][c]) to {} in "
                "ascending k",
                accumulator->name)
          : fmt::format("C[r][c] = round({}); every sum exact, rounded once", function_text(shape.request));
  return fmt::format(
      "fp8_array: output-stationary array of {}{} x {} multiply-accumulate cells{}, results in {}\n"
      "\n"
      "{}"
      "function    {}\n"
      "{}"
      "{}"
      "operands    {}\n"
      "{}"
      "latency     {} cycles from accepting the last beat of K to the first valid row of C, unstalled\n"
      "interval    tiles end at least Rows cycles apart; with K >= Rows one beat is taken every cycle\n"
      "may change  {} (see below); every other width follows from them",
      accumulator ? "" : "exact ", name_of_operand(shape.a), name_of_operand(shape.b),
      accumulator ? fmt::format(" with {} sums", accumulator->name) : "", names_of(shape.results),
      request_line(shape.request), function, amax_line(shape.request), user_lines(shape.user), operands,
      result_line(shape.request), latency_of(shape), accumulator ? "Rows, Cols" : "Rows, Cols, MaxTerms");
}

std::vector<Parameter> parameters_of(const Request& request) {
  std::vector<Parameter> parameters = {
      {"Rows", request.rows, 1, kMaxArrayEdge, "rows of A and C"},
      {"Cols", request.cols, 1, kMaxArrayEdge, "columns of B and C"},
  };
  if (!request.accumulator) {
    parameters.push_back(
        {"MaxTerms", request.max_terms, 1, kMaxTermsLimit, "products that one sum may have"});
  }
  return parameters;
}

std::vector<sv::Port> ports_of(const ArrayShape& shape) {
  const int rows = shape.request.rows;
  const int cols = shape.request.cols;
  const int bits = shape.result_bits();
  std::vector<sv::Port> ports = {
      sv::input("aclk", 1, "rising edge"),
      sv::input("aresetn", 1, "asynchronous, active low"),
      sv::input("s_axis_a_tdata", {"Rows*8", rows * 8}, "column k of A, row 0 lowest", true),
      sv::input("s_axis_a_tvalid", 1, ""),
      sv::output("s_axis_a_tready", 1, "low in reset"),
      sv::input("s_axis_a_tlast", 1, "last k of the tile"),
      sv::input("s_axis_b_tdata", {"Cols*8", cols * 8}, "row k of B, column 0 lowest", true),
      sv::input("s_axis_b_tvalid", 1, ""),
      sv::output("s_axis_b_tready", 1, "low in reset"),
      sv::input("s_axis_b_tlast", 1, "last k of the tile"),
      sv::output("m_axis_c_tdata", {fmt::format("Cols*{}", bits), cols * bits},
                 "one row of C, column 0 lowest; row 0 first", true),
      sv::output("m_axis_c_tvalid", 1, "low in reset; holds until tready"),
      sv::input("m_axis_c_tready", 1, ""),
      sv::output("m_axis_c_tlast", 1, "last row of the tile"),
  };
  if (shape.request.amax) {
    ports.push_back(sv::output("m_axis_c_tuser", kBf16.bits(), "amax on the last row, bf16; else 0"));
  }
  const std::string errors = fmt::format("sticky: 0 tlast disagreed, 1 {}",
                                         shape.request.accumulator ? "always 0" : "more than MaxTerms terms");
  ports.push_back(shape.request.d ? sv::output("error_o", 3, errors + ", 2 tlast of D disagreed", true)
                                  : sv::output("error_o", 2, errors, true));
  const auto insert_before = [&](const char* name, std::vector<sv::Port> more) {
    ports.insert(std::ranges::find(ports, name, &sv::Port::name), more.begin(), more.end());
  };
  insert_before("m_axis_c_tdata", addend_ports(shape));
  if (!shape.user.empty()) {
    insert_before("s_axis_b_tdata",
                  {sv::input("s_axis_a_tuser", bits_of(shape.user), "of the tile, on its first beat")});
  }
  return ports;
}

Items constants(const ArrayShape& shape) {
  Items items;
  for (const Parameter& parameter : parameters_of(shape.request)) {
    items.push_back(sv::range_check(parameter.name, parameter.min, parameter.max));
  }
  append(items,
         {
             sv::Comment{fmt::format("An unpacked operand is {{sign, exp, sig}}; a has {{{}, is_inf}} and b "
                                     "{{is_inf}} on top.",
                                     shape.mark_of_a())},
             sv::LocalParam{"WidthA", std::to_string(shape.width_a)},
             sv::LocalParam{"WidthB", std::to_string(shape.width_b)},
         });
  if (shape.request.accumulator) {
    append(items, {sv::Comment{fmt::format("A sum is a code of {}.", shape.request.accumulator->name)},
                   sv::LocalParam{"SumWidth", std::to_string(shape.sum_width())}});
  } else {
    append(items, {sv::Comment{"A sum of MaxTerms of the largest products, and a sign."},
                   sv::LocalParam{"SumWidth", shape.accumulator.bits_expression("MaxTerms")}});
  }
  items.push_back(sv::Blank{});
  append(items, policy_constants(shape.request));
  return items;
}

sv::Instance column(const ArrayShape& shape) {
  return {"fp8_array_column",
          "u_column",
          {{"Rows", "Rows"},
           {"WidthA", "WidthA"},
           {"WidthB", "WidthB"},
           {"ResultWidth", cell_result_width(shape)}},
          {{"clk_i", "aclk"},
           {"rst_ni", "aresetn"},
           {"advance_i", "advance"},
           {"moved_i", "moved_q"},
           {"operand_a_i", "operand_a"},
           {"clear_i", "clear"},
           {"is_done_i", "is_done"},
           {"operand_b_i", "operand"},
           {"is_nan_b_i", "take && is_nan"},
           {"result_o", cell_result(shape)},
           {"has_nan_o", "col_has_nan"}}};
}

Items columns(const ArrayShape& shape) {
  const int bits = shape.result_bits();
  Items body = decode_operand(shape.b, "", "b_data[c*8 +: 8]", user_choice(shape.user, "format_b", ""));
  append(body, {
                   sv::Signal{"operand", {"WidthB", shape.width_b}},
                   sv::Signal{"sum", {"SumWidth", shape.sum_width()}},
                   sv::Signal{"col_has_nan"},
               });
  if (!shape.request.accumulator) append(body, {sv::Signal{"pos_inf"}, sv::Signal{"neg_inf"}});
  if (shape.is_segmented()) {
    append(body,
           {sv::Signal{"unsettled",
                       {fmt::format("SumWidth+{}", shape.carries()), shape.sum_width() + shape.carries()},
                       "{carries, sum in parts}"},
            sv::Signal{"column_marks", 2, "{neg_inf, pos_inf}"},
            sv::Signal{"sum_is_nan", 1, "the row or the column has had one"}});
  }
  append(body, {
                   sv::Assign{"operand", fmt::format("(!take || is_nan) ? '0 : {{{}, sign, exp, sig}}",
                                                     shape.b.has_infinity() ? "is_inf" : "1'b0")},
                   column(shape),
               });
  if (shape.is_segmented()) append(body, settle(shape));
  append(body, {
                   shape.request.accumulator ? rounded_result_instance(shape) : array_result(shape),
               });
  Items items = {
      sv::Comment{"Columns: cells, and one rounder at the bottom."},
      sv::Signal{"result", {fmt::format("Cols*{}", bits), shape.request.cols * bits}},
  };
  if (shape.request.amax) {
    items.push_back(sv::Signal{"magnitude",
                               {fmt::format("Cols*{}", kBf16.bits()), shape.request.cols * kBf16.bits()},
                               "of exact results"});
  }
  items.push_back(sv::GenerateFor{"c", "Cols", "gen_col", std::move(body)});
  return items;
}

// fp8_array_result of exact sums, and what it uses.
Design exact_result(const ArrayShape& shape) {
  Design result;
  result.library = array_result_library(shape);
  result.modules = array_result_modules(shape);
  return result;
}

void add_library(Design& design, const std::vector<std::string>& modules) {
  for (const std::string& name : modules) {
    if (std::ranges::find(design.library, name) == design.library.end()) design.library.push_back(name);
  }
}

// Puts the modules of a part among those of the whole, each once.
void add_part(Design& design, const Design& part) {
  add_library(design, part.library);
  for (const sv::Module& module : part.modules) {
    const auto same = [&](const sv::Module& other) { return other.name == module.name; };
    if (std::ranges::none_of(design.modules, same)) design.modules.push_back(module);
  }
}

}  // namespace

Design array_of(const Request& request) {
  const ArrayShape shape = array_shape(request);
  Design design;
  design.parameters = parameters_of(request);
  sv::Module top{header(shape), top_name(Unit::kArray), {}, ports_of(shape), {}};
  for (const Parameter& parameter : design.parameters) {
    top.parameters.push_back({parameter.name, std::to_string(parameter.value),
                              fmt::format("{}, {} to {}", parameter.meaning, parameter.min, parameter.max)});
  }
  for (Items items : {constants(shape), input_side(shape), left_edge(shape),
                      user_side(shape.user, array_result_stages(shape), flows(shape)), row_flags(shape),
                      addend_side(shape), columns(shape), output_side(shape)}) {
    append(top.body, std::move(items));
  }
  const Design cell = array_cell(shape);
  const Design result = request.accumulator ? rounded_result(shape) : exact_result(shape);
  design.frames = {"fp8_array_column"};
  add_library(design, {"fp8_pipe", "fp8_stream_fifo", "fp8_array_row_edge", "fp8_array_sequencer"});
  if (!shape.user.empty()) add_library(design, {"fp8_array_tile_user"});
  if (shape.is_segmented()) add_library(design, {"fp8_settle_sum"});
  add_library(design, output_library(shape));
  const bool chooses = request.choose_a || request.choose_b;
  for (const Format& format : {kE4m3, kE5m2}) {
    if (chooses || shape.a == format || shape.b == format) design.modules.push_back(decode_module(format));
  }
  if (chooses) design.modules.push_back(decode_either_module());
  for (const Design& part : {cell, result}) add_part(design, part);
  design.modules.push_back(std::move(top));
  design.widths = array_widths(shape);
  design.latency = latency_of(shape);
  design.interval = request.rows;
  return design;
}

}  // namespace fp8forge
