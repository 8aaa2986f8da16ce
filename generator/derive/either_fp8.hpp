// An operand that is e4m3 or e5m2 as its tile says, unpacked: the exponents of e5m2 and the significands of
// e4m3 hold either exactly. It is a layout, not a format: no code of 9 bits exists, and an array's sums are
// no wider than those of e5m2, whose lowest and largest values bound both.
//
//   value = sig * 2^(exp - 18):  e4m3 has its exponent plus 8, e5m2 its significand times 2
#pragma once

#include "generator/config/request.hpp"

namespace fp8forge {

inline constexpr Format kEitherFp8{"e4m3_or_e5m2", kE5m2.exp_bits, kE4m3.man_bits,
                                   kE5m2.bias,     kE5m2.specials, kE5m2.canonical_nan};

// The layouts of an array's operands.
inline Format unpacked_a(const Request& request) { return request.choose_a ? kEitherFp8 : request.a; }
inline Format unpacked_b(const Request& request) { return request.choose_b ? kEitherFp8 : request.b; }

}  // namespace fp8forge
