#include "generator/emit/array_output.hpp"

#include <fmt/format.h>

#include "generator/emit/array_result.hpp"
#include "generator/emit/array_user.hpp"

namespace fp8forge {

namespace {

using Items = std::vector<sv::Item>;

// Whether stage `stage` below the columns holds a row of C, and the tile's last.
std::string valid_in(const ArrayShape& shape, int stage) {
  return array_result_stages(shape) > 1 ? fmt::format("result_valid[{}]", stage - 1) : "result_valid";
}
std::string last_in(const ArrayShape& shape, int stage) {
  return user_choice_below(shape.user, "last", "", stage, array_result_stages(shape));
}

Items magnitude_side(const ArrayShape& shape) {
  const int seen = exact_stage(shape);
  return {
      sv::Comment{"The largest finite magnitude of a tile's rows: complete when its last row has gone one "
                  "stage on, and stays while that one waits."},
      sv::Signal{"sees_row"},
      sv::Signal{"sees_first_q", 1, "the next row seen is the first of its tile"},
      sv::Signal{"amax", kBf16.bits()},
      sv::Assign{"sees_row", fmt::format("{} && {}", valid_in(shape, seen), flows(shape))},
      sv::Process{"always_ff @(posedge aclk or negedge aresetn)",
                  {"if (!aresetn)      sees_first_q <= 1'b1;",
                   fmt::format("else if (sees_row) sees_first_q <= {};", last_in(shape, seen))}},
      sv::Instance{"fp8_amax",
                   "u_amax",
                   {{"Lanes", "Cols"},
                    {"Width", std::to_string(kBf16.bits())},
                    {"MaxFinite", std::to_string(kBf16.max_finite())}},
                   {{"clk_i", "aclk"},
                    {"rst_ni", "aresetn"},
                    {"clear_i", "sees_row && sees_first_q"},
                    {"take_i", "sees_row"},
                    {"codes_i", "magnitude"},
                    {"amax_o", "amax"}}},
  };
}

}  // namespace

std::string leaving_row(const ArrayShape& shape) {
  return fmt::format("{} && {}", valid_in(shape, array_result_stages(shape)), flows(shape));
}

std::vector<sv::Item> sum_flags() {
  return {
      sv::Comment{"What goes beside the sums: whether the column registers hold a row of C, and whether it "
                  "is NaN as a whole."},
      sv::Signal{"sum_valid_q"},
      sv::Signal{"sum_last_q"},
      sv::Signal{"sum_row_nan_q"},
      sv::Process{"always_ff @(posedge aclk or negedge aresetn)",
                  {"if (!aresetn) begin", "  sum_valid_q   <= 1'b0;", "  sum_last_q    <= 1'b0;",
                   "  sum_row_nan_q <= 1'b0;", "end else if (moved_q) begin",
                   "  sum_valid_q   <= is_done != '0;", "  sum_last_q    <= is_done[Rows-1];",
                   "  sum_row_nan_q <= (is_done & row_has_nan) != '0;", "end"}},
  };
}

std::vector<sv::Item> row_stages(const ArrayShape& shape) {
  const int stages = array_result_stages(shape), width = bits_of(row_fields(shape.user));
  const bool has_user = !shape.user.empty(), comes_by_wave = shape.request.is_weight_stationary();
  const std::string last = comes_by_wave ? "sum_last" : "sum_last_q";
  Items items = {
      sv::Comment{"Below the columns: where rows of C stand, and what is known of them."},
      sv::Signal{"result_valid", stages, stages > 1 ? "of each stage, the first lowest" : ""},
      sv::Signal{
          "result_row", stages * width,
          fmt::format("{}{}", has_user ? "{what the tile asks for, last of the tile}" : "last of the tile",
                      stages > 1 ? ", likewise" : "")},
      sv::Instance{"fp8_array_row_stages",
                   "u_rows",
                   {{"Width", std::to_string(width)},
                    {"Stages", std::to_string(stages)},
                    {"Held", std::to_string(held_stages(shape))}},
                   {{"clk_i", "aclk"},
                    {"rst_ni", "aresetn"},
                    {"moved_i", moves(shape)},
                    {"flows_i", flows(shape)},
                    {"valid_i", comes_by_wave ? "sum_valid" : "sum_valid_q"},
                    {"row_i", has_user ? fmt::format("{{sum_user, {}}}", last) : last},
                    {"valid_o", "result_valid"},
                    {"row_o", "result_row"}}},
  };
  if (!has_user && stages == 1) return items;
  append(items, {sv::Signal{"unused_row", 1, "each field is looked at where it is needed, and nowhere else"},
                 sv::Assign{"unused_row",
                            fmt::format("^{{{}result_valid, result_row}}", has_user ? "tile_user, " : "")}});
  return items;
}

std::vector<sv::Item> addend_side(const ArrayShape& shape) {
  if (!shape.request.d) return {};
  const int bits = shape.request.d->bits();
  const int held = held_stages(shape);
  const bool is_stationary = shape.request.is_weight_stationary();
  const std::string next_row = held > 1        ? valid_in(shape, held - 1)
                               : is_stationary ? "sum_valid"
                                               : "sum_valid_q";
  Items items = {
      sv::Comment{"D: a beat for each row in the last stage that moves with the columns. Without one the "
                  "array stops; "
                  "what is below goes on."},
      sv::Signal{"addend", {fmt::format("Cols*{}", bits), shape.request.cols * bits}},
      sv::Signal{"has_addend"},
      sv::Instance{"fp8_array_addend",
                   "u_addend",
                   {{"Width", fmt::format("Cols * {}", bits)}},
                   {{"clk_i", "aclk"},
                    {"rst_ni", "aresetn"},
                    {"s_valid_i", "s_axis_d_tvalid"},
                    {"s_ready_o", "s_axis_d_tready"},
                    {"s_data_i", "s_axis_d_tdata"},
                    {"s_last_i", "s_axis_d_tlast"},
                    {"moved_i", moves(shape)},
                    {"row_i", valid_in(shape, held)},
                    {"is_last_i", last_in(shape, held)},
                    {"next_row_i", next_row},
                    {"data_o", "addend"},
                    {"has_addend_o", "has_addend"},
                    {"error_o", is_stationary ? "error_o[3]" : "error_o[2]"}}},
  };
  // A weight-stationary array moves in the cycle in which it may, so that is decided one before.
  if (is_stationary) {
    items.push_back(
        sv::Process{"always_ff @(posedge aclk or negedge aresetn)",
                    {"if (!aresetn) has_addend_q <= 1'b1;", "else          has_addend_q <= has_addend;"}});
  }
  return items;
}

std::vector<sv::Item> output_side(const ArrayShape& shape) {
  const int stages = array_result_stages(shape);
  const bool has_amax = shape.request.amax;
  Items items = has_amax ? magnitude_side(shape) : Items{};
  // An output-stationary array still moves once when it is told to stop, for which its buffer keeps a place.
  const bool stops_late = !shape.request.is_weight_stationary();
  items.push_back(sv::Comment{
      stops_late
          ? "Output: a buffer that tells the array to stop one row early, for the row that is still in "
            "flight then."
          : "Output."});
  const std::string last = last_in(shape, stages);
  std::string row = fmt::format("{{{}, result}}", last), out = "{m_axis_c_tlast, m_axis_c_tdata}";
  if (has_amax) {
    row = fmt::format("{{{0} ? amax : '0, {0}, result}}", last);
    out = "{m_axis_c_tuser, m_axis_c_tlast, m_axis_c_tdata}";
  }
  if (shape.request.d)
    items.push_back(
        sv::Assign{"advance", stops_late ? "has_room && has_addend" : "has_room && has_addend_q"});
  std::vector<sv::Connection> parameters = {
      {"Width", fmt::format("Cols * {} + {}", shape.result_bits(), has_amax ? 1 + kBf16.bits() : 1)},
      {"Depth", stops_late ? "3" : "2"}};
  if (stops_late) parameters.push_back({"Reserve", "1"});
  items.push_back(sv::Instance{"fp8_stream_fifo",
                               "u_fifo_c",
                               parameters,
                               {{"clk_i", "aclk"},
                                {"rst_ni", "aresetn"},
                                {"in_valid_i", stops_late ? leaving_row(shape) : valid_in(shape, stages)},
                                {"in_ready_o", shape.request.d ? "has_room" : "advance"},
                                {"in_data_i", row},
                                {"out_valid_o", "m_axis_c_tvalid"},
                                {"out_ready_i", "m_axis_c_tready"},
                                {"out_data_o", out}}});
  return items;
}

std::vector<std::string> output_library(const ArrayShape& shape) {
  std::vector<std::string> library = {"fp8_array_row_stages"};
  if (shape.request.d) library.push_back("fp8_array_addend");
  if (shape.request.amax) library.push_back("fp8_amax");
  return library;
}

}  // namespace fp8forge
