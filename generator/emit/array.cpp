// fp8_array: the top of the output-stationary array. Its cells, edges and buffers are library modules; what
// depends on the formats is here. The modules' own headers argue the design; docs/array.md has the whole of
// it.
#include <fmt/format.h>

#include <algorithm>

#include "generator/emit/array_edges.hpp"
#include "generator/emit/array_result.hpp"
#include "generator/emit/array_shape.hpp"
#include "generator/emit/array_text.hpp"
#include "generator/emit/array_user.hpp"
#include "generator/emit/array_weight_stationary.hpp"
#include "generator/emit/decode.hpp"
#include "generator/emit/design.hpp"
#include "generator/emit/format_text.hpp"
#include "generator/emit/policy.hpp"

namespace fp8forge {

namespace {

// From accepting the last beat of K to the first valid row of C: input buffer, wave, last product, result
// bus, normalizer and output buffer.
constexpr int kLatency = 6;

using Items = std::vector<sv::Item>;

std::string header(const ArrayShape& shape) {
  return fmt::format(
      "fp8_array: output-stationary array of exact {} x {} multiply-accumulate cells, results in {}\n"
      "\n"
      "{}"
      "function    C[r][c] = round(sum over k of A[r][k] * B[k][c]); every sum exact, rounded once\n"
      "{}"
      "{}"
      "{}"
      "latency     {} cycles from accepting the last beat of K to the first valid row of C, unstalled\n"
      "interval    tiles end at least Rows cycles apart; with K >= Rows one beat is taken every cycle\n"
      "may change  Rows, Cols, MaxTerms (see below); every other width follows from them",
      name_of_operand(shape.a), name_of_operand(shape.b), shape.to.name, request_line(shape.request),
      user_lines(shape.user), operands_line(shape), result_line(shape.request), kLatency);
}

std::vector<Parameter> parameters_of(const Request& request) {
  return {
      {"Rows", request.rows, 1, kMaxArrayEdge, "rows of A and C"},
      {"Cols", request.cols, 1, kMaxArrayEdge, "columns of B and C"},
      {"MaxTerms", request.max_terms, 1, kMaxTermsLimit, "products that one sum may have"},
  };
}

std::vector<sv::Port> ports_of(const ArrayShape& shape) {
  const int rows = shape.request.rows;
  const int cols = shape.request.cols;
  const int bits = shape.to.bits();
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
      sv::output("error_o", 2, "sticky: 0 tlast disagreed, 1 more than MaxTerms terms", true),
  };
  if (!shape.user.empty()) {
    const auto b = std::find_if(ports.begin(), ports.end(),
                                [](const sv::Port& port) { return port.name == "s_axis_b_tdata"; });
    ports.insert(b, sv::input("s_axis_a_tuser", bits_of(shape.user), "of the tile, on its first beat"));
  }
  return ports;
}

Items row_flags() {
  return {
      sv::Comment{"What goes beside the sums: whether the column registers hold a row of C, and whether it "
                  "is NaN as a "
                  "whole."},
      sv::Signal{"sum_valid_q"},
      sv::Signal{"sum_last_q"},
      sv::Signal{"sum_row_nan_q"},
      sv::Signal{"result_valid_q"},
      sv::Signal{"result_last_q"},
      sv::Process{"always_ff @(posedge aclk or negedge aresetn)",
                  {
                      "if (!aresetn) begin",
                      "  sum_valid_q    <= 1'b0;",
                      "  sum_last_q     <= 1'b0;",
                      "  sum_row_nan_q  <= 1'b0;",
                      "  result_valid_q <= 1'b0;",
                      "  result_last_q  <= 1'b0;",
                      "end else if (moved_q) begin",
                      "  sum_valid_q    <= is_done != '0;",
                      "  sum_last_q     <= is_done[Rows-1];",
                      "  sum_row_nan_q  <= (is_done & row_has_nan) != '0;",
                      "  result_valid_q <= sum_valid_q;",
                      "  result_last_q  <= sum_last_q;",
                      "end",
                  }},
  };
}

sv::Instance column(const ArrayShape& shape) {
  return {"fp8_array_column",
          "u_column",
          {{"Rows", "Rows"},
           {"ExpWidthA", std::to_string(shape.a.exp_bits)},
           {"SigWidthA", std::to_string(shape.a.man_bits + 1)},
           {"ExpWidthB", std::to_string(shape.b.exp_bits)},
           {"SigWidthB", std::to_string(shape.b.man_bits + 1)},
           {"AlignedWidth", "AlignedWidth"},
           {"LowZeros", std::to_string(shape.low_zeros())},
           {"SumWidth", "SumWidth"},
           {"HasInfA", shape.a.has_infinity() ? "1'b1" : "1'b0"},
           {"HasInfB", shape.b.has_infinity() ? "1'b1" : "1'b0"}},
          {{"clk_i", "aclk"},
           {"rst_ni", "aresetn"},
           {"advance_i", "advance"},
           {"moved_i", "moved_q"},
           {"operand_a_i", "operand_a"},
           {"clear_i", "clear"},
           {"is_done_i", "is_done"},
           {"operand_b_i", "operand"},
           {"is_nan_b_i", "take && is_nan"},
           {"sum_o", "sum"},
           {"pos_inf_o", "pos_inf"},
           {"neg_inf_o", "neg_inf"},
           {"has_nan_o", "col_has_nan"}}};
}

Items columns(const ArrayShape& shape) {
  const int bits = shape.to.bits();
  Items body = decode_operand(shape.b, "", "b_data[c*8 +: 8]", user_choice(shape.user, "format_b", ""));
  append(body, {
                   sv::Signal{"operand", {"WidthB", shape.width_b}},
                   sv::Signal{"sum", {"SumWidth", shape.sum_width()}},
                   sv::Signal{"pos_inf"},
                   sv::Signal{"neg_inf"},
                   sv::Signal{"col_has_nan"},
                   sv::Assign{"operand", fmt::format("(!take || is_nan) ? '0 : {{{}, sign, exp, sig}}",
                                                     shape.b.has_infinity() ? "is_inf" : "1'b0")},
                   column(shape),
                   array_result(shape, "moved_q", "sum_row_nan_q || col_has_nan"),
               });
  return {
      sv::Comment{"Columns: cells, and one rounder at the bottom."},
      sv::Signal{"result", {fmt::format("Cols*{}", bits), shape.request.cols * bits}},
      sv::GenerateFor{"c", "Cols", "gen_col", std::move(body)},
  };
}

Items output_side(const ArrayShape& shape) {
  return {
      sv::Comment{
          "Output: a buffer that tells the array to stop one row early, for the row that is still in flight "
          "then."},
      sv::Instance{
          "fp8_stream_fifo",
          "u_fifo_c",
          {{"Width", fmt::format("Cols * {} + 1", shape.to.bits())}, {"Depth", "3"}, {"Reserve", "1"}},
          {{"clk_i", "aclk"},
           {"rst_ni", "aresetn"},
           {"in_valid_i", "result_valid_q && moved_q"},
           {"in_ready_o", "advance"},
           {"in_data_i", "{result_last_q, result}"},
           {"out_valid_o", "m_axis_c_tvalid"},
           {"out_ready_i", "m_axis_c_tready"},
           {"out_data_o", "{m_axis_c_tlast, m_axis_c_tdata}"}}},
  };
}

}  // namespace

Design array_of(const Request& request) {
  if (request.is_weight_stationary()) return weight_stationary_array_of(request);
  const ArrayShape shape = array_shape(request);
  Design design;
  design.parameters = parameters_of(request);
  sv::Module top{header(shape), top_name(Unit::kArray), {}, ports_of(shape), {}};
  for (const Parameter& parameter : design.parameters) {
    top.parameters.push_back({parameter.name, std::to_string(parameter.value),
                              fmt::format("{}, {} to {}", parameter.meaning, parameter.min, parameter.max)});
  }
  for (Items items :
       {array_constants(shape, design.parameters, "MaxTerms"), input_side(shape), left_edge(shape),
        user_side(shape.user), row_flags(), columns(shape), output_side(shape)}) {
    append(top.body, std::move(items));
  }
  design.library = {"fp8_pipe",         "fp8_product",         "fp8_fixed_product", "fp8_normalize",
                    "fp8_round",        "fp8_stream_fifo",     "fp8_mac_cell",      "fp8_array_row_edge",
                    "fp8_array_column", "fp8_array_sequencer", "fp8_fixed_to_float"};
  if (!shape.user.empty()) design.library.push_back("fp8_array_tile_user");
  append_array_formats(shape, design);
  design.modules.push_back(std::move(top));
  design.widths = array_widths(shape);
  design.latency = kLatency;
  design.interval = request.rows;
  return design;
}

}  // namespace fp8forge
