// What the tops of all scalar units share: header, clock and handshake, and the ports of modes and results.
#pragma once

#include "generator/emit/datapath.hpp"

namespace fp8forge {

// The lines that a header fills in.
struct HeaderText {
  std::string title;     // "e4m3 x e5m2 multiplier"
  std::string function;  // what result_o is
  std::string operands;
  std::string example;
};

// The header comment of a unit's top.
std::string scalar_header(const Request& request, const HeaderText& text);

// Ports clk_i, rst_ni, valid_i and so on if the unit is clocked, `operands`, modes, and results of `lanes`
// lanes.
std::vector<sv::Port> scalar_ports(const Request& request, std::vector<sv::Port> operands, int lanes = 1);

// The handshake of the unit's stages, whose enables are datapath.enable; nothing if there are none. `valid`,
// `ready`: what the last stage says and hears.
void add_handshake(Datapath& datapath, const std::string& valid = "valid_o",
                   const std::string& ready = "ready_i");

}  // namespace fp8forge
