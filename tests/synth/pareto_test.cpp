// What the portfolio gives, by a script that knows nothing of the flow's.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"
#include "generator/bundle/bundle.hpp"
#include "synth/flow.hpp"
#include "synth/liberty.hpp"
#include "synth/recipe.hpp"

namespace fp8forge::synth {
namespace {

using nlohmann::json;

class Pareto : public testing::Test {
 protected:
  Pareto() : folder_(std::move(*TemporaryDirectory::create())) {
    run({"generate", "multiplier", "--to", "e5m2", "--out", path("unit")}, 0);
  }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  std::string run(std::vector<std::string> arguments, int exit_code) const {
    arguments.insert(arguments.begin(), FP8FORGE_PROGRAM);
    const ProcessResult result = *run_process(arguments);
    EXPECT_EQ(result.exit_code, exit_code) << result.output;
    return result.output;
  }

  json synth(std::vector<std::string> options, int exit_code) const {
    options.insert(options.begin(), {"synth", path("unit"), "--json", path("report.json")});
    run(options, exit_code);
    return json::parse(*read_file(path("report.json")));
  }

  TemporaryDirectory folder_;
};

// The number that follows `mark`.
double number_after(const std::string& text, const std::string& mark) {
  const std::size_t at = text.rfind(mark);
  return at == std::string::npos ? -1 : std::stod(text.substr(at + mark.size()));
}

// Area and delay of the unit by one recipe, from its sources in one run of Yosys and one of OpenSTA.
std::pair<double, double> measured(const Bundle& bundle, const json& point) {
  const auto folder = TemporaryDirectory::create();
  const auto at = [&](const char* name) { return (folder->path() / name).string(); };
  const auto* recipe = std::find_if(std::begin(kRecipes), std::end(kRecipes),
                                    [&](const Recipe& known) { return known.name == point["recipe"]; });
  EXPECT_TRUE(write_file(at("recipe"), abc_script(*recipe, point["target_ps"])));
  EXPECT_TRUE(write_file(at("lib"), read_liberty(kDefaultLiberty)->text));
  std::string script;
  for (const auto& file : bundle.paths()) script += fmt::format("read_verilog -sv {}\n", file.string());
  script += fmt::format(
      "hierarchy -check -top {0}\nsynth -flatten -noabc -top {0}\nsetundef -zero -undriven\n"
      "dfflibmap -liberty {1}\nopt_clean -purge\ndesign -save ready\ndesign -load ready\n"
      "abc -liberty {1} -script {2}\nopt_clean -purge\ntee -q -o {3} stat -liberty {1}\n"
      "write_verilog -noattr -noexpr {4}\n",
      bundle.top, at("lib"), at("recipe"), at("stat"), at("v"));
  EXPECT_TRUE(write_file(at("ys"), script));
  EXPECT_EQ(run_process({"yosys", "-q", "-s", at("ys")})->exit_code, 0);
  EXPECT_TRUE(write_file(
      at("tcl"), fmt::format("read_liberty {}\nread_verilog {}\nlink_design {}\n"
                             "create_clock -name c -period 0.001\nset_input_delay 0 -clock c [all_inputs]\n"
                             "set_output_delay 0 -clock c [all_outputs]\nreport_wns -digits 4\n",
                             at("lib"), at("v"), bundle.top)));
  const std::string timing = run_process({"sta", "-no_splash", "-exit", at("tcl")})->output;
  return {number_after(*read_file(at("stat")), "Chip area for module '\\" + bundle.top + "': "),
          0.001 - number_after(timing, "wns ")};
}

TEST_F(Pareto, APointIsWhatItsRecipeGives) {
  const json report = synth({"--pareto"}, 0);
  const json& front = report["pareto"];
  ASSERT_GE(front.size(), 4u);
  for (std::size_t i = 1; i < front.size(); ++i) {
    EXPECT_GT(front[i]["area"], front[i - 1]["area"]);
    EXPECT_LT(front[i]["delay_ns"], front[i - 1]["delay_ns"]);
  }
  for (const json& point : {front.front(), front[front.size() / 2], front.back()}) {
    const auto [area, delay_ns] = measured(*load_bundle(path("unit")), point);
    EXPECT_NEAR(area, point["area"], 0.005) << point;
    EXPECT_NEAR(delay_ns, point["delay_ns"], 0.000051) << point;
  }
  const json one = synth({}, 0);
  for (const json& point : one["pareto"]) EXPECT_EQ(point["recipe"], kSingle.name);
  EXPECT_GT(one["pareto"][0]["area"], front[0]["area"]);
}

TEST_F(Pareto, APeriodGetsTheSmallestNetlistThatMeetsIt) {
  const json front = synth({"--pareto"}, 0)["pareto"];
  const json& wanted = front[front.size() / 2];
  const double period_ns = wanted["delay_ns"].get<double>() + 0.0005;
  const json met = synth({"--period", fmt::format("{}", period_ns)}, 0);
  EXPECT_LE(met["area"], wanted["area"]);
  EXPECT_GE(met["slack_ns"], 0);
  for (const json& point : met["pareto"]) {
    if (point["area"] < met["area"]) {
      EXPECT_GT(point["delay_ns"], period_ns) << point;
    }
  }
}

}  // namespace
}  // namespace fp8forge::synth
