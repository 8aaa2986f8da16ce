// The part of an array that its timing depends on. Equal instances have equal paths, so that of many only the
// first, the last and one between are timed; the others are there as what they load the timed ones' nets
// with.
#pragma once

#include <string>

#include "synth/liberty.hpp"
#include "synth/netlist.hpp"

namespace fp8forge::synth {

// Instances of one module that are timed in each module that has more of them.
inline constexpr int kTimedInstances = 3;

// The mapped, buffered design with all other instances replaced: by the gates at the nets that timed
// instances, flip-flops or ports drive through gates, each with the pin that loads the net and no other; and
// without the gates from which no path leads on to a timed one, but for those that load such paths. Its netlist is
// smaller by orders and has the same delays; it computes nothing.
Netlist timing_view(const Netlist& design, const std::string& top, const Liberty& liberty,
                    int timed_instances = kTimedInstances);

}  // namespace fp8forge::synth
