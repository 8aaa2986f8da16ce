// Maps a prepared design by every attempt of a sweep, and times every netlist.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "synth/liberty.hpp"
#include "synth/portfolio.hpp"
#include "synth/timing.hpp"
#include "synth/workspace.hpp"

namespace fp8forge::synth {

class Mapper {
 public:
  // The workspace holds ready.json and usable.lib. `has_boundaries`: modules of it were mapped apart, so nets
  // that cross their boundaries need buffers that ABC did not see to (fanout.hpp).
  Mapper(const Workspace& workspace, const Liberty& liberty, TimedPorts ports, std::string top,
         bool has_boundaries, std::function<void(std::string_view)> on_stage);

  // Leaves each attempt's netlist, buffered, as <name>.json. Error: a tool fails, the library lacks a cell
  // that the design needs, interrupted.
  Result<std::vector<DesignPoint>> sweep(const std::vector<Attempt>& attempts) const;

 private:
  Result<std::vector<DesignPoint>> part(const std::string& part, const std::vector<Attempt>& attempts,
                                        const std::function<void()>& on_mapped) const;
  // Checks and buffers a mapped netlist; gives its area.
  Result<double> complete(const std::string& name) const;

  const Workspace& workspace_;
  const Liberty& liberty_;
  const TimedPorts ports_;
  const std::string top_;
  const bool has_boundaries_;
  const std::function<void(std::string_view)> on_stage_;
};

// What a library must have, for people.
inline constexpr const char* kNeededCells =
    "name a library with gates, and flip-flops with and without asynchronous reset";

}  // namespace fp8forge::synth
