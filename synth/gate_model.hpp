// A netlist in the cells of a library as SystemVerilog that simulates: each cell is replaced by what the
// liberty file says that it does. So the conformance checks meet what goes to the foundry, not only what was
// written.
//
// It stands here, not with the testbenches, since it is Yosys' work and a Yosys netlist that is read; tb gets
// the text. The cells' functions are read by Yosys, while ABC, which chose the cells, reads the library by
// itself.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/bundle/bundle.hpp"
#include "synth/liberty.hpp"
#include "synth/netlist.hpp"

namespace fp8forge::synth {

struct GateModel {
  struct Module {
    std::string name, text;
  };
  std::vector<Module> modules;  // the bundle's top, or kSlicedTop, and what is below it
  std::size_t cells = 0;  // of the library, in the netlist
  bool is_sliced = false;
};

// A combinational unit whose ports have 32 bits at most is printed so that one evaluation serves 64 cases:
// each wire is a 64-bit word whose bit c belongs to case c, each gate a bitwise operator. Ports keep their
// names and become arrays of words, `input logic [63:0] a_i [32]`: word b holds bit b of the 64 cases.
inline constexpr const char* kSlicedTop = "fp8_sliced";

struct GateModelOptions {
  std::optional<std::filesystem::path>
      netlist;  // Verilog of the bundle's top; else the bundle is synthesised
  std::function<void(std::string_view stage)> on_stage;  // told before each long step
};

// Error: Yosys is missing or fails; the netlist cannot be read, has another top or a cell that the library
// does not have or tells no function of; interrupted; without a netlist, as of synthesise().
Result<GateModel> gate_model(const Bundle& bundle, const Liberty& liberty,
                             const GateModelOptions& options = {});

// Module `top` of a flat design of Yosys' simple gates as kSlicedTop. Error: a cell that is no such gate.
Result<std::string> print_sliced(const Netlist& design, const std::string& top);

}  // namespace fp8forge::synth
