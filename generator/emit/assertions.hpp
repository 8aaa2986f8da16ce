// The checker of a clocked unit: a module of concurrent assertions on the top's ports, and the bind that puts
// one into each instance of the top. What each assertion means: docs/assertions.md. Only a simulator that
// knows concurrent assertions reads it; it is no part of the RTL.
#pragma once

#include <string>

#include "generator/emit/design.hpp"

namespace fp8forge {

// "fp8_array_assertions", without the prefix.
std::string assertions_name(const Request& request);

// The text of the checker and its bind, names without the prefix. Empty: the unit is combinational, and has
// neither a clock to sample at nor a handshake to break.
std::string assertions_text(const Request& request, const Design& design);

}  // namespace fp8forge
