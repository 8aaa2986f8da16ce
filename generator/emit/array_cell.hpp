// fp8_array_cell: what stands at each crossing of an array's rows and columns. The column (rtl) knows its
// ports and how many bits its sum has, but not what kind of accumulator it is.
#pragma once

#include "generator/emit/array_shape.hpp"
#include "generator/emit/design.hpp"

namespace fp8forge {

// Ports: a_i and b_i as the array's edges unpack them, clear_i for a new sum, b_o for the cell below,
// result_o: the sum with its marks, cell_result() in the top. Parameter ResultWidth, the bits of that.
Design array_cell(const ArrayShape& shape);

// The bits of a cell's result, and the top's signals that take the column's apart.
std::string cell_result_width(const ArrayShape& shape);
std::string cell_result(const ArrayShape& shape);

}  // namespace fp8forge
