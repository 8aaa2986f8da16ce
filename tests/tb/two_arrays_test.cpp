// Two arrays that differ in everything, in one design: with prefixes their modules do not meet.
#include <gtest/gtest.h>

#include "generator/bundle/bundle.hpp"
#include "tests/emit/lint_tools.hpp"
#include "tests/tb/vectors.hpp"

namespace fp8forge::testing_tb {
namespace {

namespace fs = std::filesystem;

const Words kOne = {"array", "--rows", "4", "--cols", "3", "--max-terms", "64"};
const Words kOther = {"array",  "--a",    "e5m2",       "--b",     "e4m3,e5m2",   "--to",
                      "e5m2",   "--keep", "--rounding", "runtime", "--max-terms", "20",
                      "--rows", "2",      "--cols",     "5",       "--nan-e5m2",  "7e"};

Words with_prefix(Words words, const std::string& prefix) {
  if (!prefix.empty()) words.insert(words.end(), {"--prefix", prefix});
  return words;
}

// Both bundles, and a top that has one of each.
class TwoArrays {
 public:
  explicit TwoArrays(const std::string& prefix_of_one, const std::string& prefix_of_other)
      : one_(with_prefix(kOne, prefix_of_one)), other_(with_prefix(kOther, prefix_of_other)) {
    std::string ports = "  input logic aclk,\n  input logic aresetn";
    std::string instances;
    for (const Vectors* each : {&one_, &other_}) {
      const auto bundle = load_bundle(each->bundle());
      EXPECT_TRUE(bundle);
      const std::string name = each == &one_ ? "one" : "other";
      std::string connections;
      for (const nlohmann::json& port : bundle->manifest["ports"]) {
        const std::string port_name = port["name"];
        const bool is_common = port_name == "aclk" || port_name == "aresetn";
        const std::string outside = is_common ? port_name : name + "_" + port_name;
        connections += (connections.empty() ? "" : ", ") + fmt::format(".{} ({})", port_name, outside);
        if (is_common) continue;
        ports += fmt::format(",\n  {} logic [{}:0] {}", port["direction"].get<std::string>(),
                             port["width"].get<int>() - 1, outside);
      }
      instances += fmt::format("  {} u_{} ({});\n", bundle->top, name, connections);
      for (const std::string& file : bundle->files) rtl_.push_back(each->bundle() / file);
      for (const std::string file : bundle->manifest["assertions"]) {
        assertions_.push_back(each->bundle() / file);
      }
    }
    top_ = one_.bundle().parent_path() / "two_arrays.sv";
    EXPECT_TRUE(write_file(top_, "module two_arrays (\n" + ports + "\n);\n" + instances + "endmodule\n"));
  }

  // The tools on both and the top.
  Words verilator() const {
    Words command = {"verilator", "--lint-only", "--assert", "-Wall", "--top-module", "two_arrays"};
    command.insert(command.end(), rtl_.begin(), rtl_.end());
    command.insert(command.end(), assertions_.begin(), assertions_.end());
    command.push_back(top_);
    return command;
  }
  Words icarus() const {
    Words command = {"iverilog", "-g2012", "-Wall", "-s", "two_arrays", "-o", "/dev/null"};
    command.insert(command.end(), rtl_.begin(), rtl_.end());
    command.push_back(top_);
    return command;
  }
  Words yosys() const {
    std::string script = "read_verilog -sv";
    for (const std::string& file : rtl_) script += " " + file;
    return {"yosys", "-q", "-p",
            script + " " + top_ + "; hierarchy -check -top two_arrays; proc; check -assert"};
  }

  const Vectors& one() const { return one_; }
  const Vectors& other() const { return other_; }
  const Words& rtl() const { return rtl_; }
  const Words& assertions() const { return assertions_; }

 private:
  Vectors one_, other_;
  Words rtl_, assertions_;
  std::string top_;
};

TEST(TwoArrays, StandInOneDesign) {
  const TwoArrays arrays("p_", "q_");
  EXPECT_EQ(arrays.assertions().size(), 2U);
  for (const Words& command : {arrays.verilator(), arrays.icarus(), arrays.yosys()}) expect_silent(command);
}

TEST(TwoArrays, OnePrefixIsEnough) { expect_silent(TwoArrays("", "q_").icarus()); }

// What the test above would say if names met.
TEST(TwoArrays, WithoutPrefixesClash) {
  const TwoArrays arrays("", "");
  for (const Words& command : {arrays.verilator(), arrays.icarus(), arrays.yosys()}) {
    const auto run = run_process(command);
    ASSERT_TRUE(run);
    EXPECT_NE(run->exit_code, 0) << command[0] << "\n" << run->output;
  }
}

TEST(TwoArrays, EachComputesAsItDoesAlone) {
  const TwoArrays arrays("p_", "q_");
  expect_pass(arrays.one().simulate("p_", arrays.rtl()));
  expect_pass(arrays.other().simulate("q_", arrays.rtl()));
}

}  // namespace
}  // namespace fp8forge::testing_tb
