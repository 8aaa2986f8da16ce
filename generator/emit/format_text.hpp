// How a format and its codes are written in SystemVerilog and in comments.
#pragma once

#include <cstdint>
#include <string>

#include "generator/format/format.hpp"

namespace fp8forge {

// A sized hex literal, 7'h7e.
std::string literal(int bits, std::uint64_t value);

// Codes of `format` with or without the sign bit, as a comment writes them: zero-padded hex, no base.
std::string code_text(const Format& format, std::uint32_t code);

// Name, field widths and meaning of the top codes: `e4m3 (4 exponent and …)`.
std::string describe(const Format& format);

}  // namespace fp8forge
