// The printer of bit-parallel netlists, on netlists written by hand.
#include "synth/gate_model.hpp"

#include <gtest/gtest.h>

namespace fp8forge::synth {
namespace {

// y[0] = s ? a[1] : a[0], y[1] = 1 & ~a[0], y[2] = 1.
Netlist small() {
  return Netlist::parse(R"({"modules": {"top": {
    "ports": {
      "a_i": {"direction": "input", "bits": [2, 3]},
      "s_i": {"direction": "input", "bits": [4]},
      "y_o": {"direction": "output", "bits": [5, 6, "1"]}},
    "cells": {
      "x": {"type": "$_MUX_", "connections": {"A": [2], "B": [3], "S": [4], "Y": [5]}},
      "y": {"type": "$_ANDNOT_", "connections": {"A": ["1"], "B": [2], "Y": [6]}}}}}})");
}

TEST(SlicedNetlist, IsAModuleOfWords) {
  const Result<std::string> netlist = print_sliced(small(), "top");
  ASSERT_TRUE(netlist) << netlist.error().what;
  EXPECT_EQ(*netlist,
            "module fp8_sliced (\n"
            "    input  logic [63:0] a_i [2],\n"
            "    input  logic [63:0] s_i [1],\n"
            "    output logic [63:0] y_o [3]\n"
            ");\n"
            "  wire [63:0] w5 = (a_i[0] & ~s_i[0]) | (a_i[1] & s_i[0]);\n"
            "  wire [63:0] w6 = ~64'd0 & ~a_i[0];\n"
            "  assign y_o[0] = w5;\n"
            "  assign y_o[1] = w6;\n"
            "  assign y_o[2] = ~64'd0;\n"
            "endmodule\n");
}

TEST(SlicedNetlist, RefusesWhatIsNoGate) {
  Netlist design = small();
  design["modules"]["top"]["cells"]["x"]["type"] = "$_DFF_P_";
  const Result<std::string> netlist = print_sliced(design, "top");
  ASSERT_FALSE(netlist);
  EXPECT_EQ(netlist.error().what, "the netlist has a cell that stores ($_DFF_P_), and the unit has no clock");
}

}  // namespace
}  // namespace fp8forge::synth
