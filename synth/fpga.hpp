// From a bundle to the cells of an FPGA: mapped by Yosys, for iCE40 also placed, routed and timed by nextpnr.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "generator/bundle/bundle.hpp"
#include "synth/flow.hpp"
#include "synth/fpga_report.hpp"

namespace fp8forge::synth {

// A family of devices: how Yosys maps to it, and what its cells are.
struct FpgaFamily {
  std::string_view name;     // "ice40"
  std::string_view command;  // of Yosys, without -top and -json
  bool is_placed = false;    // by nextpnr; else there are no times
};
inline constexpr FpgaFamily kFpgaFamilies[] = {
    {"ice40", "synth_ice40 -abc9", true},
    {"ecp5", "synth_ecp5 -abc9", false},
    {"xilinx", "synth_xilinx -family xc7 -flatten -abc9 -noiopad -noclkbuf", false},
};

// An iCE40 device, as nextpnr calls it.
struct Ice40Device {
  std::string_view name;
  std::string_view package;  // with all that the device has
  std::string_view speed;    // hx, lp or u: which delays count
  long logic_cells = 0;      // a LUT, a carry and a flip-flop each
  bool has_dsp = false;
};
inline constexpr Ice40Device kIce40Devices[] = {
    {"hx8k", "ct256", "hx", 7680, false}, {"hx1k", "tq144", "hx", 1280, false},
    {"lp8k", "ct256", "lp", 7680, false}, {"lp1k", "qn84", "lp", 1280, false},
    {"up5k", "sg48", "u", 5280, true},
};

// All that is written into Options::keep.
inline constexpr const char* kKeptFpgaFiles[] = {"netlist.v",   "map.log",   "report.txt",
                                                 "report.json", "place.log", "frame.sv"};

// Maps the bundle, and places it where the family is placed and the device has room. Its ports are then as if
// registers stood right outside: a frame with two pins shifts its inputs in and its outputs out. The same
// bundle and tool versions give the same report. `device` is looked at for iCE40 only. Error: a tool is
// missing or fails, a bundle's name is not a plain identifier, the program was interrupted.
Result<FpgaReport> synthesise_fpga(const Bundle& bundle, const FpgaFamily& family, const Ice40Device& device,
                                   const Options& options = {});

}  // namespace fp8forge::synth
