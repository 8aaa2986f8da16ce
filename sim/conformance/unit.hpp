// What is under test, as the checks need to know it: formats, modes and sizes. Not the RTL, and not a
// request: nothing here says how the unit is built.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "generator/format/format.hpp"
#include "generator/format/rounding.hpp"
#include "sim/golden/golden.hpp"

namespace fp8forge::conformance {

// A combinational unit: multiplier (two operands) or converter (one).
struct ScalarUnit {
  Format a;
  std::optional<Format> b;  // none: a converter from `a`
  Format to;
  std::vector<Rounding> roundings;  // each one to be tried; a single one without a run-time port
  std::vector<Overflow> overflows;  // likewise
  bool operator==(const ScalarUnit&) const = default;
};

// An output-stationary array with exact accumulators (docs/ports.md).
struct ArrayUnit {
  Format a;
  Format b;
  golden::Target target;  // format, rounding and overflow of the results
  int rows = 0;           // 1 ... 64
  int cols = 0;           // 1 ... 64
  std::int64_t max_terms = 0;
  std::int64_t latency = 0;   // cycles from taking a tile's last beat to its first row, unstalled
  std::int64_t interval = 0;  // fewest cycles between the ends of two tiles

  int c_bytes() const { return (target.to.bits() * cols + 7) / 8; }
};

}  // namespace fp8forge::conformance
