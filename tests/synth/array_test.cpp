// An array's figures, composed of its modules', against those of the same array mapped as one flat module.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"
#include "synth/flow.hpp"

namespace fp8forge {
namespace {

using synth::kDefaultLiberty;
using Words = std::vector<std::string>;

class SynthArray : public testing::Test {
 protected:
  SynthArray() : folder_(std::move(*TemporaryDirectory::create())) {}

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  void run(Words words) const {
    words.insert(words.begin(), FP8FORGE_PROGRAM);
    const auto result = run_process(words);
    EXPECT_EQ(result->exit_code, 0) << result->output;
  }

  nlohmann::json synth(const Words& options) const {
    Words words = {"synth", path("array"), "--json", path("report.json")};
    words.insert(words.end(), options.begin(), options.end());
    run(words);
    return nlohmann::json::parse(*read_file(path("report.json")));
  }

  TemporaryDirectory folder_;
};

double least(const nlohmann::json& report, const char* key) {
  double value = INFINITY;
  for (const auto& point : report["pareto"]) value = std::min(value, point[key].get<double>());
  return value;
}

// The number behind the last `label` of the text.
double last_number(const std::string& text, const std::string& label) {
  const std::size_t at = text.rfind(label);
  return at == std::string::npos ? NAN : std::stod(text.substr(at + label.size()));
}

// Mapped all at once, every gate gets the slack of the slowest part, so the fastest flat netlist is no
// faster.
TEST_F(SynthArray, ByModuleIsAsFlat) {
  run({"generate", "array", "--rows", "4", "--cols", "4", "--out", path("array")});
  const auto by_module = synth({}), flat = synth({"--flatten"});
  EXPECT_GT(by_module["modules"].size(), 5u);
  EXPECT_EQ(flat["modules"].size(), 1u);
  EXPECT_NEAR(least(by_module, "area") / least(flat, "area"), 1, 0.03);
  EXPECT_LE(least(by_module, "delay_ns") / least(flat, "delay_ns"), 1.03);
}

// The report adds areas up module by module and times some of the instances. Here Yosys flattens the netlist
// of the report and counts all cells, and OpenSTA times all of it.
TEST_F(SynthArray, ReportIsThatOfTheWholeNetlist) {
  run({"generate", "array", "--rows", "8", "--cols", "8", "--out", path("array")});
  const auto report = synth({"--out", path("kept")});
  const std::string yosys = fmt::format(
      "read_liberty -lib -ignore_miss_func {0}; read_verilog {1}; hierarchy -top fp8_array; flatten; stat "
      "-liberty {0}",
      kDefaultLiberty, path("kept/netlist.v"));
  const auto counted = run_process({"yosys", "-p", yosys});
  EXPECT_EQ(last_number(counted->output, "Chip area for module '\\fp8_array': "),
            report["area"].get<double>());

  const double period = 10;
  ASSERT_TRUE(write_file(path("whole.tcl"),
                         fmt::format("read_liberty {}\nread_verilog {}\nlink_design fp8_array\nread_sdc {}\n"
                                     "report_worst_slack -digits 6\n",
                                     kDefaultLiberty, path("kept/netlist.v"), path("kept/constraints.sdc"))));
  ASSERT_NE(read_file(path("kept/constraints.sdc"))->find("-period 10.000000"), std::string::npos);
  const auto timed = run_process({"sta", "-no_splash", "-exit", path("whole.tcl")});
  EXPECT_NEAR(period - last_number(timed->output, "worst slack "), report["critical_path_ns"].get<double>(),
              0.0005)
      << timed->output;
}

}  // namespace
}  // namespace fp8forge
