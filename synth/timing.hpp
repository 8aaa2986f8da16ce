// Static timing by OpenSTA: the script it gets and the path it prints.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/bundle/bundle.hpp"
#include "synth/report.hpp"
#include "synth/workspace.hpp"

namespace fp8forge::synth {

// The ports as timing sees them. The names are checked: they go into scripts.
struct TimedPorts {
  std::string clock;                         // rising edge; empty: a combinational unit
  std::string reset;                         // asynchronous, so no path from it is timed; empty: none
  std::vector<std::string> inputs, outputs;  // all others
};

// From the manifest; clock and reset by their fixed names (docs/ports.md): aclk and aresetn, or clk_i and
// rst_ni. Error: a port's name is not a plain SystemVerilog identifier.
Result<TimedPorts> timed_ports(const Bundle& bundle);

// True for [A-Za-z_][A-Za-z0-9_]*, which no script language reads as anything but a name.
bool is_plain_identifier(std::string_view name);

// Constraints in SDC: an ideal clock (virtual for a combinational unit), all ports as if registers stood
// right outside, the reset's paths not timed. `period_ns` > 0.
std::string sdc_text(const TimedPorts& ports, double period_ns);

// Tcl for `sta`, run where usable.lib, the constraints and the netlists <name>.v lie. All names are plain
// identifiers but the constraints', a plain file name.
std::string sta_script(const std::string& top, const std::vector<std::string>& netlists,
                       const std::string& constraints);

// What sta prints at that script, for each netlist. Error: it stopped before the end, which its exit status
// does not tell; interrupted.
Result<std::vector<std::string>> run_sta(const Workspace& workspace, const std::string& name,
                                         const std::string& top, const std::vector<std::string>& netlists,
                                         const std::string& constraints);

// The longest path in what sta printed of a netlist, given the period it was timed against. Nothing when
// there is no path.
std::optional<Timing> parse_timing(const std::string& output, const TimedPorts& ports, double period_ns);

}  // namespace fp8forge::synth
