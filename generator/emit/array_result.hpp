// fp8_array_result: what stands at the bottom of an array's column and makes a code of each finished exact
// sum.
#pragma once

#include "generator/emit/array_shape.hpp"
#include "generator/emit/design.hpp"
#include "generator/emit/module.hpp"

namespace fp8forge {

// With the encoder and the library modules below it. Parameter SumWidth; one register, moved on by enable_i,
// between normalizing and rounding.
Design exact_result(const ArrayShape& shape);

// The instance in a column: `sum`, `pos_inf`, `neg_inf` and the expression `is_nan` of the row that is
// complete in; the column's lane of `result` out, one move later, with `enable`.
sv::Instance array_result(const ArrayShape& shape, const std::string& enable, const std::string& is_nan);

// The emitted modules that unpack an array's operands.
void append_decoders(const ArrayShape& shape, Design& design);

}  // namespace fp8forge
