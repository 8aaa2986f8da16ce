// The first stage below an array's columns where sums come in parts: their carries are added.
#pragma once

#include "generator/emit/array_shape.hpp"
#include "generator/emit/module.hpp"

namespace fp8forge {

// Stages that this makes.
int settle_stages(const ArrayShape& shape);

// In a column: from `unsettled`, `column_marks` and `col_has_nan` to `sum`, `pos_inf`, `neg_inf` and
// `is_nan`, one move later.
std::vector<sv::Item> settle(const ArrayShape& shape);

}  // namespace fp8forge
