// An array's figures, composed of its modules', against those of the same array mapped as one flat module.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"

namespace fp8forge {
namespace {

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

TEST_F(SynthArray, ByModuleIsAsFlat) {
  run({"generate", "array", "--rows", "4", "--cols", "4", "--out", path("array")});
  const auto by_module = synth({}), flat = synth({"--flatten"});
  EXPECT_GT(by_module["modules"].size(), 5u);
  EXPECT_EQ(flat["modules"].size(), 1u);
  const auto least = [](const nlohmann::json& report, const char* key) {
    double value = INFINITY;
    for (const auto& point : report["pareto"]) value = std::min(value, point[key].get<double>());
    return value;
  };
  EXPECT_NEAR(least(by_module, "area") / least(flat, "area"), 1, 0.03);
  EXPECT_NEAR(least(by_module, "delay_ns") / least(flat, "delay_ns"), 1, 0.03);
}

}  // namespace
}  // namespace fp8forge
