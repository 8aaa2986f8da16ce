// The registers between an array's columns and its rounders: the flags of the row in each, and the carries of
// sums in parts.
#pragma once

#include "generator/emit/array_shape.hpp"
#include "generator/emit/module.hpp"

namespace fp8forge {

// column_valid_q and so on of the row in the columns' registers where sums are in parts, sum_valid_q of the
// row whose sums are whole, result_valid_q of the row that is rounded.
std::vector<sv::Item> row_flags(const ArrayShape& shape);

// In a column: from `unsettled`, `column_marks` and `column_has_nan` to `sum`, `pos_inf`, `neg_inf` and
// `col_has_nan`, one move later.
std::vector<sv::Item> settle(const ArrayShape& shape);

}  // namespace fp8forge
