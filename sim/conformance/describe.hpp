// Words for what was compared: a code in hex with its value, a wrong result with its operands.
#pragma once

#include <cstdint>
#include <string>

#include "sim/conformance/expected.hpp"
#include "sim/conformance/judge.hpp"
#include "sim/conformance/unit.hpp"

namespace fp8forge::conformance {

// "3e (1.75)".
std::string describe(const Format& format, std::uint32_t code);

// What a finding is about, in lines: where, operands, expected and got.
std::string describe(const ArrayUnit& unit, const Run& run, const Expected& expected, const Finding& finding);

}  // namespace fp8forge::conformance
