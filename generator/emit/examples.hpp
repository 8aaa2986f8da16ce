// Codes and operands as the headers of units tell them.
#pragma once

#include <string>

#include "generator/emit/design.hpp"
#include "generator/emit/format_text.hpp"

namespace fp8forge {

// The code of a positive number that the format has, a normal one, in hex.
std::string code_of(const Format& format, double value);

// "a, b: …" or "a: …; b: …".
std::string describe_pair(const Format& a, const Format& b);

// What opens the part in which exponents are made relative to the destination.
std::string exponent_part(const Format& to);

// Ports a_i and b_i.
std::vector<sv::Port> operand_ports(const Request& request);

}  // namespace fp8forge
