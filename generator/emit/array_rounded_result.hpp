// fp8_array_result of an array with rounded accumulators: from the accumulator's code to that of the result.
#pragma once

#include "generator/emit/array_shape.hpp"
#include "generator/emit/design.hpp"

namespace fp8forge {

// The module and what it uses. One register, moved on by enable_i, in front of the conversion.
Design rounded_result(const ArrayShape& shape);

}  // namespace fp8forge
