// What a datasheet says of time and area, held against simulation and synthesis.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <tuple>

#include "tests/tb/program.hpp"

namespace fp8forge::testing_tb {
namespace {

// The number that follows `before`; -1 without one.
long number_after(const std::string& text, const std::string& before) {
  const auto at = text.find(before);
  return at == std::string::npos ? -1 : std::atol(text.c_str() + at + before.size());
}

long simulated_cycles(const GeneratedBundle& bundle, int m, int k, int n) {
  const std::string report = bundle.path().parent_path() / "matmul.json";
  const ProcessResult run = fp8forge({"matmul", bundle.path(), "--m", std::to_string(m), "--k",
                                      std::to_string(k), "--n", std::to_string(n), "--json", report});
  EXPECT_EQ(run.exit_code, 0) << run.output;
  const auto json = nlohmann::json::parse(*read_file(report), nullptr, false);
  EXPECT_EQ(json.value("bit_exact", false), true) << json;
  EXPECT_EQ(json.value("cycles", 0L), number_after(run.output, " products in ")) << json;
  return json.value("cycles", -1L);
}

TEST(Datasheet, CyclesOfAMatrixProductAreThoseOfTheSimulation) {
  const GeneratedBundle bundle({"array", "--rows", "5", "--cols", "3"});
  const std::string text = *read_file(bundle.path() / "DATASHEET.md");
  EXPECT_NE(text.find("    (T - 1) · max(K, 5) + K + 10 cycles\n"), std::string::npos) << text;
  const auto formula = [](int m, int k, int n) {
    return long{(m + 4) / 5 * ((n + 2) / 3) - 1} * std::max(k, 5) + k + 10;
  };
  for (const auto& [m, k, n] : {std::tuple{5, 5, 3}, {1, 1, 1}, {11, 2, 7}, {10, 17, 6}, {31, 4, 1}}) {
    EXPECT_EQ(simulated_cycles(bundle, m, k, n), formula(m, k, n)) << m << " " << k << " " << n;
  }
  EXPECT_EQ(number_after(text, " cycles\n\n("), formula(256, 256, 256));
}

TEST(Datasheet, CyclesOfAWeightStationaryProductAreThoseOfTheSimulation) {
  const GeneratedBundle bundle({"array", "--rows", "5", "--cols", "3", "--dataflow", "weight-stationary"});
  const std::string text = *read_file(bundle.path() / "DATASHEET.md");
  EXPECT_NE(text.find("    (T - 1) · max(M, K) + K + M + 9 cycles\n"), std::string::npos) << text;
  for (const auto& [m, k, n] : {std::tuple{5, 5, 3}, {1, 1, 1}, {11, 2, 7}, {3, 5, 10}, {31, 4, 1}}) {
    const long tiles = (n + 2) / 3;
    EXPECT_EQ(simulated_cycles(bundle, m, k, n), (tiles - 1) * std::max(m, k) + k + m + 9)
        << m << " " << k << " " << n;
  }
}

// With D, which is there in time, or sums in parts, results come later and as often.
TEST(Datasheet, CyclesCountWhatStandsBelowTheColumns) {
  const std::vector<std::string> output = {"array", "--rows", "3", "--cols", "2", "--d", "bf16", "--scale"};
  std::vector<std::string> parts = output, stationary = output;
  parts.insert(parts.end(), {"--acc-segments", "2"});
  stationary.insert(stationary.end(), {"--dataflow", "weight-stationary"});
  const GeneratedBundle in_parts(parts), of_weights(stationary);
  const std::string text = *read_file(in_parts.path() / "DATASHEET.md");
  EXPECT_NE(text.find("    (T - 1) · max(K, 3) + K + 13 cycles\n"), std::string::npos) << text;
  const std::string other = *read_file(of_weights.path() / "DATASHEET.md");
  EXPECT_NE(other.find("    (T - 1) · max(M, K) + K + M + 11 cycles\n"), std::string::npos) << other;
  for (const auto& [m, k, n] : {std::tuple{1, 1, 1}, {4, 3, 5}, {7, 2, 4}}) {
    const long tiles = (m + 2) / 3 * ((n + 1) / 2), columns = (n + 1) / 2;
    EXPECT_EQ(simulated_cycles(in_parts, m, k, n), (tiles - 1) * std::max(k, 3) + k + 13);
    EXPECT_EQ(simulated_cycles(of_weights, m, k, n), (columns - 1) * std::max(m, k) + k + m + 11);
  }
}

// The bundle stays as it is, since its manifest holds the page's sha256.
TEST(Datasheet, GetsItsFiguresWhereSynthPutsItsResults) {
  const GeneratedBundle bundle({"multiplier"});
  const std::filesystem::path page = bundle.path() / "DATASHEET.md", out = bundle.path().string() + "_synth";
  const std::string before = *read_file(page);
  const std::vector<std::string> synth = {"synth", bundle.path(), "--out", out};
  ASSERT_EQ(fp8forge(synth).exit_code, 0);
  EXPECT_EQ(*read_file(page), before);
  const std::string filled = *read_file(out / "DATASHEET.md");
  const std::string same = before.substr(0, before.find("Not synthesised"));
  EXPECT_TRUE(filled.starts_with(same)) << filled;
  EXPECT_NE(filled.find("| cell library | osu018_stdcells |\n"), std::string::npos) << filled;
  // Again in the same place, now without a page to fill in.
  std::filesystem::remove(page);
  ASSERT_EQ(fp8forge(synth).exit_code, 0);
  EXPECT_FALSE(std::filesystem::exists(out / "DATASHEET.md"));
}

}  // namespace
}  // namespace fp8forge::testing_tb
