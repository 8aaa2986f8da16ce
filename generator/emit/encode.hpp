// fp8_encode_<format>: what becomes of a rounded magnitude: overflow, infinity, NaN, and the sign in front.
#pragma once

#include "generator/emit/design.hpp"

namespace fp8forge {

// What can come in, and so what logic and ports the module has.
struct Encoding {
  bool is_rounded = true;     // the magnitude comes from fp8_round, not exactly from fp8_pack
  bool can_overflow = true;   // it can be larger than the largest finite number; only if it is rounded
  bool has_infinity = false;  // an infinite result can come
  bool has_status = false;    // port status_o
  bool has_marks = false;     // port marks_o

  bool saturates() const { return can_overflow || has_infinity; }
  bool operator==(const Encoding&) const = default;
};

std::string encode_name(const Format& format);

// Ports: sign_i; code_i, and exceeds_i if it is rounded; is_nan_i; is_inf_i; rounding_i if it can overflow;
// saturate_i if that has an effect; result_o. For status_o (invalid, overflow, underflow, inexact):
// is_invalid_i, and inexact_i, tiny_i if it is rounded. marks_o says whether the result is {saturated,
// infinite, NaN}, saturated meaning the largest finite number in the place of a larger one. Overflow and
// specials as docs/numerics.md has them; NaN wins; NaN is format.canonical_nan.
sv::Module encode_module(const std::string& name, const Format& format, const Encoding& encoding);

}  // namespace fp8forge
