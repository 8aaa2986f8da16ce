// fp8_array_result: what stands at the bottom of an array's column and makes a code of each finished exact
// sum.
#pragma once

#include "generator/emit/array_shape.hpp"
#include "generator/emit/module.hpp"

namespace fp8forge {

// Parameter SumWidth. One register, moved on by enable_i, between normalizing and rounding.
sv::Module array_result_module(const ArrayShape& shape);

// The instance in a column: `sum`, `pos_inf`, `neg_inf`, `is_nan` of the row that is complete in; the
// column's lane of `result` out, one move later.
sv::Instance array_result(const ArrayShape& shape);

// Its encoder.
sv::Module array_encoder(const ArrayShape& shape);

}  // namespace fp8forge
