// A weight-stationary array's input side: buffers of its streams, what takes their beats, and the left edge,
// where operands of A are unpacked once for all cells of their row.
#pragma once

#include "generator/emit/array_shape.hpp"
#include "generator/emit/module.hpp"

namespace fp8forge {

// Bits of error_o.
int stationary_error_bits(const Request& request);

// Buffers, and the sequencer that takes their beats.
std::vector<sv::Item> stationary_streams(const ArrayShape& shape);

// What the first beats of a tile ask for, for all of its beats.
std::vector<sv::Item> tile_choices(const ArrayShape& shape);

// Whether a row starts from kept sums; without keep, that nothing has to wait for any.
std::vector<sv::Item> kept_sums(const ArrayShape& shape);

// Each row's decoder and edge.
std::vector<sv::Item> stationary_rows(const ArrayShape& shape);

}  // namespace fp8forge
