// fp8_array_cell: what stands at each crossing of an array's rows and columns. The column (rtl) knows its
// ports and how many bits its sum has, but not what kind of accumulator it is.
#pragma once

#include "generator/emit/array_shape.hpp"
#include "generator/emit/design.hpp"

namespace fp8forge {

// Two bits beside an exact sum.
inline constexpr int kInfinityMarks = 2;

// Ports: a_i and b_i as the array's edges unpack them, result_o: the sum with its marks, cell_result() in the
// top; where sums stay clear_i for a new one and b_o for the cell below, where weights do
// (stationary_cell.hpp) result_i from the cell above. Parameter ResultWidth, the bits of a result.
Design array_cell(const ArrayShape& shape);

// Signals of an unpacked operand: is_inf, sign, exp, sig, each followed by `suffix`.
std::vector<sv::Item> operand_fields(const Format& format, const std::string& suffix);

// The bits of a cell's result, and the top's signals that take the column's apart.
std::string cell_result_width(const ArrayShape& shape);
std::string cell_result(const ArrayShape& shape);

}  // namespace fp8forge
