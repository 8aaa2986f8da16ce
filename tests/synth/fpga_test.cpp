#include "synth/fpga.hpp"

#include <gtest/gtest.h>

#include "generator/base/files.hpp"
#include "tests/synth/tiny_bundle.hpp"

namespace fp8forge::synth {
namespace {

namespace fs = std::filesystem;

const FpgaFamily& family(std::string_view name) {
  for (const FpgaFamily& family : kFpgaFamilies) {
    if (family.name == name) return family;
  }
  throw std::invalid_argument(std::string(name));
}

class Fpga : public testing::Test {
 protected:
  Fpga() : folder_(std::move(*TemporaryDirectory::create())) {
    write_tiny_bundle(folder_.path() / "bundle", tiny_rtl("2'd0"));
  }

  FpgaReport report_of(std::string_view name, const Options& options = {},
                       const Ice40Device& device = kIce40Devices[0]) {
    const Result<FpgaReport> report =
        synthesise_fpga(*load_bundle(folder_.path() / "bundle"), family(name), device, options);
    EXPECT_TRUE(report) << report.error().what << ": " << report.error().where;
    return report ? *report : FpgaReport{};
  }

  TemporaryDirectory folder_;
};

TEST_F(Fpga, CountsTheUnitAloneInEveryFamily) {
  for (const FpgaFamily& each : kFpgaFamilies) {
    const FpgaReport report = report_of(each.name);
    // Both cells have the same b, which is held once where the hierarchy is flattened.
    EXPECT_EQ(report.cells.flip_flops, kTinyFlipFlops - 4) << each.name;
    EXPECT_GT(report.cells.luts, 0) << each.name;
    EXPECT_GT(report.cells.carries, 0) << each.name;
    EXPECT_EQ(report.cells.others, 0) << each.name;
    EXPECT_EQ(report.placement.has_value(), each.is_placed) << each.name;
  }
}

TEST_F(Fpga, PlacesAndTimesBetweenRegisters) {
  const fs::path out = folder_.path() / "out";
  fs::create_directory(out);
  const FpgaReport report = report_of("ice40", {std::nullopt, out, {}});
  ASSERT_TRUE(report.placement);
  // A multiplication of 4 bits and an addition of 12: some levels, and well above 10 and below 1000 MHz.
  EXPECT_GT(report.placement->levels, 3);
  EXPECT_GT(report.placement->fmax_mhz(), 10);
  EXPECT_LT(report.placement->fmax_mhz(), 500);
  EXPECT_LT(report.placement->routing_ns, report.placement->period_ns);
  EXPECT_GT(report.placement->logic_cells, report.cells.luts);
  // nextpnr's own figure.
  const std::string log = *read_file(out / "place.log");
  EXPECT_NE(log.find(fmt::format("{:.2f} MHz", report.placement->fmax_mhz())), std::string::npos) << log;
  for (const char* file : kKeptFpgaFiles) EXPECT_TRUE(fs::exists(out / file)) << file;
  EXPECT_TRUE(is_fpga_report(*read_file(out / "report.json")));
}

TEST_F(Fpga, AMissedPeriodIsMissed) {
  const FpgaReport missed = report_of("ice40", {1.0, std::nullopt, {}});
  EXPECT_FALSE(missed.meets_period());
  EXPECT_LT(*missed.slack_ns(), 0);
  EXPECT_TRUE(report_of("ice40", {100.0, std::nullopt, {}}).meets_period());
}

TEST_F(Fpga, ADeviceThatIsTooSmallIsTold) {
  const Ice40Device small{"hx1k", "tq144", "hx", 40, false};
  const FpgaReport report = report_of("ice40", {}, small);
  EXPECT_FALSE(report.placement);
  EXPECT_NE(report.not_placed.find("hx1k has 40"), std::string::npos) << report.not_placed;
  EXPECT_NE(to_table(report).find("not placed: it needs"), std::string::npos);
  EXPECT_GT(report.cells.luts, 0);
  EXPECT_TRUE(report.meets_period());
  EXPECT_FALSE(report_of("ice40", {100.0, std::nullopt, {}}, small).meets_period());
}

TEST(FpgaCells, AreCountedByWhatTheyAre) {
  Netlist design;
  int number = 0;
  for (const char* type : {"SB_LUT4", "SB_DFFESR", "SB_CARRY", "SB_MAC16", "LUT6", "FDCE", "CARRY4",
                           "DSP48E1", "MUXF7", "SRL16E", "CCU2C", "TRELLIS_FF", "MULT18X18D", "SOMETHING"}) {
    design["modules"]["top"]["cells"][std::to_string(number++)]["type"] = type;
  }
  EXPECT_EQ(count_fpga_cells(design, "top"), (FpgaCells{2, 3, 3, 1, 3, 1, 1}));
}

}  // namespace
}  // namespace fp8forge::synth
