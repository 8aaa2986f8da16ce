// The Yosys scripts of the flow. Each runs in a folder of its own where everything has a fixed name, so that
// no path and no name of the user's stands in a script; `top` is a plain identifier.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace fp8forge::synth {

// rtl/0.sv … rtl/<files-1>.sv → elaborated.json: every module once for each set of its parameters, no
// processes.
std::string elaborate_script(const std::string& top, std::size_t files);

// marked.json → flat.json: all flattened but modules marked keep_hierarchy; constants carried to their ports.
std::string flatten_script(const std::string& top);

// rtl/0.sv … and usable.lib → ready.json: one flat module of Yosys' gates and the library's flip-flops.
std::string flat_ready_script(const std::string& top, std::size_t files);

// specialised.json and usable.lib → ready<part>.json: the same, with modules apart, and the others empty.
// Names of modules are plain identifiers.
std::string part_ready_script(const std::string& part, const std::vector<std::string>& others);

// ready<part>.json, usable.lib and <name>.abc → <name><part>.json, for each name, in cells of the library.
// The part of a flat design is "".
std::string map_script(const std::string& part, const std::vector<std::string>& names);

// <name>.json → <name>.v, for each name. Registers, cells of the kinds `flip_flops` (plain identifiers), are
// called after what they hold.
std::string print_script(const std::string& top, const std::vector<std::string>& names,
                         const std::vector<std::string>& flip_flops);

// <name>.json, checked for cells left unmapped, loops, and nets with no driver or several.
std::string check_script(const std::string& top, const std::string& name);

// netlist.v of cells of cells.lib → cells.json, its modules as they are, and with each cell replaced by its function
// gates.v, or, flat, gates.json: checked for loops and for nets with no driver or several.
std::string gate_model_script(const std::string& top, bool is_flat);

// <netlist>.json → <flat>.json: one module, its cells called c0, c1, …
std::string power_script(const std::string& top, const std::string& netlist, const std::string& flat);

// <flat>.json and usable.lib → power_gates.json: each cell replaced by what the library says that it does; pin P
// of cell c0 is the net c0.P.
std::string power_gates_script(const std::string& top, const std::string& flat);

// For an FPGA: rtl/0.sv … → mapped.json and netlist.v, one flat module of the device's cells, by `command` (a
// synth_… of Yosys without -top), checked for loops and for nets with no driver or several.
std::string fpga_script(const std::string& top, std::size_t files, const std::string& command);

// mapped.json, which stays as it is, and frame.sv, whose module `frame` instantiates it → framed.json.
// `macro` chooses the delays of Yosys' iCE40 cells.
std::string ice40_frame_script(const std::string& frame, const std::string& macro);

}  // namespace fp8forge::synth
