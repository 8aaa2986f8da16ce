#include "generator/emit/array_edges.hpp"

#include <fmt/format.h>

#include "generator/emit/array_result.hpp"
#include "generator/emit/array_text.hpp"
#include "generator/emit/array_user.hpp"
#include "generator/emit/decode.hpp"

namespace fp8forge {

namespace {

using Items = std::vector<sv::Item>;

}  // namespace

sv::Instance input_buffer(const std::string& stream, const std::string& size, int user,
                          const std::string& take) {
  const std::string port = "s_axis_" + stream + "_";
  const std::string user_in = user > 0 ? port + "tuser, " : "";
  const std::string user_out = user > 0 ? stream + "_user, " : "";
  return {"fp8_stream_fifo",
          "u_fifo_" + stream,
          {{"Width", fmt::format("{} * 8 + {}", size, user + 1)}, {"Depth", "2"}},
          {{"clk_i", "aclk"},
           {"rst_ni", "aresetn"},
           {"in_valid_i", port + "tvalid"},
           {"in_ready_o", port + "tready"},
           {"in_data_i", fmt::format("{{{1}{0}tlast, {0}tdata}}", port, user_in)},
           {"out_valid_o", stream + "_valid"},
           {"out_ready_i", take},
           {"out_data_o", fmt::format("{{{1}{0}_last, {0}_data}}", stream, user_out)}}};
}

std::vector<sv::Item> input_side(const ArrayShape& shape) {
  Items items = {
      sv::Comment{
          "The array moves on together. It stops when the output buffer may not take another row, and what "
          "is "
          "in flight by then moves one cycle later: moved_q says that the registers that face the cells hold "
          "something new."},
      sv::Signal{"advance"},
      sv::Signal{"moved_q"},
      sv::Process{"always_ff @(posedge aclk or negedge aresetn)",
                  {"if (!aresetn) moved_q <= 1'b0;", "else          moved_q <= advance;"}},
      sv::Comment{"Input: each stream through a buffer, then beats in pairs."},
      sv::Signal{"a_data", {"Rows*8", shape.request.rows * 8}},
      sv::Signal{"a_valid"},
      sv::Signal{"a_last"},
      sv::Signal{"b_data", {"Cols*8", shape.request.cols * 8}},
      sv::Signal{"b_valid"},
      sv::Signal{"b_last"},
      sv::Signal{"take", 1, "both beats are taken at this edge"},
      sv::Signal{"is_over", 1, shape.request.accumulator ? "never" : "the beat lies beyond MaxTerms"},
      sv::Signal{"drain_top", 1, "the wave at the edge follows a tile's end"},
      sv::Signal{"boot_top", 1, "it is the first one since reset"},
  };
  if (shape.request.d) {
    append(items, {
                      sv::Comment{"Behind D's stage rows move on whenever the output buffer has room."},
                      sv::Signal{"has_room"},
                      sv::Signal{"flows_q"},
                      sv::Process{"always_ff @(posedge aclk or negedge aresetn)",
                                  {"if (!aresetn) flows_q <= 1'b0;", "else          flows_q <= has_room;"}},
                  });
  }
  append(items, user_signals(shape.user));
  append(items,
         {
             input_buffer("a", "Rows", bits_of(shape.user), "take"),
             input_buffer("b", "Cols", 0, "take"),
             sv::Instance{"fp8_array_sequencer",
                          "u_sequencer",
                          {{"Rows", "Rows"}, {"MaxTerms", shape.request.accumulator ? "0" : "MaxTerms"}},
                          {{"clk_i", "aclk"},
                           {"rst_ni", "aresetn"},
                           {"advance_i", "advance"},
                           {"a_valid_i", "a_valid"},
                           {"a_last_i", "a_last"},
                           {"b_valid_i", "b_valid"},
                           {"b_last_i", "b_last"},
                           {"keep_i", user_choice(shape.user, "keep", "1'b0")},
                           {"is_first_o", "is_first"},
                           {"take_o", "take"},
                           {"is_over_o", "is_over"},
                           {"drain_o", "drain_top"},
                           {"boot_o", "boot_top"},
                           {"error_o", shape.request.d ? "error_o[1:0]" : "error_o"}}},
         });
  return items;
}

std::vector<sv::Item> left_edge(const ArrayShape& shape) {
  Items row = decode_operand(shape.a, "", "a_data[r*8 +: 8]", user_choice(shape.user, "format_a", ""));
  append(row, {
                  sv::Signal{"is_lost", 1, "no operand, or one that must not reach the cells"},
                  sv::Signal{"operand", {"WidthA", shape.width_a}},
                  sv::Assign{"is_lost", "!take || is_over || is_nan"},
                  sv::Assign{"operand", "is_lost ? '0 : " + row_operand(shape)},
                  sv::Instance{"fp8_array_row_edge",
                               "u_edge",
                               {{"Width", "WidthA"}, {"Row", "r"}},
                               {{"clk_i", "aclk"},
                                {"rst_ni", "aresetn"},
                                {"advance_i", "advance"},
                                {"operand_i", "operand"},
                                {"is_nan_i", "take && (is_nan || is_over)"},
                                {"drain_i", "drain[r]"},
                                {"drain_o", "drain[r+1]"},
                                {"boot_i", "boot[r]"},
                                {"boot_o", "boot[r+1]"},
                                {"operand_o", "operand_a[r*WidthA +: WidthA]"},
                                {"clear_o", "clear[r]"},
                                {"is_done_o", "is_done[r]"},
                                {"has_nan_o", "row_has_nan[r]"}}},
              });
  const int rows = shape.request.rows;
  return {
      sv::Comment{
          fmt::format("Left edge: operands of A are unpacked once, and a NaN becomes a zero that the row "
                      "remembers.{}",
                      shape.request.accumulator ? "" : " A term beyond the limit counts as a NaN.")},
      sv::Signal{"operand_a", {"Rows*WidthA", rows * shape.width_a}},
      sv::Signal{"clear", {"Rows", rows}, "the row's cells start a new sum"},
      sv::Signal{"is_done", {"Rows", rows}, "the row's sums are complete"},
      sv::Signal{"row_has_nan", {"Rows", rows}},
      sv::Signal{"drain", {"Rows+1", rows + 1}},
      sv::Signal{"boot", {"Rows+1", rows + 1}},
      sv::Assign{"drain[0]", "drain_top"},
      sv::Assign{"boot[0]", "boot_top"},
      sv::GenerateFor{"r", "Rows", "gen_row", std::move(row)},
      sv::Signal{"unused_below"},
      sv::Assign{"unused_below", "drain[Rows] ^ boot[Rows]"},
  };
}

}  // namespace fp8forge
