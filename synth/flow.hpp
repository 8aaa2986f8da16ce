// From a bundle to its area and timing: elaborate, keep the boundaries worth a row, map (Yosys, ABC), count,
// time (OpenSTA).
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "generator/bundle/bundle.hpp"
#include "generator/bundle/datasheet.hpp"
#include "synth/liberty.hpp"
#include "synth/report.hpp"

namespace fp8forge::synth {

// The cell library of Debian's package qflow-tech-osu018.
inline constexpr const char* kDefaultLiberty = "/usr/share/qflow/tech/osu018/osu018_stdcells.lib";

// All that is written into Options::keep; the datasheet only where the bundle has one.
inline constexpr const char* kKeptFiles[] = {"netlist.v",  "constraints.sdc", "timing.txt", "map.log",
                                             "report.txt", "report.json",     kDatasheet};

struct Options {
  std::optional<double> period_ns;            // > 0; wanted, else the fastest netlist is made
  std::optional<std::filesystem::path> keep;  // existing folder for netlist, constraints and reports
  std::function<void(std::string_view stage)> on_stage;  // told before each long step
};

// Error: yosys or sta is not installed.
Status check_tools();

// Synthesises the bundle. The same bundle, library and tool versions give the same report.
// Writes kKeptFiles into options.keep.
// Error: a tool is missing or fails, the library lacks a cell that the design needs, a bundle's name is not
// a plain identifier, the program was interrupted.
Result<Report> synthesise(const Bundle& bundle, const Liberty& liberty, const Options& options = {});

}  // namespace fp8forge::synth
