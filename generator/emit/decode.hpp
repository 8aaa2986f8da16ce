// fp8_decode_<format>: a code taken apart into sign, biased exponent and significand, specials beside it.
#pragma once

#include "generator/emit/design.hpp"

namespace fp8forge {

std::string decode_name(const Format& format);

// Ports: code_i; sign_o, exp_o (exponent field, 1 for subnormals and zero), sig_o (with hidden bit),
// is_nan_o, and is_inf_o where the format has infinities. Of an infinity exp_o is all ones, of a NaN it
// means nothing; of both sig_o is not zero.
sv::Module decode_module(const Format& format);

// fp8_decode_e4m3_or_e5m2: both decoders, and the one that is_e5m2_i asks for in the layout of kEitherFp8.
sv::Module decode_either_module();

// Declarations of an operand's decoded fields, sign, exp, sig, is_nan and, where the format has infinities,
// is_inf, each followed by `suffix` ("_a"), and the instance that drives them from `code`. Of kEitherFp8
// `is_e5m2` says which format it is.
std::vector<sv::Item> decode_operand(const Format& format, const std::string& suffix, const std::string& code,
                                     const std::string& is_e5m2 = "");

}  // namespace fp8forge
