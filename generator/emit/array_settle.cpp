#include "generator/emit/array_settle.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fp8forge {

std::vector<sv::Item> row_flags(const ArrayShape& shape) {
  // Of the row in the column registers, of that in front of the normalizers, and of that which is rounded.
  struct Stage {
    std::string name, valid, last, row_nan;
  };
  std::vector<Stage> stages = {{"sum", "is_done != '0", "is_done[Rows-1]", "(is_done & row_has_nan) != '0"}};
  if (shape.is_segmented()) {
    stages.front().name = "column";
    stages.push_back({"sum", "column_valid_q", "column_last_q", "column_row_nan_q"});
  }
  stages.push_back({"result", "sum_valid_q", "sum_last_q", ""});
  std::vector<sv::Item> items = {
      sv::Comment{"What goes beside the sums: whether the column registers hold a row of C, and "
                  "whether it is NaN as a whole."}};
  std::vector<std::string> resets, moves;
  std::size_t width = 0;
  for (const Stage& stage : stages)
    width = std::max(width, stage.name.size() + (stage.row_nan.empty() ? 8 : 10));
  for (const Stage& stage : stages) {
    for (const auto& [name, value] : {std::pair{"valid", stage.valid}, std::pair{"last", stage.last},
                                      std::pair{"row_nan", stage.row_nan}}) {
      if (value.empty()) continue;
      const std::string flag = fmt::format("{}_{}_q", stage.name, name);
      items.push_back(sv::Signal{flag});
      resets.push_back(fmt::format("  {:<{}} <= 1'b0;", flag, width));
      moves.push_back(fmt::format("  {:<{}} <= {};", flag, width, value));
    }
  }
  std::vector<std::string> lines = {"if (!aresetn) begin"};
  lines.insert(lines.end(), resets.begin(), resets.end());
  lines.push_back("end else if (moved_q) begin");
  lines.insert(lines.end(), moves.begin(), moves.end());
  lines.push_back("end");
  items.push_back(sv::Process{"always_ff @(posedge aclk or negedge aresetn)", lines});
  return items;
}

std::vector<sv::Item> settle(const ArrayShape& shape) {
  return {
      sv::Instance{"fp8_settle_sum",
                   "u_settle",
                   {{"SumWidth", "SumWidth"}, {"Segments", std::to_string(shape.segments())}},
                   {{"clk_i", "aclk"}, {"enable_i", "moved_q"}, {"sum_i", "unsettled"}, {"sum_o", "sum"}}},
      sv::Instance{"fp8_pipe",
                   "u_settle_marks",
                   {{"Width", "3"}},
                   {{"clk_i", "aclk"},
                    {"enable_i", "moved_q"},
                    {"data_i", "{column_has_nan, column_marks}"},
                    {"data_o", "{col_has_nan, neg_inf, pos_inf}"}}},
  };
}

}  // namespace fp8forge
