#include "synth/fanout.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>

namespace fp8forge::synth {
namespace {

Netlist gate(const std::string& type, int input, int output) {
  const std::string in = type == "DFF" ? "C" : "A";
  return {{"type", type},
          {"port_directions", {{in, "input"}, {"Y", "output"}}},
          {"connections", {{in, Netlist::array({input})}, {"Y", Netlist::array({output})}}}};
}

// A module whose input, net 2, drives `loads` gates of one kind.
Netlist module_with(const std::string& type, int loads) {
  Netlist module{
      {"attributes", Netlist::object()}, {"netnames", Netlist::object()}, {"cells", Netlist::object()}};
  module["ports"]["i"] = {{"direction", "input"}, {"bits", Netlist::array({2})}};
  for (int i = 0; i < loads; ++i) module["cells"][fmt::format("g{}", i)] = gate(type, 2, 100 + i);
  return module;
}

Liberty little_library() {
  Liberty liberty;
  liberty.cells = {
      {"INV", {1, false, "", {"Y"}}}, {"BUF", {2, false, "", {"Y"}}}, {"DFF", {9, true, "D", {"Y"}}}};
  liberty.buffer = {"BUF", "A", "Y"};
  return liberty;
}

// Gate inputs on each net.
std::map<int, int> loads(const Netlist& module) {
  std::map<int, int> count;
  for (const Netlist& cell : module.at("cells")) {
    if (cell.at("connections").contains("A")) ++count[cell.at("connections").at("A").at(0).get<int>()];
  }
  return count;
}

int buffers(const Netlist& module) {
  int count = 0;
  for (const Netlist& cell : module.at("cells")) count += cell.at("type") == "BUF" ? 1 : 0;
  return count;
}

TEST(Fanout, BoundsEveryNetByATree) {
  Netlist design;
  const int leaves = kMaxFanout * kMaxFanout + 1;  // one too many for two levels
  design["modules"]["top"] = module_with("INV", leaves);
  limit_fanout(design, "top", little_library());
  int inverters = 0;
  for (const auto& [net, count] : loads(design["modules"]["top"])) EXPECT_LE(count, kMaxFanout) << net;
  for (const Netlist& cell : design["modules"]["top"]["cells"]) inverters += cell["type"] == "INV" ? 1 : 0;
  EXPECT_EQ(inverters, leaves);
  EXPECT_EQ(buffers(design["modules"]["top"]), (kMaxFanout + 1) + 2);
}

TEST(Fanout, LeavesSmallNetsAndClocks) {
  Netlist design;
  design["modules"]["top"] = module_with("INV", kMaxFanout);
  limit_fanout(design, "top", little_library());
  EXPECT_EQ(buffers(design["modules"]["top"]), 0);
  design["modules"]["top"] = module_with("DFF", 100);
  limit_fanout(design, "top", little_library());
  EXPECT_EQ(buffers(design["modules"]["top"]), 0);
}

TEST(Fanout, CountsThePinsBehindAPort) {
  Netlist design;
  design["modules"]["child"] = module_with("INV", kMaxFanout - 1);
  Netlist top = module_with("INV", 0);
  for (int i = 0; i < 3; ++i) {
    top["cells"][fmt::format("u{}", i)] = {{"type", "child"},
                                           {"port_directions", {{"i", "input"}}},
                                           {"connections", {{"i", Netlist::array({2})}}}};
  }
  design["modules"]["top"] = top;
  limit_fanout(design, "top", little_library());
  EXPECT_EQ(buffers(design["modules"]["child"]), 0);
  EXPECT_EQ(buffers(design["modules"]["top"]), 3);
}

}  // namespace
}  // namespace fp8forge::synth
