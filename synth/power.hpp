// Power of a mapped netlist: OpenSTA tells what each cell takes when its pins change, a simulation how often
// they do.
#pragma once

#include <string>

#include "generator/base/result.hpp"
#include "generator/bundle/bundle.hpp"
#include "synth/liberty.hpp"
#include "synth/power_report.hpp"
#include "synth/timing.hpp"
#include "synth/workload.hpp"
#include "synth/workspace.hpp"

namespace fp8forge::synth {

// Arrays of at most so many rows and columns are simulated.
inline constexpr int kMostPowerRows = 16;

// Error: the bundle's unit is too large to be simulated; the library tells no energies.
Status check_power(const Bundle& bundle, const Liberty& liberty);

// Of <netlist>.json in the workspace, which holds usable.lib. OpenSTA is given every pin of the flat netlist
// one change a cycle, and so tells each cell's energy for changes of its outputs and, once for each input
// pin, of that pin; its sums are linear in the changes. Error: a tool fails, the netlist cannot be simulated.
Result<Power> measure_power(const Workspace& workspace, const Bundle& bundle, const Liberty& liberty,
                            const TimedPorts& ports, const std::string& netlist, double period_ns,
                            Operands operands = Operands::kNormal);

// The library's text in which only the input pins at place `kept` of their cells have internal_power, counted
// from 0; none where it is -1. Outputs keep theirs. Sets `has_more` if some cell has input pins further on.
std::string with_input_energy(const Liberty& liberty, int kept, bool& has_more);

}  // namespace fp8forge::synth
