#include "synth/yosys.hpp"

#include <fmt/format.h>

namespace fp8forge::synth {

namespace {

std::string read_script(const std::string& top, std::size_t files) {
  std::string script;
  for (std::size_t i = 0; i < files; ++i) script += fmt::format("read_verilog -sv rtl/{}.sv\n", i);
  return script + fmt::format("hierarchy -check -top {}\n", top);
}

}  // namespace

std::string elaborate_script(const std::string& top, std::size_t files) {
  return read_script(top, files) +
         "proc\n"
         "memory_collect\n"
         "write_json elaborated.json\n";
}

std::string flatten_script(const std::string& top) {
  return fmt::format(
      "read_json marked.json\n"
      "hierarchy -check -top {}\n"
      "flatten\n"
      "opt_expr\n"
      "opt_clean\n"
      "write_json flat.json\n",
      top);
}

namespace {

// setundef: an undriven bit is an output that no one uses, and 0 lets its logic go. dfflibmap before abc: it
// leaves inverters for abc to map.
constexpr const char* kMakeReady =
    "setundef -zero -undriven\n"
    "dfflibmap -liberty usable.lib\n"
    "opt_clean -purge\n";

}  // namespace

std::string flat_ready_script(const std::string& top, std::size_t files) {
  return read_script(top, files) +
         fmt::format("synth -flatten -noabc -top {0}\n{1}rename -top {0}\nwrite_json ready.json\n", top,
                     kMakeReady);
}

// From coarse to before check: of synth's steps those that do not look at the hierarchy, whose top may be one
// of the others.
std::string part_ready_script(const std::string& part, const std::vector<std::string>& others) {
  std::string script = "read_json specialised.json\n";
  for (const std::string& name : others) script += fmt::format("blackbox {}\n", name);
  return script +
         fmt::format("synth -noabc -run coarse:check\n{}write_json ready{}.json\n", kMakeReady, part);
}

// abc makes relative names absolute and hands them on unquoted, hence /proc/self/cwd: absolute, and the same
// whatever the folder is called.
std::string map_script(const std::string& part, const std::vector<std::string>& names) {
  std::string script = fmt::format("read_json ready{}.json\ndesign -save ready\n", part);
  for (const std::string& name : names) {
    script += fmt::format(
        "design -load ready\n"
        "abc -liberty /proc/self/cwd/usable.lib -script /proc/self/cwd/{0}.abc\n"
        "opt_clean -purge\n"
        "write_json {0}{1}.json\n",
        name, part);
  }
  return script;
}

// The library as black boxes tells Yosys the directions of the cells' pins.
std::string print_script(const std::string& top, const std::vector<std::string>& names,
                         const std::vector<std::string>& flip_flops) {
  std::string script = "read_liberty -lib -ignore_miss_func usable.lib\ndesign -save library\n";
  for (const std::string& name : names) {
    script += fmt::format("design -load library\nread_json {}.json\nhierarchy -check -top {}\n", name, top);
    for (const std::string& cell : flip_flops)
      script += fmt::format("rename -wire -suffix _reg t:{}\n", cell);
    script += fmt::format("write_verilog -noattr -noexpr {}.v\n", name);
  }
  return script;
}

std::string check_script(const std::string& top, const std::string& name) {
  return fmt::format(
      "read_liberty -lib -ignore_miss_func usable.lib\n"
      "read_json {}.json\n"
      "hierarchy -check -top {}\n"
      "check -assert -mapped\n",
      name, top);
}

// The netlist's modules stay, so that what is instantiated often is printed once; the cells, read as modules
// with logic, do not. Checked twice: nets have the user's names before flatten, loops show after it. techmap:
// operators of `assign`.
std::string gate_model_script(const std::string& top, bool is_flat) {
  const std::string script = fmt::format(
      "read_verilog netlist.v\n"
      "write_json cells.json\n"
      "setattr -mod -set keep_hierarchy {1} *\n"
      "read_liberty -ignore_miss_func cells.lib\n"
      "hierarchy -check -top {0}\n"
      "select -assert-none =A:blackbox\n"
      "check -assert\n"
      "flatten\n"
      "select -assert-none t:$_DLATCH* t:$_DFF_N* t:$_DFFSR_N* t:$_SR_*\n"
      "opt_clean\n"
      "check -assert\n"
      "rename -hide */w:* */c:*\n"
      "opt_clean\n",
      top, is_flat ? 0 : 1);
  return script +
         (is_flat ? "techmap\nopt_clean\nwrite_json gates.json\n" : "write_verilog -noattr gates.v\n");
}

std::string power_script(const std::string& top, const std::string& netlist, const std::string& flat) {
  return fmt::format(
      "read_json {1}.json\n"
      "hierarchy -top {0}\n"
      "setattr -mod -unset keep_hierarchy *\n"
      "flatten\n"
      "rename -hide */c:*\n"
      "rename -enumerate -pattern c% */c:*\n"
      "write_json {2}.json\n",
      top, netlist, flat);
}

std::string power_gates_script(const std::string& top, const std::string& flat) {
  return fmt::format(
      "read_json {1}.json\n"
      "read_liberty -ignore_miss_func usable.lib\n"
      "hierarchy -check -top {0}\n"
      "flatten\n"
      "check -assert\n"
      "write_json power_gates.json\n",
      top, flat);
}

std::string fpga_script(const std::string& top, std::size_t files, const std::string& command) {
  return read_script(top, files) + fmt::format(
                                       "{1} -top {0}\n"
                                       "write_json mapped.json\n"
                                       "check -assert\n"
                                       "write_verilog -noattr -noexpr netlist.v\n",
                                       top, command);
}

std::string ice40_frame_script(const std::string& frame, const std::string& macro) {
  return fmt::format(
      "read_json mapped.json\n"
      "read_verilog -lib -D {1} +/ice40/cells_sim.v\n"
      "read_verilog -sv frame.sv\n"
      "synth_ice40 -top {0} -json framed.json\n",
      frame, macro);
}

}  // namespace fp8forge::synth
