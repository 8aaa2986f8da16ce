// fp8_array_cell of a weight-stationary array: what an fp8_stationary_column consists of.
#pragma once

#include "generator/emit/array_shape.hpp"
#include "generator/emit/design.hpp"

namespace fp8forge {

// The module without a body: its ports, and the parameter ResultWidth, which `result` describes.
sv::Module stationary_cell_module(const ArrayShape& shape, const std::string& header, int result_bits,
                                  const std::string& result);

// The cell of exact sums, and what it uses.
Design exact_stationary_cell(const ArrayShape& shape);

// Registers of the weight in use and of its shadow: `weight`, {sign, exp, sig}.
std::vector<sv::Item> weight_registers(const ArrayShape& shape);

}  // namespace fp8forge
