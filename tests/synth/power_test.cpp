// Power: toggles against hand counts, energy against OpenSTA's formula, and what changes it.
#include "synth/power.hpp"

#include <gtest/gtest.h>

#include "generator/base/process.hpp"
#include "sim/golden/golden.hpp"
#include "synth/flow.hpp"
#include "tests/synth/tiny_bundle.hpp"

namespace fp8forge::synth {
namespace {

using nlohmann::json;

json gate(const char* type, json connections) {
  return {{"type", type}, {"connections", std::move(connections)}};
}

json design(json ports, json cells) {
  return {
      {"modules",
       {{"top", {{"ports", std::move(ports)}, {"cells", std::move(cells)}, {"netnames", json::object()}}}}}};
}

// Bits of a counter: bit 0 changes in every cycle, bit 1 in every second one.
TEST(Simulation, CountsACountersToggles) {
  const json ports = {{"clk_i", {{"bits", {2}}}}, {"rst_ni", {{"bits", {3}}}}};
  const json cells = {{"not", gate("$_NOT_", {{"A", {4}}, {"Y", {5}}})},
                      {"xor", gate("$_XOR_", {{"A", {4}}, {"B", {6}}, {"Y", {7}}})},
                      {"q0", gate("$_DFF_PN0_", {{"C", {2}}, {"R", {3}}, {"D", {5}}, {"Q", {4}}})},
                      {"q1", gate("$_DFF_PN0_", {{"C", {2}}, {"R", {3}}, {"D", {7}}, {"Q", {6}}})}};
  Result<Simulation> simulation = Simulation::create(design(ports, cells), "top", "clk_i");
  ASSERT_TRUE(simulation);
  simulation->settle();
  for (int i = 0; i < 3; ++i) simulation->clock(), simulation->settle();
  EXPECT_EQ(simulation->word(4), 0U) << "held in reset";
  simulation->word(3) = ~std::uint64_t{0};
  simulation->settle();
  simulation->clear_toggles();
  for (int i = 0; i < 20; ++i) simulation->clock(), simulation->settle();
  EXPECT_EQ(simulation->toggles(4), 20U * kRuns);
  EXPECT_EQ(simulation->toggles(5), 20U * kRuns);
  EXPECT_EQ(simulation->toggles(6), 10U * kRuns);
  EXPECT_EQ(simulation->toggles(7), 10U * kRuns);
  EXPECT_EQ(simulation->toggles(3), 0U);
}

TEST(Simulation, RunsAreApart) {
  const json ports = {{"a", {{"bits", {2}}}}};
  Result<Simulation> simulation =
      Simulation::create(design(ports, {{"not", gate("$_NOT_", {{"A", {2}}, {"Y", {3}}})}}), "top", "");
  ASSERT_TRUE(simulation);
  simulation->settle();
  simulation->clear_toggles();
  simulation->word(2) = 0b101;
  simulation->settle();
  EXPECT_EQ(simulation->word(3), ~std::uint64_t{0b101});
  EXPECT_EQ(simulation->toggles(3), 2U);
}

TEST(Simulation, RefusesLoopsAndOtherCells) {
  const json loop = {{"not", gate("$_NOT_", {{"A", {2}}, {"Y", {2}}})}};
  EXPECT_FALSE(Simulation::create(design(json::object(), loop), "top", ""));
  const json other = {{"latch", gate("$_DLATCH_P_", {{"D", {2}}, {"E", {3}}, {"Q", {4}}})}};
  EXPECT_FALSE(Simulation::create(design(json::object(), other), "top", ""));
}

// What is counted is what the unit does: every pair of operands, against the golden model.
TEST(Simulation, OfAMultiplierMultiplies) {
  const TemporaryDirectory folder = std::move(*TemporaryDirectory::create());
  const std::string out = folder.path() / "bundle", file = folder.path() / "gates.json";
  ASSERT_EQ(run_process({FP8FORGE_PROGRAM, "generate", "multiplier", "--b", "e5m2", "--out", out})->exit_code,
            0);
  std::string script = "read_verilog -sv";
  for (const std::filesystem::path& path : load_bundle(out)->paths()) script += " " + path.string();
  script += "; synth -flatten -top fp8_multiplier; write_json " + file;
  ASSERT_EQ(run_process({"yosys", "-q", "-p", script})->exit_code, 0);
  const json gates = json::parse(*read_file(file));
  Result<Simulation> simulation = Simulation::create(gates, "fp8_multiplier", "");
  ASSERT_TRUE(simulation) << simulation.error().what;
  const json& ports = gates.at("modules").at("fp8_multiplier").at("ports");
  const golden::Target to{kE4m3, Rounding::kRne, Overflow::kSaturate};
  for (std::uint32_t first = 0; first < 65536; first += kRuns) {
    for (std::uint32_t bit = 0; bit < 8; ++bit) {
      std::uint64_t a = 0, b = 0;
      for (std::uint32_t run = 0; run < kRuns; ++run) {
        a |= std::uint64_t{(first + run) >> bit & 1} << run;
        b |= std::uint64_t{(first + run) >> (8 + bit) & 1} << run;
      }
      simulation->word(ports.at("a_i").at("bits").at(bit)) = a;
      simulation->word(ports.at("b_i").at("bits").at(bit)) = b;
    }
    simulation->settle();
    for (std::uint32_t run = 0; run < kRuns; ++run) {
      std::uint32_t code = 0;
      for (std::uint32_t bit = 0; bit < 8; ++bit) {
        const std::uint64_t word = simulation->word(ports.at("result_o").at("bits").at(bit));
        code |= static_cast<std::uint32_t>(word >> run & 1) << bit;
      }
      const std::uint32_t a = (first + run) & 0xFF, b = (first + run) >> 8;
      ASSERT_EQ(code, golden::mul(kE4m3, kE5m2, to, a, b)) << a << " * " << b;
    }
  }
}

class PowerOf : public testing::Test {
 protected:
  PowerOf() : folder_(std::move(*TemporaryDirectory::create())), liberty_(*read_liberty(kDefaultLiberty)) {}

  Bundle bundle() {
    write_tiny_bundle(folder_.path() / "bundle", "module top; endmodule\n", "top");
    Bundle bundle = *load_bundle(folder_.path() / "bundle");
    bundle.unit = "multiplier";
    bundle.manifest["request"] = {{"a", "e4m3"}};
    return bundle;
  }

  // Of a netlist whose input a_i is an e4m3 operand.
  Power power_of(const json& cells, Operands operands) {
    json bits = json::array();
    for (int i = 2; i < 10; ++i) bits.push_back(i);
    const json outputs = {20};
    const json netlist = {{"modules",
                           {{"top",
                             {{"attributes", json::object()},
                              {"ports",
                               {{"a_i", {{"direction", "input"}, {"bits", bits}}},
                                {"y_o", {{"direction", "output"}, {"bits", outputs}}}}},
                              {"cells", cells},
                              {"netnames", json::object()}}}}}};
    const Bundle with = bundle();
    const Workspace workspace = std::move(*Workspace::create(with));
    EXPECT_TRUE(workspace.put("chosen.json", netlist.dump()));
    EXPECT_TRUE(workspace.put("usable.lib", liberty_.text));
    const TimedPorts ports{"", "", {"a_i"}, {"y_o"}};
    Result<Power> power = measure_power(workspace, with, liberty_, ports, "chosen", 10, operands);
    EXPECT_TRUE(power) << power.error().what << ": " << power.error().where;
    return power ? *power : Power{};
  }

  static json inverter(const char* input, int a, int y) {
    return {{"type", "INVX1"},
            {"hide_name", 0},
            {"attributes", json::object()},
            {"parameters", json::object()},
            {"port_directions", {{"A", "input"}, {"Y", "output"}}},
            {"connections", {{input, {a}}, {"Y", {y}}}}};
  }

  TemporaryDirectory folder_;
  Liberty liberty_;
};

// The sign of a normal number is 1 in half of the cases, so the inverters change in half of the cycles. The
// first drives the second's pin A, at 1.8 V:
// 1/2 * C * V^2 * changes / period, C = 0.00932456 pF.
TEST_F(PowerOf, OneNetsSwitchingIsThatOfItsCapacitance) {
  const Power power =
      power_of({{"first", inverter("A", 9, 19)}, {"second", inverter("A", 19, 20)}}, Operands::kNormal);
  const double full_w = 0.5 * 0.00932456e-12 * 1.8 * 1.8 / 10e-9;
  EXPECT_NEAR(power.combinational.switching_w, full_w * 0.5, full_w * 0.01);
  EXPECT_GT(power.combinational.internal_w, 0);
  EXPECT_EQ(power.sequential.total_w(), 0);
  EXPECT_NEAR(power.combinational.leakage_w, 2 * 2.217410e-11, 1e-16);
  EXPECT_EQ(power.products, 1);
  EXPECT_EQ(power.cycles, 256);
}

TEST_F(PowerOf, WithoutChangesOnlyLeakageIsLeft) {
  const Power power =
      power_of({{"first", inverter("A", 9, 19)}, {"second", inverter("A", 19, 20)}}, Operands::kZero);
  EXPECT_EQ(power.combinational.switching_w, 0);
  EXPECT_EQ(power.combinational.internal_w, 0);
  EXPECT_GT(power.combinational.leakage_w, 0);
}

TEST_F(PowerOf, ALibraryWithoutEnergiesIsRefused) {
  Liberty bare = liberty_;
  for (std::size_t at; (at = bare.text.find("internal_power")) != std::string::npos;)
    bare.text.replace(at, 14, "no_power");
  const Status status = check_power(bundle(), bare);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().what, "the library tells no energies (internal_power)");
  EXPECT_TRUE(check_power(bundle(), liberty_));
}

TEST_F(PowerOf, ALargeArrayIsRefused) {
  Bundle large = bundle();
  large.manifest["request"] = {{"rows", 4}, {"cols", 17}};
  const Status status = check_power(large, liberty_);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().what, "power is that of arrays of 16 x 16 at most");
}

}  // namespace
}  // namespace fp8forge::synth
