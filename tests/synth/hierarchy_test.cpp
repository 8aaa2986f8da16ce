#include "synth/hierarchy.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "synth/inventory.hpp"

namespace fp8forge::synth {
namespace {

Netlist instance(const std::string& type) {
  return {{"type", type}, {"port_directions", Netlist::object()}, {"connections", Netlist::object()}};
}

Netlist module_of(const std::vector<std::string>& cell_types) {
  Netlist module{{"attributes", Netlist::object()},
                 {"ports", Netlist::object()},
                 {"cells", Netlist::object()},
                 {"netnames", Netlist::object()}};
  for (const std::string& type : cell_types) {
    module["cells"][fmt::format("u{}", module["cells"].size())] = instance(type);
  }
  return module;
}

bool is_kept(const Netlist& design, const std::string& module) {
  return design.at("modules").at(module).at("attributes").contains("keep_hierarchy");
}

TEST(Hierarchy, OpensStructureDownToClockedUnits) {
  Netlist design;
  design["modules"] = {{"top", module_of({"column", "column", "edge"})},
                       {"column", module_of({"cell", "cell", "$or"})},
                       {"cell", module_of({"product", "$dff"})},
                       {"product", module_of({"$mul"})},
                       {"edge", module_of({"decode", "pipe"})},
                       {"decode", module_of({"$and"})},
                       {"pipe", module_of({"$adffe"})}};
  EXPECT_TRUE(is_array(design, "top"));
  keep_boundaries(design, "top");
  EXPECT_TRUE(is_kept(design, "column"));
  EXPECT_TRUE(is_kept(design, "cell"));
  EXPECT_TRUE(is_kept(design, "edge"));
  EXPECT_FALSE(is_kept(design, "product"));
  EXPECT_FALSE(is_kept(design, "decode"));
  EXPECT_FALSE(is_kept(design, "pipe"));
}

TEST(Hierarchy, EveryModuleOfAnArraysInnermostCellIsApart) {
  Netlist design;
  design["modules"] = {{"top", module_of({"column", "column", "edge"})},
                       {"column", module_of({"outer_cell", "outer_cell"})},
                       {"outer_cell", module_of({"$paramod$cell"})},
                       {"$paramod$cell", module_of({"product", "$dff"})},
                       {"product", module_of({"$mul"})},
                       {"edge", module_of({"pipe"})},
                       {"pipe", module_of({"$adffe"})}};
  design["modules"]["$paramod$cell"]["attributes"]["hdlname"] = "\\mac_cell";
  const Netlist apart = every_module_apart(design, "top", "design");
  ASSERT_EQ(apart.at("modules").size(), 2u);
  EXPECT_EQ(source_name("design", apart.at("modules").at("design")), "mac_cell");
  EXPECT_FALSE(is_kept(apart, "design"));
  EXPECT_TRUE(is_kept(apart, "product"));
  EXPECT_EQ(every_module_apart(design, "edge", "design").at("modules").size(), 2u);
  design["modules"]["column"] = module_of({"outer_cell"});
  design["modules"]["top"] = module_of({"column", "edge"});
  EXPECT_EQ(every_module_apart(design, "top", "design").at("modules").size(), 2u);  // one cell only
}

TEST(Hierarchy, OnlyRepeatedClockedStructureMakesAnArray) {
  Netlist design;
  design["modules"] = {{"top", module_of({"cell", "pipe", "pipe", "decode", "decode"})},
                       {"cell", module_of({"product", "$dff"})},
                       {"product", module_of({"$mul"})},
                       {"decode", module_of({"product"})},
                       {"pipe", module_of({"$adffe"})}};
  EXPECT_FALSE(is_array(design, "top"));
  design["modules"]["outer"] = module_of({"top"});
  EXPECT_FALSE(is_array(design, "outer"));
  design["modules"]["top"]["cells"]["again"] = instance("cell");
  EXPECT_TRUE(is_array(design, "top"));
  EXPECT_TRUE(is_array(design, "outer"));
}

// A module y = a & b, z = a | b, and a top with two instances: one with b tied to 1 and z open, one with
// neither.
Netlist two_instances() {
  Netlist child = Netlist::parse(R"({"attributes": {"hdlname": "\\child"},
    "ports": {"a": {"direction": "input", "bits": [2]}, "b": {"direction": "input", "bits": [3]},
              "y": {"direction": "output", "bits": [4]}, "z": {"direction": "output", "bits": [5]}},
    "cells": {"and": {"type": "$and", "port_directions": {"A": "input", "B": "input", "Y": "output"},
                      "connections": {"A": [2], "B": [3], "Y": [4]}},
              "or": {"type": "$or", "port_directions": {"A": "input", "B": "input", "Y": "output"},
                     "connections": {"A": [2], "B": [3], "Y": [5]}}},
    "netnames": {"a": {"bits": [2]}, "b": {"bits": [3]}, "b_alias": {"bits": [3]}, "y": {"bits": [4]}, "z": {"bits": [5]}}})");
  Netlist top = Netlist::parse(R"({"attributes": {},
    "ports": {"i": {"direction": "input", "bits": [2, 3]}, "o": {"direction": "output", "bits": [4, 5, 6]}},
    "cells": {"u0": {"type": "$paramod\\child", "port_directions": {"a": "input", "b": "input", "y": "output", "z": "output"},
                     "connections": {"a": [2], "b": ["1"], "y": [4], "z": []}},
              "u1": {"type": "$paramod\\child", "port_directions": {"a": "input", "b": "input", "y": "output", "z": "output"},
                     "connections": {"a": [2], "b": [3], "y": [5], "z": [6]}}},
    "netnames": {}})");
  return {{"modules", {{"$paramod\\child", child}, {"top", top}}}};
}

TEST(Hierarchy, CarriesConstantsAndUnusedOutputsThroughBoundaries) {
  Netlist design = two_instances();
  specialise_boundaries(design, "top");
  const Netlist& modules = design["modules"];
  ASSERT_EQ(modules.size(), 3u);
  EXPECT_EQ(modules["top"]["cells"]["u0"]["type"], "child");
  EXPECT_EQ(modules["top"]["cells"]["u1"]["type"], "child_2");
  const Netlist& tied = modules["child"];
  EXPECT_EQ(tied["cells"]["and"]["connections"]["B"], Netlist::array({"1"}));
  EXPECT_EQ(tied["ports"]["b"]["bits"], Netlist::array({3})) << "the port itself must not be driven";
  EXPECT_EQ(tied["netnames"]["b"]["bits"], Netlist::array({3}));
  EXPECT_EQ(tied["netnames"]["b_alias"]["bits"], Netlist::array({"1"}));
  EXPECT_NE(tied["ports"]["z"]["bits"], Netlist::array({5})) << "an output that no one uses loses its driver";
  EXPECT_EQ(tied["ports"]["y"]["bits"], Netlist::array({4}));
  EXPECT_EQ(modules["child_2"]["cells"]["and"]["connections"]["B"], Netlist::array({3}));
  EXPECT_EQ(modules["child_2"]["ports"]["z"]["bits"], Netlist::array({5}));
}

TEST(Inventory, CountsVariantsOfASourceTogether) {
  Liberty liberty;
  liberty.cells = {{"NAND", {2.5, false, "", {}}}, {"DFF", {10, true, "D", {}}}};
  Netlist design;
  // The frame has no gates of its own, and so no row.
  design["modules"] = {{"top", module_of({"frame", "cell_2", "NAND"})},
                       {"frame", module_of({"cell", "cell"})},
                       {"cell", module_of({"NAND", "NAND", "DFF"})},
                       {"cell_2", module_of({"NAND", "$_DLATCH_P_"})}};
  design["modules"]["cell_2"]["attributes"]["hdlname"] = "cell";
  const Inventory inventory = take_inventory(design, "top", liberty);
  ASSERT_EQ(inventory.rows.size(), 2u);
  EXPECT_EQ(inventory.rows[0], (ModuleRow{"cell", 3, 7, 2, 5 * 2.5 + 20, 20}));
  EXPECT_EQ(inventory.rows[1], (ModuleRow{"top", 1, 1, 0, 2.5}));
  EXPECT_EQ(inventory.unmapped, (std::map<std::string, long>{{"$_DLATCH_P_", 1}}));
}

}  // namespace
}  // namespace fp8forge::synth
