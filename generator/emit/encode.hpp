// fp8_encode_<format>: what becomes of a rounded magnitude: overflow, infinity, NaN, and the sign in front.
#pragma once

#include "generator/emit/design.hpp"

namespace fp8forge {

std::string encode_name(const Format& format);

// Ports: sign_i; code_i, exceeds_i from fp8_round; is_nan_i, is_inf_i (NaN wins); rounding_i, saturate_i,
// which may be constants; result_o. Overflow and specials as docs/numerics.md has them; NaN is
// format.canonical_nan.
sv::Module encode_module(const Format& format);

}  // namespace fp8forge
