// What a unit is given while its power is measured: normally distributed operands, a beat in every cycle.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "generator/bundle/bundle.hpp"
#include "synth/simulation.hpp"

namespace fp8forge::synth {

enum class Operands { kNormal, kZero };

struct Workload {
  long cycles = 0;      // counted, of each of kRuns runs with operands of their own
  double products = 0;  // a cycle of one run; of a converter or adder: results
};

// Plays the bundle's unit: resets it, fills it, and counts toggles over whole tiles or sums. The same bundle
// gives the same operands; equal ports of two units get the same real numbers, whatever their formats.
Workload play(Simulation& simulation, const nlohmann::json& ports, const Bundle& bundle, Operands operands);

// In one line, for people.
std::string workload_text(const Bundle& bundle);

}  // namespace fp8forge::synth
