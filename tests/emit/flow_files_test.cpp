// The flow files as the tools take them: file list by Verilator and Icarus, constraints by OpenSTA.
#include "generator/emit/flow_files.hpp"

#include <gtest/gtest.h>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"
#include "generator/bundle/bundle.hpp"
#include "tests/emit/configurations.hpp"

namespace fp8forge {
namespace {

constexpr const char* kCells = "/usr/share/qflow/tech/osu018/osu018_stdcells.lib";

class FlowFiles : public testing::TestWithParam<NamedRequest> {
 protected:
  void write(const Request& request, std::optional<double> period) {
    auto made = TemporaryDirectory::create();
    ASSERT_TRUE(made);
    folder_.emplace(std::move(*made));
    top_ = request.prefix + top_name(request.unit);
    const Design design = design_of(request);
    const auto files = bundle_files(request, design, FP8FORGE_LIBRARY, period);
    ASSERT_TRUE(files);
    manifest_ = manifest_of(request, design, *files);
    all_ = *files;
    ASSERT_TRUE(write_bundle(manifest_, all_, dir(), false));
  }
  std::filesystem::path dir() const { return folder_->path() / "out"; }
  std::string text(const std::string& name) const { return *read_file(dir() / name); }
  void expect_silent(const std::vector<std::string>& command) const {
    const auto run = run_process(command, {dir(), {}});
    ASSERT_TRUE(run);
    EXPECT_EQ(run->exit_code, 0) << command[0];
    EXPECT_EQ(run->output, "") << command[0];
  }

  std::optional<TemporaryDirectory> folder_;
  std::string top_;
  nlohmann::ordered_json manifest_;
  std::vector<SourceFile> all_;
};

TEST_P(FlowFiles, TheFileListCompiles) {
  write(GetParam().request, {});
  expect_silent({"verilator", "--lint-only", "-Wall", "-f", top_ + ".f"});
  expect_silent({"iverilog", "-g2012", "-Wall", "-s", top_, "-o", "/dev/null", "-f", top_ + ".f"});
}

// Both are YAML; every file is named in compile order, every parameter with its default.
TEST_P(FlowFiles, TheCoreAndTheBenderManifestNameEveryFileInOrder) {
  write(GetParam().request, {});
  const std::string core = text(top_ + ".core"), bender = text("Bender.yml");
  EXPECT_TRUE(core.starts_with("CAPI=2:\nname: \"fp8forge:generated:" + top_ + ":"));
  EXPECT_TRUE(bender.starts_with("package:\n  name: " + top_ + "\n"));
  std::string in_core, in_bender;
  for (const auto& file : manifest_["files"]) {
    in_core += "      - " + file.get<std::string>() + "\n";
    in_bender += "  - " + file.get<std::string>() + "\n";
  }
  EXPECT_NE(core.find("    files:\n" + in_core + "    file_type: systemVerilogSource\n"), std::string::npos)
      << core;
  EXPECT_TRUE(bender.ends_with("sources:\n" + in_bender)) << bender;
  for (const auto& parameter : manifest_["parameters"]) {
    EXPECT_NE(core.find("  " + parameter["name"].get<std::string>() +
                        ":\n    datatype: int\n    default: " + parameter["value"].dump() + "\n"),
              std::string::npos)
        << core;
  }
}

INSTANTIATE_TEST_SUITE_P(Named, FlowFiles, testing::ValuesIn(named_requests()),
                         [](const auto& each) { return each.param.name; });

class FlowTiming : public FlowFiles {
 protected:
  // What OpenSTA says of the constraints on a small netlist of the unit.
  std::string timed() {
    std::string read = "read_verilog -sv";
    for (const auto& file : manifest_["files"]) read += " " + file.get<std::string>();
    expect_silent({"yosys", "-q", "-p",
                   read + "; synth -flatten -top " + top_ + "; dfflibmap -liberty " + kCells +
                       "; abc -liberty " + kCells + "; opt_clean; write_verilog -noattr netlist.v"});
    EXPECT_TRUE(write_file(
        dir() / "t.tcl", std::string("read_liberty ") + kCells + "\nread_verilog netlist.v\nlink_design " +
                             top_ + "\nread_sdc " + top_ +
                             ".sdc\nputs BEGIN\ncheck_setup -verbose\nputs [get_property [get_clocks clock] "
                             "period]\nputs END\n"));
    const auto run = run_process({"sta", "-no_splash", "-exit", "t.tcl"}, {dir(), {}});
    EXPECT_TRUE(run);
    EXPECT_EQ(run->output.find("arning: " + top_ + ".sdc"), std::string::npos) << run->output;
    const auto begin = run->output.find("BEGIN\n");
    return begin == std::string::npos ? run->output : run->output.substr(begin);
  }
};

TEST_F(FlowTiming, OpenStaReadsTheConstraintsOfAClockedUnit) {
  Request request = multiplier_request(kE4m3, kE4m3, kE4m3);
  request.stages = 1;
  write(request, 4.5);
  EXPECT_EQ(timed().substr(0, 11), "BEGIN\n4.500") << timed();
}

TEST_F(FlowTiming, OpenStaReadsTheConstraintsOfACombinationalUnit) {
  write(multiplier_request(kE4m3, kE4m3, kE4m3), {});
  EXPECT_EQ(timed().substr(0, 12), "BEGIN\n10.000") << timed();
}

// An edit of the constraints stops --force, and not the reader of the RTL.
TEST_F(FlowTiming, AnEditedFlowFileStopsForceOnly) {
  write(multiplier_request(kE4m3, kE4m3, kE4m3), {});
  EXPECT_TRUE(write_bundle(manifest_, all_, dir(), true));
  ASSERT_TRUE(write_file(dir() / "fp8_multiplier.sdc", "mine"));
  EXPECT_TRUE(load_bundle(dir()));
  EXPECT_FALSE(write_bundle(manifest_, all_, dir(), true));
}

}  // namespace
}  // namespace fp8forge
