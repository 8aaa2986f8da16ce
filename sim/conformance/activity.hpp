// What an array can have been doing in each cycle of a run, seen from its ports by the rules of
// docs/array.md: what BUSY, STARVED, HELD and BLOCKED may have counted.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/conformance/model.hpp"
#include "sim/conformance/run.hpp"

namespace fp8forge::conformance {

enum Doing : std::uint8_t { kBusy = 1, kStarved = 2, kHeld = 4, kBlocked = 8 };

struct Activity {
  // Of each cycle since the reset what is possible, or-ed. One thing where the rows of C never wait: then all
  // follows from when the beats were taken.
  std::vector<std::uint8_t> may;
  // Of each cycle, and of the one after the last, the fewest and the most BUSY cycles before it.
  std::vector<std::int64_t> least_busy, most_busy;
  // HELD cycles of the run at most.
  std::int64_t most_held = 0;
};

Activity activity(const ArrayUnit& unit, const Run& run, const Trace& trace);

}  // namespace fp8forge::conformance
