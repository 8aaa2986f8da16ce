// Makes an elaborated design ready to be mapped: which modules stay apart, in how many parts they are mapped.
#pragma once

#include <string>
#include <vector>

#include "synth/liberty.hpp"
#include "synth/netlist.hpp"
#include "synth/workspace.hpp"

namespace fp8forge::synth {

// A design that is ready to be mapped.
struct ReadyDesign {
  std::string top;
  // Modules that are mapped apart, in parts of about the same size; those of part i are in ready<i>.json.
  // Empty: a flat design, in ready.json.
  std::vector<std::vector<std::string>> parts;
  // Its nets cross boundaries, and a part of it is timed (timing_view.hpp).
  bool is_array = false;
  bool is_composed = false;  // it does not do what the array does (composition.hpp)
};

// rtl/0.sv … → elaborated.json, which is given too.
Result<Netlist> elaborate(const Workspace& workspace, const std::string& top, std::size_t files);

// rtl/0.sv … and usable.lib → ready.json, all in one module. Error: the library lacks a flip-flop.
Status make_ready_flat(const Workspace& workspace, const Liberty& liberty, const std::string& top,
                       std::size_t files);

// The design, whose modules to keep apart are marked (hierarchy.hpp), and usable.lib → ready<i>.json; fills
// ready.parts, and with `may_compose` ready.is_composed. Error: the library lacks a flip-flop.
Status make_ready_apart(const Workspace& workspace, const Liberty& liberty, const Netlist& marked,
                        bool may_compose, ReadyDesign& ready);

}  // namespace fp8forge::synth
