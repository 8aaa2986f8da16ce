// fp8_array_cell: what stands at each crossing of an array's rows and columns. The column (rtl) knows its
// ports and how many bits its sum has, but not what kind of accumulator it is.
#pragma once

#include "generator/emit/array_shape.hpp"
#include "generator/emit/design.hpp"

namespace fp8forge {

// Ports: a_i and b_i as the array's edges unpack them, result_o: the sum with its marks, cell_result() in the
// top; where sums stay clear_i for a new one and b_o for the cell below, where weights do
// (stationary_cell.hpp) result_i from the cell above. Parameter ResultWidth, the bits of a result.
Design array_cell(const ArrayShape& shape);

// Signals of an unpacked operand: sign, exp, sig, each followed by `suffix`.
std::vector<sv::Item> operand_fields(const Format& format, const std::string& suffix);

// Of a cell of exact sums: its body so far, operands a_i and b_i (which comes from `b_source`) unpacked; and
// an instance of the library's cell on them, its control first. What leaves it is the caller's to connect.
std::vector<sv::Item> exact_operands(const ArrayShape& shape, const std::string& b_source);
sv::Instance exact_cell_instance(const ArrayShape& shape, const std::string& module, const std::string& name,
                                 const std::vector<std::string>& control);

// Connects the ports sum, pos_inf and neg_inf, each followed by `suffix`, to the bits of `result`.
void connect_exact_sum(const std::string& suffix, const std::string& result, sv::Instance& cell);

// The bits of a cell's result, and the top's signals that take the column's apart.
std::string cell_result_width(const ArrayShape& shape);
std::string cell_result(const ArrayShape& shape);

}  // namespace fp8forge
