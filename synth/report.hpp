// What synthesis found out about a bundle, as values, as a table to read, and as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "synth/power_report.hpp"
#include "synth/stages.hpp"

namespace fp8forge::synth {

// All instances of one module of the source together, without the kept modules inside it.
struct ModuleRow {
  std::string name;
  int instances = 0;
  long cells = 0;
  long flip_flops = 0;
  double area = 0;            // in the library's unit
  double flip_flop_area = 0;  // of it

  bool operator==(const ModuleRow&) const = default;
};

// A cell on a path: from its input (a flip-flop: its clock) to `pin`, with the wire before it. The last point
// of a path is where it ends, and has no delay of its own.
struct PathPoint {
  std::string pin;   // hierarchical, e.g. "gen_col[0].u_cell/acc_q_reg/Q", or a port
  std::string cell;  // of the library, e.g. "NAND2X1"; empty for a port
  double delay_ns = 0;
  double arrival_ns = 0;
  bool rising = true;

  bool operator==(const PathPoint&) const = default;
};

struct Timing {
  std::string clock;            // port; empty for a combinational unit, timed against a virtual clock
  double min_period_ns = 0;     // delay of the longest path, setup included
  std::vector<PathPoint> path;  // that path

  double fmax_mhz() const { return 1000 / min_period_ns; }
};

// A netlist that was made and timed.
struct DesignPoint {
  std::string recipe;
  int target_ps = 0;    // what ABC was told to aim at
  double area = 0;      // in the library's unit
  double delay_ns = 0;  // of its longest path, by OpenSTA; 0 when it has none

  bool operator==(const DesignPoint&) const = default;
};

struct Report {
  std::string unit, top;
  std::string library, library_sha256;
  std::string yosys, opensta;       // versions
  std::vector<DesignPoint> pareto;  // no netlist beats one of them in both area and delay; smallest first
  DesignPoint chosen;               // the one that all that follows tells of
  std::vector<ModuleRow> modules;   // largest area first
  std::optional<Timing> timing;     // nothing when no path exists
  std::optional<double> period_ns;  // as asked for
  std::optional<Power> power;       // where it was asked for
  std::optional<Stages> stages;     // likewise

  double area() const;
  long cells() const;
  long flip_flops() const;
  // Of the asked period; nothing when none was asked for or no path exists.
  std::optional<double> slack_ns() const;
  bool meets_period() const { return !slack_ns() || *slack_ns() >= 0; }
};

// For people: totals, area by module, the critical path.
std::string to_table(const Report& report);

// For programs. Keys: see synth/README.md.
nlohmann::ordered_json to_json(const Report& report);

// Whether a text is what to_json() gives, of this version or an earlier one.
bool is_report(const std::string& text);

}  // namespace fp8forge::synth
