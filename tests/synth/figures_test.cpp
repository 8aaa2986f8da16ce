// Area and delay of what is emitted do not grow unnoticed: each unit of figures.json is generated and
// synthesised as its commands say, and no figure may exceed the one written there by more than 2 %, below
// which differences mean nothing. FP8FORGE_UPDATE_FIGURES=1 writes the figures anew; the diff then belongs to
// the commit that changes them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"

namespace fp8forge::synth {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kNoise = 1.02;

Json table() { return Json::parse(*read_file(FP8FORGE_FIGURES)); }

// The smallest area, delay (ns) and area x delay among the netlists that synth tells of.
Json measured(const std::string& request) {
  const TemporaryDirectory folder = std::move(*TemporaryDirectory::create());
  const auto path = [&](const char* name) { return (folder.path() / name).string(); };
  const auto run = [](std::vector<std::string> command) {
    command.insert(command.begin(), FP8FORGE_PROGRAM);
    const ProcessResult result = *run_process(command);
    EXPECT_EQ(result.exit_code, 0) << result.output;
  };
  std::vector<std::string> generate{"generate", "--out", path("unit")};
  for (std::size_t at = 0; at < request.size();) {
    const std::size_t end = std::min(request.find(' ', at), request.size());
    generate.push_back(request.substr(at, end - at));
    at = end + 1;
  }
  run(generate);
  run({"synth", path("unit"), "--pareto=raw", "--json", path("report.json")});
  const Json report = Json::parse(*read_file(path("report.json")));
  Json figures{{"area", 1e18}, {"delay_ns", 1e18}, {"area_delay", 1e18}};
  for (const Json& point : report.at("pareto")) {
    const double area = point.at("area"), delay = point.at("delay_ns");
    figures["area"] = std::min(figures["area"].get<double>(), area);
    figures["delay_ns"] = std::min(figures["delay_ns"].get<double>(), delay);
    figures["area_delay"] = std::min(figures["area_delay"].get<double>(), std::round(area * delay));
  }
  return figures;
}

// What has grown, a line each; empty: nothing.
std::string growth(const Json& before, const Json& now) {
  std::string text;
  for (const auto& [name, value] : before.items()) {
    const double was = value, is = now.at(name);
    if (is > was * kNoise)
      text += fmt::format("{} {} -> {} (+{:.1f} %)\n", name, was, is, 100 * (is / was - 1));
  }
  return text;
}

class Figures : public testing::TestWithParam<std::string> {};

TEST_P(Figures, HaveNotGrown) {
  Json all = table();
  const Json now = measured(GetParam());
  if (std::getenv("FP8FORGE_UPDATE_FIGURES") != nullptr) {
    all[GetParam()] = now;
    ASSERT_TRUE(write_file(FP8FORGE_FIGURES, all.dump(2) + "\n"));
    GTEST_SKIP() << "written anew";
  }
  EXPECT_EQ(growth(all.at(GetParam()), now), "") << "fp8forge generate " << GetParam();
}

std::vector<std::string> requests() {
  const Json all = table();
  std::vector<std::string> names;
  for (const auto& [request, figures] : all.items()) names.push_back(request);
  return names;
}

std::string name_of(const testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  for (char& c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Quick, Figures, testing::ValuesIn(requests()), name_of);

TEST(Growth, IsToldFromTwoPercentOn) {
  const Json before{{"area", 1000}, {"delay_ns", 2.0}};
  EXPECT_EQ(growth(before, {{"area", 1019}, {"delay_ns", 1.0}}), "");
  EXPECT_EQ(growth(before, {{"area", 1021}, {"delay_ns", 2.0}}), "area 1000 -> 1021 (+2.1 %)\n");
  EXPECT_EQ(growth(before, {{"area", 1000}, {"delay_ns", 2.5}}), "delay_ns 2 -> 2.5 (+25.0 %)\n");
}

}  // namespace
}  // namespace fp8forge::synth
