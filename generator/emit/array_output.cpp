#include "generator/emit/array_output.hpp"

#include <fmt/format.h>

#include "generator/emit/array_result.hpp"

namespace fp8forge {

namespace {

using Items = std::vector<sv::Item>;

// The element of a vector over the stages below the columns; the signal itself where there is one stage.
std::string in_stage(const std::string& vector, int stage, int stages) {
  return stages > 1 ? fmt::format("{}[{}]", vector, stage - 1) : vector;
}

Items magnitude_side(const ArrayShape& shape) {
  const int stages = array_result_stages(shape);
  const int seen = exact_stage(shape);
  return {
      sv::Comment{"The largest finite magnitude of a tile's rows: complete when its last row has gone one "
                  "stage on, and stays while that one waits."},
      sv::Signal{"sees_row"},
      sv::Signal{"sees_first_q", 1, "the next row seen is the first of its tile"},
      sv::Signal{"amax", kBf16.bits()},
      sv::Assign{"sees_row", fmt::format("{} && {}", in_stage("result_valid_q", seen, stages), flows(shape))},
      sv::Process{
          "always_ff @(posedge aclk or negedge aresetn)",
          {"if (!aresetn)      sees_first_q <= 1'b1;",
           fmt::format("else if (sees_row) sees_first_q <= {};", in_stage("result_last_q", seen, stages))}},
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
  const int stages = array_result_stages(shape);
  return fmt::format("{} && {}", in_stage("result_valid_q", stages, stages), flows(shape));
}

std::vector<sv::Item> row_flags(const ArrayShape& shape) {
  const int stages = array_result_stages(shape);
  const bool has_d = shape.request.d.has_value();
  std::vector<std::string> lines = {
      "if (!aresetn) begin",
      "  sum_valid_q    <= 1'b0;",
      "  sum_last_q     <= 1'b0;",
      "  sum_row_nan_q  <= 1'b0;",
      stages > 1 ? "  result_valid_q <= '0;" : "  result_valid_q <= 1'b0;",
      stages > 1 ? "  result_last_q  <= '0;" : "  result_last_q  <= 1'b0;",
      has_d ? "end else begin" : "end else if (moved_q) begin",
  };
  const auto add = [&](const std::string& condition, const std::vector<std::string>& assignments) {
    if (has_d) lines.push_back(fmt::format("  if ({}) begin", condition));
    for (const std::string& line : assignments) lines.push_back((has_d ? "    " : "  ") + line);
    if (has_d) lines.push_back("  end");
  };
  const std::string first = has_d ? "[0]" : "", space = has_d ? "   " : "";
  const auto shifted = [&](const std::string& vector, const std::string& in) {
    return stages > 1
               ? fmt::format("{{{}[{}], {}}}", vector, stages > 2 ? fmt::format("{}:0", stages - 2) : "0", in)
               : in;
  };
  add("moved_q",
      {"sum_valid_q" + space + "    <= is_done != '0;", "sum_last_q" + space + "     <= is_done[Rows-1];",
       "sum_row_nan_q" + space + "  <= (is_done & row_has_nan) != '0;",
       fmt::format("result_valid_q{} <= {};", first,
                   has_d ? "sum_valid_q" : shifted("result_valid_q", "sum_valid_q")),
       fmt::format("result_last_q{}  <= {};", first,
                   has_d ? "sum_last_q" : shifted("result_last_q", "sum_last_q"))});
  if (has_d) {
    add("flows_q",
        {fmt::format("result_valid_q[{0}:1] <= {{result_valid_q[{1}:1], result_valid_q[0] && moved_q}};",
                     stages - 1, stages - 2),
         fmt::format("result_last_q[{}:1]  <= result_last_q[{}:0];", stages - 1, stages - 2)});
  }
  lines.push_back("end");
  return {
      sv::Comment{"What goes beside the sums: whether the column registers hold a row of C, and whether it "
                  "is NaN as a whole."},
      sv::Signal{"sum_valid_q"},
      sv::Signal{"sum_last_q"},
      sv::Signal{"sum_row_nan_q"},
      sv::Signal{"result_valid_q", stages, stages > 1 ? "of each stage below them, the first lowest" : ""},
      sv::Signal{"result_last_q", stages},
      sv::Process{"always_ff @(posedge aclk or negedge aresetn)", lines},
  };
}

std::vector<sv::Item> addend_side(const ArrayShape& shape) {
  if (!shape.request.d) return {};
  const int bits = shape.request.d->bits();
  return {
      sv::Comment{
          "D: a beat for each row in the first stage. Without one the array stops there; what is below "
          "goes on."},
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
                    {"moved_i", "moved_q"},
                    {"row_i", "result_valid_q[0]"},
                    {"is_last_i", "result_last_q[0]"},
                    {"next_row_i", "sum_valid_q"},
                    {"data_o", "addend"},
                    {"has_addend_o", "has_addend"},
                    {"error_o", "error_o[2]"}}},
  };
}

std::vector<sv::Item> output_side(const ArrayShape& shape) {
  const int stages = array_result_stages(shape);
  const bool has_amax = shape.request.amax;
  Items items = has_amax ? magnitude_side(shape) : Items{};
  items.push_back(sv::Comment{
      "Output: a buffer that tells the array to stop one row early, for the row that is still in flight "
      "then."});
  const std::string last = in_stage("result_last_q", stages, stages);
  std::string row = fmt::format("{{{}, result}}", last), out = "{m_axis_c_tlast, m_axis_c_tdata}";
  if (has_amax) {
    row = fmt::format("{{{0} ? amax : '0, {0}, result}}", last);
    out = "{m_axis_c_tuser, m_axis_c_tlast, m_axis_c_tdata}";
  }
  if (shape.request.d) items.push_back(sv::Assign{"advance", "has_room && has_addend"});
  items.push_back(sv::Instance{
      "fp8_stream_fifo",
      "u_fifo_c",
      {{"Width", fmt::format("Cols * {} + {}", shape.result_bits(), has_amax ? 1 + kBf16.bits() : 1)},
       {"Depth", "3"},
       {"Reserve", "1"}},
      {{"clk_i", "aclk"},
       {"rst_ni", "aresetn"},
       {"in_valid_i", leaving_row(shape)},
       {"in_ready_o", shape.request.d ? "has_room" : "advance"},
       {"in_data_i", row},
       {"out_valid_o", "m_axis_c_tvalid"},
       {"out_ready_i", "m_axis_c_tready"},
       {"out_data_o", out}}});
  return items;
}

std::vector<std::string> output_library(const ArrayShape& shape) {
  std::vector<std::string> library;
  if (shape.request.d) library.push_back("fp8_array_addend");
  if (shape.request.amax) library.push_back("fp8_amax");
  return library;
}

}  // namespace fp8forge
