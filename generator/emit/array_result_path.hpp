// The stages of fp8_array_result where more is done than to round a sum to one format: D is added, the value
// scaled, its magnitude shown, or one of several formats chosen.
#pragma once

#include "generator/emit/array_shape.hpp"
#include "generator/emit/module.hpp"

namespace fp8forge {

// Exponents in there count binades above the smallest normal of bf16 and fp32, which lies below every sum,
// exact or rounded: terms are multiples of 2^-32, and so is what a format of that range makes of their sums.
inline constexpr int kBaseExp = -126;

// Whether results can lie among the subnormals of their format other than as they come: everything but D
// added and rounded to a format of the base's range.
bool path_denormalizes(const ArrayShape& shape);

// Where a sum is a number of a floating-point format and D is added: bits in which they meet, and why.
int path_align_bits(const ArrayShape& shape);
std::string align_reason(const ArrayShape& shape);

// Stages of the path.
int path_stages(const ArrayShape& shape);

// What the encoder of a result format has to do.
bool result_can_overflow(const ArrayShape& shape, const Format& to);

// The module's body; its ports are array_result_module's.
std::vector<sv::Item> path_body(const ArrayShape& shape);

}  // namespace fp8forge
