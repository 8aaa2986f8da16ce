// What an FPGA flow found out about a bundle: as values, as a table to read, and as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "synth/netlist.hpp"

namespace fp8forge::synth {

// What cells of a device there are of, whatever they are called in its family.
struct FpgaCells {
  long luts = 0;     // look-up tables, those in carries not counted
  long carries = 0;  // iCE40: a bit each; ECP5: two bits; Xilinx: four bits
  long flip_flops = 0;
  long muxes = 0;     // that join LUTs to wider functions
  long dsps = 0;      // hard multipliers
  long memories = 0;  // block RAMs, and LUTs that are memory or shift registers
  long others = 0;

  bool operator==(const FpgaCells&) const = default;
};

// The cells of module `top` of a flat netlist of any family.
FpgaCells count_fpga_cells(const Netlist& design, const std::string& top);

// After placing and routing, the frame's registers included.
struct Placement {
  long logic_cells = 0;   // used
  double period_ns = 0;   // the longest path from register to register
  double routing_ns = 0;  // the part of it that is wires
  int levels = 0;         // LUTs and carries on it

  double fmax_mhz() const { return 1000 / period_ns; }
};

struct FpgaReport {
  std::string unit, top;
  std::string family;
  std::string device;                  // empty: the family is not placed
  long available = 0;                  // logic cells of the device
  std::string yosys, nextpnr;          // versions; nextpnr's empty unless it ran
  FpgaCells cells;                     // of the unit alone
  std::optional<Placement> placement;  // nothing: not placed
  std::string not_placed;              // why, where the family is placed
  std::optional<double> period_ns;     // as asked for

  std::optional<double> slack_ns() const;
  // False too where a period was asked for and nothing was placed.
  bool meets_period() const { return !period_ns || (slack_ns() && *slack_ns() >= 0); }
};

// The longest path between registers in a report of nextpnr. Nothing when there is none.
std::optional<Placement> parse_placement(const std::string& report);

// For people.
std::string to_table(const FpgaReport& report);

// For programs. Keys: see synth/README.md.
nlohmann::ordered_json to_json(const FpgaReport& report);

// Whether a text is what to_json() gives.
bool is_fpga_report(const std::string& text);

}  // namespace fp8forge::synth
