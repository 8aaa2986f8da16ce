// fp8_array_result: what stands at the bottom of an array's column and makes a code of each finished sum.
#pragma once

#include "generator/emit/array_shape.hpp"
#include "generator/emit/design.hpp"
#include "generator/emit/module.hpp"

namespace fp8forge {

// Parameter SumWidth. One register, moved on by enable_i, between normalizing and rounding.
sv::Module array_result_module(const ArrayShape& shape);

// The instance in a column: `sum`, `pos_inf`, `neg_inf` and the expression `is_nan` of the row that is
// complete in; the column's lane of `result` out, one move later, with `enable`.
sv::Instance array_result(const ArrayShape& shape, const std::string& enable, const std::string& is_nan);

// The emitted modules below an array's top: decoders, encoder, and the above.
void append_array_formats(const ArrayShape& shape, Design& design);

}  // namespace fp8forge
