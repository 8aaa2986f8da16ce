// Holds what an array did in a run against what it must do: every result, every rule of the streams, the
// timing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/conformance/expected.hpp"
#include "sim/conformance/model.hpp"

namespace fp8forge::conformance {

// One thing that is wrong.
struct Finding {
  std::string rule;        // what was broken, in a few words; empty: a wrong result
  std::int64_t tile = -1;  // -1: not in a certain tile
  int row = -1;
  int col = -1;
  std::uint64_t cycle = 0;     // since the end of the reset
  std::uint32_t expected = 0;  // codes, for a wrong result
  std::uint32_t got = 0;
};

struct Verdict {
  std::int64_t cases = 0;         // results compared
  std::int64_t mismatches = 0;    // wrong results and broken rules
  std::vector<Finding> findings;  // the first of each rule, then the first few wrong results
};

Verdict judge(const ArrayUnit& unit, const Run& run, const Expected& expected, const Trace& trace);

}  // namespace fp8forge::conformance
