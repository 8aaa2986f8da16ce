#include "synth/composition.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "synth/inventory.hpp"

namespace fp8forge::synth {
namespace {

// `count` delays of one source, delay i of 4 i + 1 registers, in a top that has one of each.
Netlist delays(int count) {
  Netlist design;
  Netlist top{{"attributes", Netlist::object()}, {"ports", Netlist::object()}, {"cells", Netlist::object()}};
  for (int i = 0; i < count; ++i) {
    const std::string name = fmt::format("delay_{}", i);
    top["cells"]["u" + name] = {{"type", name}, {"connections", Netlist::object()}};
    Netlist module{{"attributes", {{"hdlname", "delay"}}}, {"ports", Netlist::object()}};
    for (int r = 0; r < 4 * i + 1; ++r) {
      module["cells"][fmt::format("r{}", r)] = {{"type", "DFF"},
                                                {"connections", {{"Q", Netlist::array({r + 2})}}}};
    }
    design["modules"][name] = module;
  }
  design["modules"]["top"] = top;
  return design;
}

Liberty little_library() {
  Liberty liberty;
  liberty.cells = {{"DFF", {10, true, "D", {"Q"}}}};
  return liberty;
}

TEST(Composition, CountsWhatItDoesNotMap) {
  constexpr int kCount = 100;
  Netlist design = delays(kCount);
  const ModuleRow whole = take_inventory(design, "top", little_library()).rows.front();
  ASSERT_TRUE(compose(design));
  EXPECT_EQ(design["modules"].size(), 6u);
  const ModuleRow composed = take_inventory(design, "top", little_library()).rows.front();
  EXPECT_EQ(composed.instances, kCount);
  EXPECT_EQ(composed.flip_flops, whole.flip_flops);
  EXPECT_EQ(composed.cells, whole.cells);
  EXPECT_NEAR(composed.area, whole.area, 0.01);
}

TEST(Composition, LeavesSmallArraysAsTheyAre) {
  Netlist design = delays(kMappedVariants);
  EXPECT_FALSE(compose(design));
  EXPECT_EQ(design, delays(kMappedVariants));
  Netlist others = delays(kMappedVariants + 1);
  others["modules"]["delay_3"]["ports"]["extra"] = {{"direction", "input"}, {"bits", Netlist::array({99})}};
  EXPECT_FALSE(compose(others)) << "other ports cannot be stood in for";
}

}  // namespace
}  // namespace fp8forge::synth
