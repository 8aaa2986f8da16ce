#include "synth/report.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "generator/base/files.hpp"
#include "synth/datasheet.hpp"

namespace fp8forge::synth {
namespace {

Report example() {
  Report report;
  report.unit = "array";
  report.top = "fp8_array";
  report.library = "little";
  report.library_sha256 = "00ff";
  report.yosys = "Yosys 0.23";
  report.opensta = "OpenSTA 2.0.17";
  report.pareto = {{"rs2", 1000000, 1800000, 5}, {"raw", 4600, 2000000.25, 4}, {"if6", 1, 2400000, 3.9}};
  report.chosen = report.pareto[1];
  report.modules = {{"fp8_mac_cell", 64, 60176, 3712, 1500000.25}, {"fp8_array", 1, 659, 6, 500000}};
  report.timing = Timing{"aclk",
                         4,
                         {{"u/q_reg/CLK", "DFF", 0, 0, true},
                          {"u/q_reg/Q", "DFF", 0.5, 0.5, false},
                          {"u/g/Y", "NAND2", 3.25, 3.75, true},
                          {"u/r_reg/D", "DFF", 0, 3.75, true}}};
  report.period_ns = 4.5;
  return report;
}

TEST(Report, TableForPeople) {
  EXPECT_EQ(to_table(example()),
            R"(fp8_array (array) in little: Yosys 0.23, OpenSTA 2.0.17

         area  delay ns    area x delay   recipe target ps
    1800000.0     5.000       9000000.0   rs2      1000000   least area
    2000000.2     4.000       8000001.0   raw         4600   least area x delay, the netlist below
    2400000.0     3.900       9360000.0   if6            1   least delay

module       instances     cells flip-flops          area   share
fp8_mac_cell       x64     60176       3712     1500000.2  75.0 %
fp8_array           x1       659          6      500000.0  25.0 %
all                        60835       3718     2000000.2 100.0 %

critical path 4.000 ns, Fmax 250.0 MHz
period 4.500 ns: slack 0.500 ns, met

delay ns    at ns   cell  pin
   0.000    0.000 ^ DFF   u/q_reg/CLK
   0.500    0.500 v DFF   u/q_reg/Q
   3.250    3.750 ^ NAND2 u/g/Y
   0.000    3.750 ^ DFF   u/r_reg/D
   0.250    4.000         setup
)");
}

TEST(Report, CombinationalAndMissed) {
  Report report = example();
  report.timing->clock = "";
  report.period_ns = 3.5;
  const std::string table = to_table(report);
  EXPECT_NE(table.find("Fmax 250.0 MHz with registers around it\n"), std::string::npos) << table;
  EXPECT_NE(table.find("period 3.500 ns: slack -0.500 ns, missed\n"), std::string::npos) << table;
  EXPECT_FALSE(report.meets_period());
  report.power = Power{.period_ns = 3.5, .is_of_results = true};
  EXPECT_NE(to_table(report).find("The netlist misses this period"), std::string::npos);
  EXPECT_TRUE(to_json(report)["power"].contains("result_pj"));
  report.timing.reset();
  EXPECT_TRUE(report.meets_period());
  EXPECT_NE(to_table(report).find("nothing to time"), std::string::npos);
}

TEST(Report, StagesWhereMeasured) {
  Report report = example();
  EXPECT_EQ(to_table(report).find("stage"), std::string::npos);
  EXPECT_FALSE(to_json(report).contains("stages"));
  report.stages = Stages{"fp8_mac_cell", {{"registers", 100}, {"align", 0}, {"add", 300.5}}};
  const std::string table = to_table(report);
  EXPECT_TRUE(table.ends_with(R"(
stage              area   share   of fp8_mac_cell, every module mapped apart, raw at target 1 ps
registers         100.0  25.0 %
add               300.5  75.0 %
all               400.5 100.0 %
)")) << table;
  EXPECT_EQ(to_json(report)["stages"][2]["area"], 300.5);
  EXPECT_EQ(to_json(report)["stages_of"], "fp8_mac_cell");
}

TEST(Report, StageOfAModule) {
  EXPECT_EQ(stage_of("fp8_product"), "multiply");
  EXPECT_EQ(stage_of("left_fp8_decode_e4m3"), "unpack");
  EXPECT_EQ(stage_of("int8_cell"), "add");
  EXPECT_EQ(stage_of("fp8_array_cell"), "other");
  EXPECT_EQ(stage_of("fp8_adder"), "other");
  EXPECT_EQ(stage_of("tiny_product"), "other");
}

// A new module of the RTL is to be given a stage, or to be named here.
TEST(Report, EveryModuleOfTheRtlHasAStage) {
  std::set<std::string> others;
  for (const auto& file : std::filesystem::directory_iterator(*data_directory() / "rtl")) {
    const std::string module = file.path().stem();
    if (file.path().extension() == ".sv" && stage_of(module) == "other") others.insert(module);
  }
  EXPECT_EQ(others,
            (std::set<std::string>{
                "fp8_amax", "fp8_array_addend", "fp8_array_column", "fp8_array_counters",
                "fp8_array_row_edge", "fp8_array_row_stages", "fp8_array_sequencer", "fp8_array_tile_user",
                "fp8_axi_lite", "fp8_handshake", "fp8_stationary_column", "fp8_stationary_column_edge",
                "fp8_stationary_keeper", "fp8_stationary_memory", "fp8_stationary_row_edge",
                "fp8_stationary_sequencer", "fp8_stationary_wave", "fp8_stream_fifo"}));
}

TEST(Report, FillsADatasheetsLastSection) {
  const std::string filled =
      with_figures("# fp8_array\n\n## Area and clock\n\nNot synthesised here.\n", example());
  EXPECT_EQ(filled, R"(# fp8_array

## Area and clock

| figure | value |
|---|---|
| cell library | little |
| area, in its unit (µm² in osu018 and sky130) | 2000000.2 |
| cells | 60835, of them 3718 flip-flops |
| shortest clock period | 4.000 ns, 250.0 MHz |
| asked period | 4.500 ns, met |
| made by | Yosys 0.23, OpenSTA 2.0.17 |

Before layout: no wire is loaded, the clock is ideal.
)");
  EXPECT_EQ(with_figures(filled, example()), filled);
  EXPECT_TRUE(with_figures("# other\n", example()).starts_with("# other\n\n## Area and clock\n"));
  Report combinational = example();
  combinational.timing->clock = "";
  combinational.period_ns.reset();
  const std::string text = with_figures(filled, combinational);
  EXPECT_NE(text.find("250.0 MHz, with registers around the unit |"), std::string::npos) << text;
  EXPECT_EQ(text.find("asked period"), std::string::npos);
}

TEST(Report, JsonForPrograms) {
  const nlohmann::ordered_json json = to_json(example());
  EXPECT_EQ(json.at("area"), 2000000.25);
  EXPECT_EQ(json.at("recipe"), "raw");
  EXPECT_EQ(json.at("target_ps"), 4600);
  EXPECT_EQ(json.at("pareto").size(), 3u);
  EXPECT_EQ(json.at("pareto").at(2).at("area"), 2400000.0);
  EXPECT_EQ(json.at("pareto").at(2).at("delay_ns"), 3.9);
  EXPECT_EQ(json.at("pareto").at(2).at("recipe"), "if6");
  EXPECT_EQ(json.at("cells"), 60835);
  EXPECT_EQ(json.at("flip_flops"), 3718);
  EXPECT_EQ(json.at("clock"), "aclk");
  EXPECT_EQ(json.at("critical_path_ns"), 4.0);
  EXPECT_EQ(json.at("fmax_mhz"), 250.0);
  EXPECT_EQ(json.at("slack_ns"), 0.5);
  EXPECT_EQ(json.at("modules").at(0).at("share"), 0.75);
  EXPECT_EQ(json.at("modules").at(0).at("instances"), 64);
  EXPECT_EQ(json.at("path").at(1).at("edge"), "fall");
  Report report = example();
  report.period_ns.reset();
  EXPECT_TRUE(to_json(report).at("slack_ns").is_null());
}

}  // namespace
}  // namespace fp8forge::synth
