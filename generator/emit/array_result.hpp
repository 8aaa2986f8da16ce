// fp8_array_result: what stands at the bottom of an array's column and makes a code of each finished sum. It
// knows nothing of how the sums come about: a sum with its special values goes in, a code comes out some
// stages later.
#pragma once

#include "generator/emit/array_shape.hpp"
#include "generator/emit/design.hpp"
#include "generator/emit/module.hpp"

namespace fp8forge {

// Registers between a column's sum and its code: one stage each. The first is outside of the module where
// sums come in parts (array_settle.hpp). All move with the columns; but where D is added, which meets the
// normalized sum in the module's first, those below that one move on as long as the output takes rows
// (flows_i): rows that have met their D never wait for another's.
int array_result_stages(const ArrayShape& shape);

// Those that move with the columns.
int held_stages(const ArrayShape& shape);

// The conditions in the array's top under which the columns and the held stages move on, and the stages
// below.
std::string moves(const ArrayShape& shape);
std::string flows(const ArrayShape& shape);

// The stage that holds the exact value with its top bit on top: what amax looks at. The last but one.
int exact_stage(const ArrayShape& shape);

// The module, of exact sums with the parameter SumWidth, and what it uses.
Design array_result_module(const ArrayShape& shape);

// The instance in a column: `sum`, of exact sums `pos_inf` and `neg_inf`, and the expression `is_nan` of the
// row that is complete in; the column's lane of `result` out.
sv::Instance array_result(const ArrayShape& shape, const std::string& is_nan);

}  // namespace fp8forge
