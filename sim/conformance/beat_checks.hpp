// Checks of a clocked scalar unit's handshake: no beat lost, doubled or reordered under bubbles and
// back-pressure, latency and throughput, reset, modes that change from beat to beat, amax.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/conformance/scalar_checks.hpp"

namespace fp8forge::conformance {

struct BeatRun {
  BeatStimulus stimulus;
  bool is_unstalled = false;  // latency and throughput are held to what the unit promises
};

struct BeatCheck {
  std::string name;
  std::string what;
  std::int64_t runs = 0;
  std::function<BeatRun(std::int64_t run)> make = {};  // pure and thread-safe
};

// None for a combinational unit.
std::vector<BeatCheck> beat_checks(const ScalarUnit& unit, std::uint64_t seed, Effort effort);

struct BeatVerdict {
  std::int64_t results = 0;           // compared
  std::vector<std::string> findings;  // the first ones, in words
};

// Holds what was seen to the rules and to the golden model.
BeatVerdict judge(const ScalarUnit& unit, const BeatRun& run, const BeatTrace& trace);

}  // namespace fp8forge::conformance
