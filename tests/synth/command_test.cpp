// fp8forge synth as a user runs it: exit status, messages, odd paths.
#include <gtest/gtest.h>

#include <algorithm>

#include "generator/base/process.hpp"
#include "synth/flow.hpp"
#include "tests/synth/gzip.hpp"
#include "tests/synth/tiny_bundle.hpp"

namespace fp8forge::synth {
namespace {

namespace fs = std::filesystem;

class Command : public testing::Test {
 protected:
  Command() : folder_(std::move(*TemporaryDirectory::create())) {
    write_tiny_bundle(path("bundle"), tiny_rtl("2'd0"));
  }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  ProcessResult run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {FP8FORGE_PROGRAM, "synth"});
    return *run_process(arguments);
  }

  // One line, exit status 2.
  void expect_refused(const std::vector<std::string>& arguments, const std::string& what) const {
    const ProcessResult result = run(arguments);
    EXPECT_EQ(result.exit_code, 2) << result.output;
    EXPECT_NE(result.output.find(what), std::string::npos) << result.output;
    EXPECT_EQ(std::count(result.output.begin(), result.output.end(), '\n'), 1) << result.output;
  }

  TemporaryDirectory folder_;
};

TEST_F(Command, TaxRefusesBadInput) {
  ASSERT_TRUE(write_file(path("mine/notes.txt"), "mine\n"));
  const auto expect_refused = [](std::vector<std::string> arguments, const std::string& what) {
    arguments.insert(arguments.begin(), {FP8FORGE_PROGRAM, "tax"});
    const ProcessResult result = *run_process(arguments);
    EXPECT_EQ(result.exit_code, 2) << result.output;
    EXPECT_NE(result.output.find(what), std::string::npos) << result.output;
    EXPECT_EQ(std::count(result.output.begin(), result.output.end(), '\n'), 1) << result.output;
  };
  expect_refused({"--rows", "0"}, "0 is out of range: --rows");
  expect_refused({"--cols", "257"}, "257 is out of range: --cols");
  expect_refused({"--liberty", path("none.lib")}, "the liberty file cannot be read");
  expect_refused({"--pareto=raw,fast"}, "unknown recipe 'fast': --pareto: one or more of map, nf, raw");
  expect_refused({"--out", path("mine")}, "is not an earlier result of tax");
  expect_refused({"--out", path("none/tax")}, "no such directory");
  EXPECT_EQ(*read_file(path("mine/notes.txt")), "mine\n");
}

TEST_F(Command, RefusesPowerWhereThereIsNone) {
  expect_refused({path("bundle"), "--flow", "ecp5", "--power"},
                 "power is that of a library's cells: --power");
  std::string text = *read_file(kDefaultLiberty);
  for (std::size_t at; (at = text.find("internal_power")) != std::string::npos;)
    text.replace(at, 14, "no_power");
  ASSERT_TRUE(write_file(path("bare.lib"), text));
  expect_refused({path("bundle"), "--power", "--liberty", path("bare.lib")},
                 "the library tells no energies (internal_power)");
}

TEST_F(Command, RefusesBadInput) {
  ASSERT_TRUE(write_file(path("empty.lib"), ""));
  ASSERT_TRUE(write_file(path("other.lib"), "hello\n"));
  const std::string bytes = gzipped(*read_file(kDefaultLiberty));
  ASSERT_TRUE(write_file(path("cut.lib.gz"), bytes.substr(0, bytes.size() / 2)));
  expect_refused({path("none")}, "no such bundle");
  expect_refused({path("bundle"), "--liberty", path("none.lib")}, "the liberty file cannot be read");
  expect_refused({path("bundle"), "--liberty", folder_.path()}, "the liberty file cannot be read");
  expect_refused({path("bundle"), "--liberty", path("empty.lib")}, "the liberty file is empty");
  expect_refused({path("bundle"), "--liberty", path("other.lib")}, "not a liberty file");
  expect_refused({path("bundle"), "--liberty", path("cut.lib.gz")}, "truncated or damaged");
  for (const char* period : {"0", "-1", "abc", "4ns", "nan", "inf", "1e9", " "}) {
    expect_refused({path("bundle"), std::string("--period=") + period}, "is not a clock period: --period");
  }
  expect_refused({path("bundle"), "--pareto=fast"}, "unknown recipe 'fast': --pareto");
  expect_refused({path("bundle"), "--json", path("none/x.json")}, "no such directory");
  expect_refused({path("bundle"), "--json", folder_.path()}, "is a directory");
  expect_refused({path("bundle"), "--json", path("bundle/manifest.json")}, "is a file of the bundle");
  expect_refused({path("bundle"), "--json", path("bundle/rtl/tiny_array.sv")}, "is a file of the bundle");
  for (const char* json : {"out", "out/x.json"}) {
    expect_refused({path("bundle"), "--json", path(json), "--out", path("out")},
                   "lies where --out puts its directory");
  }
  expect_refused({path("bundle"), "--out", path("none/out")}, "no such directory");
  expect_refused({path("bundle"), "--out", path("bundle")}, "exists and is not an earlier result of synth");
  EXPECT_TRUE(fs::exists(path("bundle/manifest.json")));
  expect_refused({path("bundle"), "--flow", "fpga"},
                 "unknown flow 'fpga': --flow: one of asic, ice40, ecp5, xilinx");
  expect_refused({path("bundle"), "--flow", "ice40", "--device", "hx9k"},
                 "unknown device 'hx9k': --device: one of hx8k, hx1k, lp8k, lp1k, up5k");
  expect_refused({path("bundle"), "--device", "hx8k"}, "a device belongs to --flow ice40");
  expect_refused({path("bundle"), "--flow", "ecp5", "--device", "hx8k"}, "a device belongs to --flow ice40");
  expect_refused({path("bundle"), "--flow", "ice40", "--liberty", kDefaultLiberty},
                 "an FPGA has no cell library");
  expect_refused({path("bundle"), "--flow", "ecp5", "--flatten"}, "an FPGA design is flat: --flatten");
  expect_refused({path("bundle"), "--flow", "ecp5", "--pareto"}, "recipes are for cell libraries: --pareto");
  expect_refused({path("bundle"), "--flow", "ecp5", "--stages"}, "are those of a library's cells: --stages");
  expect_refused({path("bundle"), "--flow", "xilinx", "--period", "5"}, "there are no times: --period");
}

TEST_F(Command, ReplacesNothingButItsOwnResults) {
  ASSERT_EQ(run({path("bundle"), "--out", path("out")}).exit_code, 0);
  ASSERT_EQ(run({path("bundle"), "--out", path("out")}).exit_code, 0);
  ASSERT_TRUE(write_file(path("out/notes.txt"), "mine"));
  expect_refused({path("bundle"), "--out", path("out")},
                 "holds a file that synth did not write, 'notes.txt'");
  EXPECT_TRUE(fs::exists(path("out/notes.txt")));
  expect_refused({path("bundle"), "--json", path("out/netlist.v")}, "is there already, and is no report");
  ASSERT_TRUE(write_file(path("settings.json"), R"({"mine": 1})"));
  expect_refused({path("bundle"), "--json", path("settings.json")}, "is there already, and is no report");

  ASSERT_TRUE(write_file(path("design/constraints.sdc"), "# mine"));
  ASSERT_TRUE(write_file(path("design/report.json"), "{}"));
  expect_refused({path("bundle"), "--out", path("design")}, "is not an earlier result of synth");
  EXPECT_EQ(*read_file(path("design/constraints.sdc")), "# mine");
}

TEST_F(Command, MapsToFpgas) {
  const ProcessResult placed =
      run({path("bundle"), "--flow", "ice40", "--out", path("out"), "--json", path("p.json")});
  EXPECT_EQ(placed.exit_code, 0) << placed.output;
  EXPECT_NE(placed.output.find("Fmax"), std::string::npos) << placed.output;
  EXPECT_EQ(*read_file(path("p.json")), *read_file(path("out/report.json")));
  EXPECT_EQ(run({path("bundle"), "--flow", "ice40", "--period", "1"}).exit_code, 1);
  const ProcessResult mapped = run({path("bundle"), "--flow", "ecp5", "--out", path("out")});
  EXPECT_EQ(mapped.exit_code, 0) << mapped.output;
  EXPECT_NE(mapped.output.find("not placed"), std::string::npos) << mapped.output;
  EXPECT_FALSE(fs::exists(path("out/place.log"))) << "of the run before";
}

TEST_F(Command, TellsTheMissingProgramsPackage) {
  const std::string program = FP8FORGE_PROGRAM;
  const ProcessResult result = *run_process({"env", "PATH=" + path(""), program, "synth", path("bundle")});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.output, "fp8forge: cannot run 'yosys': PATH: install the Debian package yosys\n");
}

TEST_F(Command, TakesOddPaths) {
  const fs::path odd = folder_.path() / "ünder a; [rm] \"$x\" 'y' {z}";
  fs::create_directories(odd / "tmp");
  fs::rename(path("bundle"), odd / "bundle");
  ASSERT_TRUE(write_file(odd / "cells.lib", gzipped(*read_file(kDefaultLiberty))));
  const ProcessResult result =
      *run_process({"env", "TMPDIR=" + (odd / "tmp").string(), FP8FORGE_PROGRAM, "synth",
                    (odd / "bundle").string(), "--liberty", (odd / "cells.lib").string(), "--json",
                    (odd / "a b.json").string(), "--out", (odd / "kept").string()});
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_NE(result.output.find("tiny_cell"), std::string::npos) << result.output;
  EXPECT_EQ(*read_file(odd / "a b.json"), *read_file(odd / "kept/report.json"));
  EXPECT_EQ(*read_file(odd / "kept/report.txt"), result.output);
  EXPECT_TRUE(fs::exists(odd / "kept/netlist.v"));
  EXPECT_TRUE(fs::is_empty(odd / "tmp")) << "intermediate files are removed";
}

TEST_F(Command, AMissedPeriodIsAFailedCheck) {
  const ProcessResult result = run({path("bundle"), "--period", "0.5", "--json", path("report.json")});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.output.find("missed"), std::string::npos) << result.output;
  const auto report = nlohmann::json::parse(*read_file(path("report.json")));
  EXPECT_NEAR(report["critical_path_ns"], report["pareto"].back()["delay_ns"], 0.001) << "the fastest";
}

}  // namespace
}  // namespace fp8forge::synth
