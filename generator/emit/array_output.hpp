// An array's output side: what goes beside the sums on their way to the output, the stream of D that meets
// them there, the largest magnitude of a tile, and the output buffer.
#pragma once

#include "generator/emit/array_shape.hpp"
#include "generator/emit/module.hpp"

namespace fp8forge {

// Of an output-stationary array's column registers whether they hold a row of C, the tile's last, and whether
// it is NaN as a whole.
std::vector<sv::Item> sum_flags();

// Likewise of each stage below the columns, and what the row's tile asks for.
std::vector<sv::Item> row_stages(const ArrayShape& shape);

// The stream of D, where there is one.
std::vector<sv::Item> addend_side(const ArrayShape& shape);

// When a row of results enters the output buffer.
std::string leaving_row(const ArrayShape& shape);

// From `result` of all columns to the output port; drives `advance`.
std::vector<sv::Item> output_side(const ArrayShape& shape);

// Modules of rtl/ that these use beside fp8_stream_fifo.
std::vector<std::string> output_library(const ArrayShape& shape);

}  // namespace fp8forge
