#include "generator/emit/array_settle.hpp"

#include <fmt/format.h>

namespace fp8forge {

int settle_stages(const ArrayShape& shape) { return shape.is_segmented() ? 1 : 0; }

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
                    {"data_i", "{sum_row_nan_q || col_has_nan, column_marks}"},
                    {"data_o", "{sum_is_nan, neg_inf, pos_inf}"}}},
  };
}

}  // namespace fp8forge
