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
         "memory -nomap\n"
         "write_json elaborated.json\n";
}

// Of the sets of gates tried, this one and plain AND, OR, XOR, ANDNOT give models of the same speed, and
// others slower ones.
std::string gates_script(const std::string& top) {
  return fmt::format(
      "flatten\n"
      "synth -noabc -top {}\n"
      "setundef -zero -undriven\n"
      "opt -full\n"
      "simplemap\n"
      "abc -g AND,OR,XOR,ANDNOT,ORNOT,NAND,NOR,XNOR,MUX\n"
      "opt_clean -purge\n"
      "check -assert\n"
      "write_json gates.json\n",
      top);
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

// setundef: an undriven bit is an output that no one uses, and 0 lets its logic go. simplemap: opt -full may
// leave a multiplexer of words where it shares what two branches do. dfflibmap before abc: it leaves
// inverters for abc to map. Last the library is read as black boxes, by which Yosys knows the directions of
// the cells' pins. abc makes relative names absolute and hands them on unquoted, hence /proc/self/cwd:
// absolute, and the same whatever the folder is called.
std::string map_script(const std::string& top) {
  return fmt::format(
      "read_json specialised.json\n"
      "hierarchy -check -top {0}\n"
      "synth -noabc -top {0}\n"
      "setundef -zero -undriven\n"
      "opt -full\n"
      "simplemap\n"
      "dfflibmap -liberty usable.lib\n"
      "opt_clean -purge\n"
      "abc -liberty /proc/self/cwd/usable.lib -script /proc/self/cwd/recipe.abc\n"
      "opt_clean -purge\n"
      "read_liberty -lib -ignore_miss_func usable.lib\n"
      "write_json mapped.json\n",
      top);
}

std::string finish_script(const std::string& top, const std::vector<std::string>& flip_flops) {
  std::string script = fmt::format("read_json buffered.json\nhierarchy -check -top {}\n", top);
  for (const std::string& cell : flip_flops) script += fmt::format("rename -wire -suffix _reg t:{}\n", cell);
  return script +
         "write_json final.json\n"
         "write_verilog -noattr -noexpr netlist.v\n"
         "check -assert -mapped\n";
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
