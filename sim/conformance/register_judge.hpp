// Holds what was read and written through an array's AXI4-Lite port to the rules of the bus, and what was
// read to what the array did.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/conformance/expected.hpp"
#include "sim/conformance/model.hpp"
#include "sim/conformance/run.hpp"

namespace fp8forge::conformance {

struct RegisterFinding {
  std::string rule;
  std::uint64_t cycle = 0;
};

// Of a unit with registers, all that is wrong.
std::vector<RegisterFinding> judge_registers(const ArrayUnit& unit, const Run& run, const Expected& expected,
                                             const Trace& trace);

}  // namespace fp8forge::conformance
