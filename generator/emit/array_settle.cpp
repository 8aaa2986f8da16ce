#include "generator/emit/array_settle.hpp"

#include <fmt/format.h>

namespace fp8forge {

int settle_stages(const ArrayShape& shape) { return shape.is_segmented() ? 1 : 0; }

std::vector<sv::Item> settle(const ArrayShape& shape) {
  const bool has_marks = shape.infinity_marks() > 0;
  const std::string is_nan = "sum_row_nan_q || col_has_nan";
  return {
      sv::Instance{"fp8_settle_sum",
                   "u_settle",
                   {{"SumWidth", "SumWidth"}, {"Segments", std::to_string(shape.segments())}},
                   {{"clk_i", "aclk"}, {"enable_i", "moved_q"}, {"sum_i", "unsettled"}, {"sum_o", "sum"}}},
      sv::Instance{"fp8_pipe",
                   "u_settle_marks",
                   {{"Width", std::to_string(1 + shape.infinity_marks())}},
                   {{"clk_i", "aclk"},
                    {"enable_i", "moved_q"},
                    {"data_i", has_marks ? "{" + is_nan + ", column_marks}" : is_nan},
                    {"data_o", has_marks ? "{sum_is_nan, neg_inf, pos_inf}" : "sum_is_nan"}}},
  };
}

}  // namespace fp8forge
