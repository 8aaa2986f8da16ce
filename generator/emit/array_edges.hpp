// An array's input side: buffers of its streams, the pairing of beats, and the left edge, where operands of A
// are unpacked once for all cells of their row.
#pragma once

#include "generator/emit/array_shape.hpp"
#include "generator/emit/module.hpp"

namespace fp8forge {

// A stream's buffer, `user` bits of tuser included; `take` says that its oldest beat is taken.
sv::Instance input_buffer(const std::string& stream, const std::string& size, int user,
                          const std::string& take);

// Buffers, and the sequencer that takes their beats.
std::vector<sv::Item> input_side(const ArrayShape& shape);

// Each row's decoder and edge.
std::vector<sv::Item> left_edge(const ArrayShape& shape);

}  // namespace fp8forge
