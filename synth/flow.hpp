// From a bundle to its area and timing: elaborate, keep the boundaries worth a row, map by a portfolio of
// recipes (Yosys, ABC), count, time (OpenSTA).
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/bundle/bundle.hpp"
#include "generator/bundle/datasheet.hpp"
#include "synth/liberty.hpp"
#include "synth/recipe.hpp"
#include "synth/report.hpp"

namespace fp8forge::synth {

// The cell library of Debian's package qflow-tech-osu018.
inline constexpr const char* kDefaultLiberty = "/usr/share/qflow/tech/osu018/osu018_stdcells.lib";

// All that is written into Options::keep; the datasheet only where the bundle has one.
inline constexpr const char* kKeptFiles[] = {"netlist.v",  "constraints.sdc", "timing.txt",
                                             "report.txt", "report.json",     kDatasheet};

struct Options {
  std::optional<double> period_ns;            // > 0; wanted
  std::optional<std::filesystem::path> keep;  // existing folder for netlist, constraints and reports
  std::function<void(std::string_view stage)> on_stage;  // told before and during long steps
  std::vector<Recipe> recipes = {kSingle};               // each tried at several delay targets; not empty
  bool power = false;                                    // measured too; check_power() allows it
  bool stages = false;                                   // measured too
  bool flatten = false;  // an array as one module: the truth that mapping it by module is compared with; slow
};

// Error: yosys or sta is not installed.
Status check_tools();

// Synthesises the bundle by every recipe at several delay targets, and times every netlist. The report tells
// of all that no other one beats in area and delay (`pareto`), and in detail of one (`chosen`): with a period
// the smallest that meets it, or the fastest when none does; else the one of least area x delay. The same
// bundle, library, options and tool versions give the same report. Writes kKeptFiles into options.keep.
// Error: a tool is missing or fails, the library lacks a cell that the design needs, a bundle's name is not
// a plain identifier, the program was interrupted.
Result<Report> synthesise(const Bundle& bundle, const Liberty& liberty, const Options& options = {});

}  // namespace fp8forge::synth
