// Maps a prepared design by every attempt of a sweep, and times every netlist.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "synth/liberty.hpp"
#include "synth/portfolio.hpp"
#include "synth/ready.hpp"
#include "synth/timing.hpp"
#include "synth/workspace.hpp"

namespace fp8forge::synth {

class Mapper {
 public:
  // The workspace holds the ready design and usable.lib. `on_stage` is told how far it is.
  Mapper(const Workspace& workspace, const Liberty& liberty, TimedPorts ports, ReadyDesign design,
         std::function<void(std::string_view)> on_stage);

  // Points are without delay where `timed` is false. Leaves each attempt's netlist, buffered, as <name>.json,
  // and what of it is timed as <name>_timed.json. Error: a tool fails, the library lacks a cell that the
  // design needs, interrupted.
  Result<std::vector<DesignPoint>> sweep(const std::vector<Attempt>& attempts, bool timed = true) const;

 private:
  Status map(const std::vector<std::vector<Attempt>>& shares, const std::vector<Attempt>& all) const;
  Result<std::vector<DesignPoint>> measure(const std::string& share, const std::vector<Attempt>& attempts,
                                           bool timed) const;
  Result<double> complete(const std::string& name) const;
  Result<Netlist> mapped(const std::string& name) const;

  const Workspace& workspace_;
  const Liberty& liberty_;
  const TimedPorts ports_;
  const ReadyDesign design_;
  const std::function<void(std::string_view)> on_stage_;
};

// What the timed part of netlist `name` is called.
inline std::string timed_name(const std::string& name) { return name + "_timed"; }

// What a library must have, for people.
inline constexpr const char* kNeededCells =
    "name a library with gates, and flip-flops with and without asynchronous reset";

}  // namespace fp8forge::synth
