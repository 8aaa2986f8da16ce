// fp8_array: the top of the output-stationary array. Its cells, edges and buffers are library modules; what
// depends on the formats is here. The modules' own headers argue the design; docs/array.md has the whole of
// it.
#include <fmt/format.h>

#include "generator/emit/array_cell.hpp"
#include "generator/emit/array_counters.hpp"
#include "generator/emit/array_edges.hpp"
#include "generator/emit/array_output.hpp"
#include "generator/emit/array_result.hpp"
#include "generator/emit/array_settle.hpp"
#include "generator/emit/array_shape.hpp"
#include "generator/emit/array_text.hpp"
#include "generator/emit/array_user.hpp"
#include "generator/emit/array_weight_stationary.hpp"
#include "generator/emit/decode.hpp"
#include "generator/emit/design.hpp"
#include "generator/emit/fixed_point.hpp"
#include "generator/emit/format_text.hpp"
#include "generator/emit/policy.hpp"

namespace fp8forge {

namespace {

// From accepting the last beat of K to the first valid row of C: input buffer, wave, last product, result
// bus, the stages below the columns and output buffer.
int latency_of(const ArrayShape& shape) { return 5 + array_result_stages(shape); }

using Items = std::vector<sv::Item>;

std::string header(const ArrayShape& shape) {
  const auto& accumulator = shape.request.accumulator;
  return fmt::format(
      "fp8_array: output-stationary array of {}{} x {} multiply-accumulate cells{}, results in {}\n"
      "\n"
      "{}"
      "function    {}\n"
      "{}"
      "{}"
      "{}"
      "{}"
      "{}"
      "latency     {} cycles from accepting the last beat of K to the first valid row of C, unstalled\n"
      "interval    tiles end at least Rows cycles apart; with K >= Rows one beat is taken every cycle\n"
      "may change  {} (see below); every other width follows from them",
      accumulator ? "" : "exact ", name_of_operand(shape.a), name_of_operand(shape.b),
      accumulator ? fmt::format(" with {} sums", accumulator->name) : "", names_of_results(shape),
      request_line(shape.request), function_text(shape.request, "r"), amax_line(shape.request),
      user_lines(shape.user), operands_line(shape), result_line(shape.request), counters_line(shape.request),
      latency_of(shape), accumulator ? "Rows, Cols" : "Rows, Cols, MaxTerms");
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
  const Request& request = shape.request;
  const int rows = request.rows;
  const int cols = request.cols;
  const auto of_columns = [cols](int bits) { return sv::Bits(fmt::format("Cols*{}", bits), cols * bits); };
  std::vector<sv::Port> ports = {
      sv::input("aclk", 1, "rising edge"),
      sv::input("aresetn", 1, "asynchronous, active low"),
  };
  append_stream(ports, {.name = "s_axis_a",
                        .bits = {"Rows*8", rows * 8},
                        .data = "column k of A, row 0 lowest",
                        .last = "last k of the tile",
                        .user = bits_of(shape.user),
                        .user_comment = "of the tile, on its first beat"});
  append_stream(ports, {.name = "s_axis_b",
                        .bits = of_columns(8),
                        .data = "row k of B, column 0 lowest",
                        .last = "last k of the tile"});
  if (request.d) {
    append_stream(ports, {.name = "s_axis_d",
                          .bits = of_columns(request.d->bits()),
                          .data = "one row of D, column 0 lowest; row 0 first",
                          .last = "last row of the tile"});
  }
  append_stream(ports, {.name = "m_axis_c",
                        .direction = sv::Direction::kOutput,
                        .bits = of_columns(shape.result_bits()),
                        .data = "one row of C, column 0 lowest; row 0 first",
                        .last = "last row of the tile",
                        .user = request.amax ? kBf16.bits() : 0,
                        .user_comment = "amax on the last row, bf16; else 0"});
  const std::string errors = fmt::format("sticky: 0 tlast disagreed, 1 {}",
                                         request.accumulator ? "always 0" : "more than MaxTerms terms");
  ports.push_back(request.d ? sv::output("error_o", 3, errors + ", 2 tlast of D disagreed", true)
                            : sv::output("error_o", 2, errors, true));
  append_register_port(request, ports);
  return ports;
}

sv::Instance column(const ArrayShape& shape) {
  sv::Instance column{"fp8_array_column",
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
  if (shape.is_complement()) {
    column.parameters.push_back({"SumWidth", "SumWidth"});
    set_carries(shape.request, column);
  }
  return column;
}

Items columns(const ArrayShape& shape) {
  Items body = decode_operand(shape.b, "", "b_data[c*8 +: 8]", user_choice(shape.user, "format_b", ""));
  append(body, {
                   sv::Signal{"operand", {"WidthB", shape.width_b}},
                   sv::Signal{"sum", {"SumWidth", shape.sum_width()}},
                   sv::Signal{"col_has_nan"},
               });
  const bool has_marks = shape.infinity_marks() > 0;
  if (has_marks) append(body, {sv::Signal{"pos_inf"}, sv::Signal{"neg_inf"}});
  if (shape.is_segmented()) {
    append(body,
           {sv::Signal{"unsettled",
                       {fmt::format("SumWidth+{}", shape.carries()), shape.sum_width() + shape.carries()},
                       "{carries, sum in parts}"},
            sv::Signal{"sum_is_nan", 1, "the row or the column has had one"}});
    if (has_marks) body.push_back(sv::Signal{"column_marks", 2, "{neg_inf, pos_inf}"});
  }
  append(body, {
                   sv::Assign{"operand", "(!take || is_nan) ? '0 : " + column_operand(shape)},
                   column(shape),
               });
  if (shape.is_segmented()) append(body, settle(shape));
  append(body, {
                   array_result(shape, shape.is_segmented() ? "sum_is_nan" : "sum_row_nan_q || col_has_nan"),
               });
  Items items = {sv::Comment{"Columns: cells, and one rounder at the bottom."}};
  append(items, result_signals(shape));
  items.push_back(sv::GenerateFor{"c", "Cols", "gen_col", std::move(body)});
  return items;
}

// Without its D a row stops the array as much as without a pair of beats.
CountedEvents counted_events(const ArrayShape& shape) {
  const bool has_d = shape.request.d.has_value();
  return {"take", has_d ? "a_valid && b_valid && has_addend" : "a_valid && b_valid",
          has_d ? "!has_room" : "!advance", leaving_row(shape)};
}

}  // namespace

Design array_of(const Request& request) {
  if (request.is_weight_stationary()) return weight_stationary_array_of(request);
  const ArrayShape shape = array_shape(request);
  Design design;
  design.parameters = parameters_of(request);
  sv::Module top{
      header(shape), top_name(Unit::kArray), module_parameters(design.parameters), ports_of(shape), {}};
  for (Items items :
       {array_constants(shape, design.parameters, "MaxTerms"), input_side(shape), left_edge(shape),
        user_side(shape.user), sum_flags(), row_stages(shape), addend_side(shape), columns(shape),
        output_side(shape), counters_side(shape, counted_events(shape))}) {
    append(top.body, std::move(items));
  }
  design.frames = {"fp8_array_column"};
  design.library = {"fp8_pipe", "fp8_stream_fifo", "fp8_array_row_edge", "fp8_array_sequencer"};
  if (!shape.user.empty()) design.library.push_back("fp8_array_tile_user");
  if (shape.is_segmented()) design.library.push_back("fp8_settle_sum");
  for (const std::string& name : output_library(shape)) design.library.push_back(name);
  for (const std::string& name : counters_library(request)) design.library.push_back(name);
  append_decoders(shape, design);
  add_part(design, array_cell(shape));
  if (shape.is_complement()) design.library.push_back("fp8_magnitude");
  add_part(design, array_result_module(shape));
  design.modules.push_back(std::move(top));
  design.widths = array_widths(shape);
  design.latency = latency_of(shape);
  design.interval = request.rows;
  return design;
}

}  // namespace fp8forge
