#include "synth/timing_view.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace fp8forge::synth {
namespace {

Liberty little_library() {
  Liberty liberty;
  liberty.cells = {
      {"INV", {1, false, "", {"Y"}}}, {"AND", {2, false, "", {"Y"}}}, {"DFF", {9, true, "D", {"Q"}}}};
  return liberty;
}

// A register of two inputs, of which an inverter and an AND gate make one: q <= !a & b.
Netlist cell_module() {
  return Netlist::parse(R"({"attributes": {}, "netnames": {}, "ports": {
    "clk": {"direction": "input", "bits": [2]}, "a": {"direction": "input", "bits": [3]},
    "b": {"direction": "input", "bits": [4]}, "q": {"direction": "output", "bits": [5]}}, "cells": {
    "i": {"type": "INV", "port_directions": {}, "connections": {"A": [3], "Y": [6]}},
    "n": {"type": "AND", "port_directions": {}, "connections": {"A": [6], "B": [4], "Y": [7]}},
    "r": {"type": "DFF", "port_directions": {}, "connections": {"C": [2], "D": [7], "Q": [5]}}}})");
}

// `count` cells; a is broadcast from a port, and b of each but the first is q of the one before.
Netlist chain(int count) {
  Netlist design;
  Netlist top = Netlist::parse(R"({"attributes": {}, "netnames": {}, "cells": {}, "ports": {
    "clk": {"direction": "input", "bits": [2]}, "a": {"direction": "input", "bits": [3]},
    "b": {"direction": "input", "bits": [4]}}})");
  for (int i = 0; i < count; ++i) {
    Netlist cell = Netlist::parse(R"({"type": "cell", "port_directions":
      {"clk": "input", "a": "input", "b": "input", "q": "output"}, "connections": {"clk": [2], "a": [3]}})");
    cell["connections"]["b"] = Netlist::array({4 + i});
    cell["connections"]["q"] = Netlist::array({5 + i});
    top["cells"][fmt::format("u{}", i)] = cell;
  }
  design["modules"] = {{"top", top}, {"cell", cell_module()}};
  return design;
}

TEST(TimingView, HoldsTheFirstTheLastAndWhatTheyDrive) {
  const Netlist view = timing_view(chain(8), "top", little_library(), 2);
  const Netlist& cells = view.at("modules").at("top").at("cells");
  EXPECT_EQ(cells.at("u0").at("type"), "cell");
  EXPECT_EQ(cells.at("u7").at("type"), "cell");
  EXPECT_EQ(view.at("modules").at("cell"), cell_module());

  // The second is driven by the first at b, and by a port at a: it loads both, and drives nothing.
  const std::string second = cells.at("u1").at("type");
  const Netlist& loads = view.at("modules").at(second).at("cells");
  EXPECT_EQ(loads.size(), 2u);
  EXPECT_EQ(loads.at("i").at("connections"), Netlist::parse(R"({"A": [3]})"));
  EXPECT_EQ(loads.at("n").at("connections"), Netlist::parse(R"({"B": [4]})"));
  EXPECT_FALSE(cells.at("u1").at("connections").contains("q"));

  // Those between load the port only, by a module that they share.
  const std::string third = cells.at("u2").at("type");
  EXPECT_NE(third, second);
  EXPECT_EQ(cells.at("u5").at("type"), third);
  EXPECT_EQ(view.at("modules").at(third).at("cells").size(), 1u);
  EXPECT_FALSE(cells.at("u5").at("connections").contains("b"));
}

TEST(TimingView, LeavesOutWhatLoadsNothingTimed) {
  Netlist design = chain(8);
  for (Netlist& cell : design["modules"]["top"]["cells"]) cell["connections"]["a"] = Netlist::array({"0"});
  const Netlist view = timing_view(design, "top", little_library(), 2);
  const Netlist& cells = view.at("modules").at("top").at("cells");
  EXPECT_EQ(cells.size(), 3u) << "a clock is ideal, so that its loads do not matter";
  EXPECT_TRUE(cells.contains("u0") && cells.contains("u1") && cells.contains("u7"));
}

// A buffer before the instances from the fourth on: it loads the port, which is as much as a timed path sees
// of it.
TEST(TimingView, LeavesOutWhatNoTimedPathLeadsTo) {
  Netlist design = chain(8);
  Netlist& all = design["modules"]["top"]["cells"];
  all["n"] =
      Netlist::parse(R"({"type": "INV", "port_directions": {}, "connections": {"A": [3], "Y": [90]}})");
  for (const char* name : {"u3", "u4", "u5"}) all[name]["connections"]["a"] = Netlist::array({90});
  const Netlist view = timing_view(design, "top", little_library(), 2);
  const Netlist& cells = view.at("modules").at("top").at("cells");
  EXPECT_TRUE(cells.contains("n"));
  EXPECT_TRUE(cells.contains("u2") && cells.contains("u6")) << "they load the port";
  EXPECT_FALSE(cells.contains("u3") || cells.contains("u4") || cells.contains("u5"));
}

TEST(TimingView, OfFewInstancesIsTheWhole) {
  EXPECT_EQ(timing_view(chain(3), "top", little_library(), 3).at("modules").at("top"),
            chain(3).at("modules").at("top"));
}

}  // namespace
}  // namespace fp8forge::synth
