// What a request does not ask for costs nothing: by area.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"
#include "generator/bundle/bundle.hpp"

namespace fp8forge {
namespace {

using Words = std::vector<std::string>;

// Least cell area of the request's unit in the default library by one recipe; `files` are those of its
// bundle.
double area_of(Words words, std::vector<std::string>* files = nullptr) {
  const auto folder = TemporaryDirectory::create();
  const std::string bundle = (folder->path() / "bundle").string(),
                    json = (folder->path() / "report.json").string();
  words.insert(words.begin(), {FP8FORGE_PROGRAM, "generate"});
  words.insert(words.end(), {"--out", bundle});
  EXPECT_EQ(run_process(words)->exit_code, 0);
  const auto run = run_process({FP8FORGE_PROGRAM, "synth", bundle, "--json", json});
  EXPECT_EQ(run->exit_code, 0) << run->output;
  if (files != nullptr) *files = load_bundle(bundle)->files;
  return nlohmann::json::parse(*read_file(json)).at("pareto").at(0).at("area");
}

TEST(Options, CostAreaOnlyWhereTheyAreAskedFor) {
  for (const char* unit : {"multiplier", "adder", "converter"}) {
    std::vector<std::string> files;
    const double plain = area_of({unit}, &files);
    for (const std::string& file : files) {
      for (const char* optional : {"round_status", "pipe", "handshake", "amax"}) {
        EXPECT_EQ(file.find(optional), std::string::npos) << unit << " " << file;
      }
    }
    EXPECT_GT(area_of({unit, "--rounding", "runtime"}), plain) << unit;
    EXPECT_GT(area_of({unit, "--overflow", "runtime"}), plain) << unit;
    EXPECT_GT(area_of({unit, "--rounding", "sr", "--random-bits", "4"}), plain) << unit;
    EXPECT_GT(area_of({unit, "--flags"}), plain) << unit;
    EXPECT_GT(area_of({unit, "--stages", "1"}), plain) << unit;
    // Rounding toward zero needs no increment at all.
    EXPECT_LT(area_of({unit, "--rounding", "rtz"}), plain) << unit;
  }
}

TEST(Options, AnExactResultHasNoRounder) {
  std::vector<std::string> files;
  const double exact = area_of({"multiplier", "--to", "bf16"}, &files);
  for (const std::string& file : files) EXPECT_EQ(file.find("fp8_round"), std::string::npos) << file;
  // No mode changes it, and no mode costs anything.
  EXPECT_EQ(area_of({"multiplier", "--to", "bf16", "--rounding", "runtime", "--overflow", "runtime"}), exact);
  EXPECT_LT(exact, area_of({"multiplier", "--to", "fp16"}));
}

// Below sums of each kind.
TEST(Options, OfAnArraysOutputSideAddUp) {
  for (const Words& sums : {Words{},
                            {"--acc-segments", "2"},
                            {"--acc", "fp16"},
                            {"--dataflow", "weight-stationary"},
                            {"--dataflow", "weight-stationary", "--acc", "bf16"}}) {
    Words words = {"array", "--rows", "1", "--cols", "1", "--overflow", "saturate"};
    words.insert(words.end(), sums.begin(), sums.end());
    double area = area_of(words);
    for (const Words& option : {Words{"--to", "bf16,e4m3"}, {"--scale", "--amax", "--d", "bf16"}}) {
      words.insert(words.end(), option.begin(), option.end());
      const double more = area_of(words);
      EXPECT_GT(more, area) << option[0] << (sums.empty() ? "" : " " + sums.back());
      area = more;
    }
  }
}

}  // namespace
}  // namespace fp8forge
