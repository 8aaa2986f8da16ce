// A combinational unit as gates, printed so that one evaluation serves 64 cases: each wire of the netlist is
// a 64-bit word whose bit c belongs to case c, each gate a bitwise operator. Verilator makes C++ of the text;
// nobody reads it and nothing else is made of it, so its wires have numbers for names.
//
// It stands here, not with the testbenches, since it is Yosys' work and a Yosys netlist that is read; tb gets
// the text. The gates are Yosys' own (AND, NOR, MUX ...) as ABC maps to them, before any cell library: the
// logic that synthesis made of the RTL is under test, while a library's cells are the library's business.
#pragma once

#include <cstddef>
#include <string>

#include "generator/bundle/bundle.hpp"
#include "synth/netlist.hpp"

namespace fp8forge::synth {

struct SlicedNetlist {
  std::string text;       // the module kSlicedTop
  std::size_t gates = 0;  // of the netlist
};
inline constexpr const char* kSlicedTop = "fp8_sliced";

// Ports keep their names and become arrays of words, `input logic [63:0] a_i [32]`: word b holds bit b of the
// 64 cases. Error: the unit has a clock, a port has more than 32 bits; Yosys is missing or fails;
// interrupted.
Result<SlicedNetlist> sliced_netlist(const Bundle& bundle);

// Module `top` of a flat design of simple gates as that text. Error: a cell that is no such gate.
Result<SlicedNetlist> print_sliced(const Netlist& design, const std::string& top);

}  // namespace fp8forge::synth
