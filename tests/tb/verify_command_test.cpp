// fp8forge verify as a command: its table, its exit statuses, what it says about mistakes.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "tests/tb/mutation.hpp"
#include "tests/tb/program.hpp"

namespace fp8forge::testing_tb {
namespace {

namespace fs = std::filesystem;

bool has(const ProcessResult& result, const std::string& words) {
  return result.output.find(words) != std::string::npos;
}

std::size_t lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(Verify, PassesASoundUnitAndReportsInJson) {
  const GeneratedBundle bundle({"multiplier"});
  const fs::path json = bundle.path().parent_path() / "report.json";
  const ProcessResult first = verify(bundle.path(), {"--json", json.string()});
  ASSERT_EQ(first.exit_code, 0) << first.output;
  EXPECT_TRUE(has(first, "every pair of operands          65,536           0")) << first.output;
  EXPECT_TRUE(has(first, "fp8_multiplier: passed"));
  EXPECT_TRUE(has(verify(bundle.path()), "model built before"));
  const auto report = nlohmann::json::parse(*read_file(json));
  EXPECT_EQ(report.at("passed"), true);
  EXPECT_EQ(report.at("cases"), 65536);
  EXPECT_EQ(report.at("request").at("unit"), "multiplier");
}

TEST(Verify, WorksInOddPlaces) {
  const GeneratedBundle bundle({"multiplier"}, "a b;'c\"$d [e] ü#%&");
  const fs::path work = bundle.path().parent_path() / "w o;r'k\"$(x) ü";
  // Verilator's own run-time library takes longest to compile; it may come from an earlier test.
  std::error_code error;
  fs::create_directory(work, error);
  for (const fs::directory_entry& entry : fs::directory_iterator(FP8FORGE_WORK, error)) {
    const fs::path name = entry.path().filename();
    if (name.string().starts_with("runtime-")) fs::copy(entry.path(), work / name, error);
  }
  const ProcessResult result =
      fp8forge({"verify", bundle.path().string(), "--work", work.string(), "--case", "a=38 b=7e"});
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_TRUE(has(result, "a 38 (1), b 7e (448), rne, saturate: expected 7e (448), got 7e (448)"))
      << result.output;
}

TEST(Verify, RepeatsTheCaseItNames) {
  const GeneratedBundle bundle({"multiplier"});
  mutate(bundle.path(), "rtl/fp8_round.sv", "increment = guard && (sticky || is_odd);", "increment = guard;");
  const ProcessResult all = verify(bundle.path());
  EXPECT_EQ(all.exit_code, 1) << all.output;
  EXPECT_TRUE(has(all, "FAILED"));
  const std::string option = "--case '";
  const std::size_t at = all.output.find(option);
  ASSERT_NE(at, std::string::npos) << all.output;
  const std::size_t start = at + option.size();
  const std::string name = all.output.substr(start, all.output.find('\'', start) - start);
  const ProcessResult one = verify(bundle.path(), {"--case", name});
  EXPECT_EQ(one.exit_code, 1) << one.output;
  EXPECT_EQ(lines(one.output), 2U) << one.output;
}

TEST(Verify, TellsMistakesInOneLine) {
  const GeneratedBundle bundle({"multiplier"});
  const std::string directory = bundle.path().string();
  const struct {
    std::vector<std::string> arguments, variables;
    std::string said;
  } mistakes[] = {
      {{directory + "/nowhere"}, {}, "no such bundle"},
      {{directory},
       {"PATH=/nowhere"},
       "verilator is not installed: PATH: Debian has it in the package verilator"},
      {{directory, "--work", directory + "/manifest.json/x"}, {}, "the work directory cannot be made"},
      {{directory, "--json", directory + "/nowhere/x.json"}, {}, "no such directory"},
      {{directory, "--json", directory + "/manifest.json"}, {}, "is a file of the bundle"},
      {{directory, "--work", FP8FORGE_WORK, "--case", "a=38"}, {}, "b is missing"},
      {{directory, "--work", FP8FORGE_WORK, "--case", "pairs/0"}, {}, "this unit has no run 'pairs/0'"},
      {{directory}, {"HOME=", "XDG_CACHE_HOME="}, "no place for built models"},
  };
  for (const auto& mistake : mistakes) {
    std::vector<std::string> arguments = {"verify"};
    arguments.insert(arguments.end(), mistake.arguments.begin(), mistake.arguments.end());
    const ProcessResult result = fp8forge(arguments, mistake.variables);
    EXPECT_EQ(result.exit_code, 2) << result.output;
    EXPECT_EQ(lines(result.output), 1U) << result.output;
    EXPECT_TRUE(has(result, mistake.said)) << result.output;
  }
}

TEST(Verify, RefusesAnEditedBundleAndOneThatDoesNotCompile) {
  const GeneratedBundle bundle({"multiplier"});
  mutate(bundle.path(), "rtl/fp8_normal_product.sv", "endmodule", "  assign nothing = ;\nendmodule");
  const ProcessResult broken = verify(bundle.path());
  EXPECT_EQ(broken.exit_code, 2) << broken.output;
  EXPECT_EQ(lines(broken.output), 1U) << broken.output;
  EXPECT_TRUE(has(broken, "the model does not build: verilator: %Error: fp8_normal_product.sv:"))
      << broken.output;
  ASSERT_TRUE(write_file(bundle.path() / "rtl/fp8_normal_product.sv", "module x; endmodule"));
  const ProcessResult edited = verify(bundle.path());
  EXPECT_EQ(edited.exit_code, 2);
  EXPECT_TRUE(has(edited, "sha256 differs")) << edited.output;
}

// Changes the manifest by `edit`.
template <typename Edit>
void edit_manifest(const fs::path& bundle, const Edit& edit) {
  auto manifest = nlohmann::ordered_json::parse(*read_file(bundle / "manifest.json"));
  edit(manifest);
  ASSERT_TRUE(write_file(bundle / "manifest.json", manifest.dump(2)));
}

TEST(Verify, HoldsTheManifestToTheRtl) {
  using Json = nlohmann::ordered_json;
  const GeneratedBundle bundle({"array", "--rows", "1", "--cols", "1"});
  ASSERT_EQ(verify(bundle.path()).exit_code, 0);
  const std::string whole = *read_file(bundle.path() / "manifest.json");
  const struct {
    std::function<void(Json&)> edit;
    std::string said;
  } lies[] = {
      {[](Json& m) { m["ports"][2]["width"] = 16; },
       "port s_axis_a_tdata is an input of 8 bits, not an input of 16"},
      {[](Json& m) { m["ports"][0]["direction"] = "output"; },
       "port aclk is an input of 1 bit, not an output"},
      {[](Json& m) { m["ports"][0]["name"] = "clk_i"; }, "there is no port clk_i"},
      {[](Json& m) { m["ports"].erase(3); }, "port s_axis_a_tvalid is missing"},
      {[](Json& m) { std::swap(m["ports"][0], m["ports"][1]); }, "the ports stand in another order"},
      {[](Json& m) { m["parameters"][2]["value"] = 64; }, "parameter MaxTerms is 4096 by default, not 64"},
      {[](Json& m) { m["parameters"] = Json::array(); }, "parameter Rows is missing"},
  };
  // With the model built before, and with a model to be built.
  const TemporaryDirectory fresh = *TemporaryDirectory::create();
  for (const std::string& work : {std::string(FP8FORGE_WORK), fresh.path().string()}) {
    for (const auto& lie : lies) {
      ASSERT_TRUE(write_file(bundle.path() / "manifest.json", whole));
      edit_manifest(bundle.path(), lie.edit);
      const ProcessResult result = fp8forge({"verify", bundle.path().string(), "--work", work});
      EXPECT_EQ(result.exit_code, 2) << result.output;
      EXPECT_EQ(lines(result.output), 1U) << result.output;
      EXPECT_TRUE(has(result, "the manifest is damaged (" + lie.said)) << result.output;
      if (work != FP8FORGE_WORK) break;  // one is enough
    }
  }
}

TEST(Verify, BuildsAgainWhereTheKeptModelIsCutShort) {
  const GeneratedBundle bundle({"converter", "--from", "e5m2", "--to", "e4m3"});
  const fs::path work = bundle.path().parent_path() / "work";
  fs::create_directory(work);
  for (const fs::directory_entry& entry : fs::directory_iterator(FP8FORGE_WORK)) {
    const fs::path name = entry.path().filename();
    if (name.string().starts_with("runtime-")) fs::copy(entry.path(), work / name);
  }
  const std::vector<std::string> command = {"verify", bundle.path().string(), "--work", work.string()};
  ASSERT_EQ(fp8forge(command).exit_code, 0);
  ASSERT_TRUE(has(fp8forge(command), "model built before"));
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(work)) {
    if (entry.path().filename() == "model.so") fs::resize_file(entry.path(), entry.file_size() / 2);
  }
  const ProcessResult again = fp8forge(command);
  EXPECT_EQ(again.exit_code, 0) << again.output;
  EXPECT_TRUE(has(again, "model built in")) << again.output;
}

TEST(Verify, EndsSoonWhenInterrupted) {
  const GeneratedBundle bundle({"converter"});
  verify(bundle.path(), {"--case", "a=3f800000"});  // built
  const fs::path json = bundle.path().parent_path() / "report.json";
  // Later and later, until it comes in the middle of a check.
  bool in_a_check = false;
  for (const char* seconds : {"0.5", "1", "2", "4"}) {
    const auto result =
        run_process({"timeout", "-s", "INT", seconds, FP8FORGE_PROGRAM, "verify", bundle.path().string(),
                     "--work", FP8FORGE_WORK, "--json", json.string()});
    ASSERT_TRUE(result);
    EXPECT_TRUE(has(*result, "interrupted")) << result->output;
    EXPECT_FALSE(fs::exists(json));
    in_a_check = has(*result, "not finished");
    if (in_a_check) break;
  }
  EXPECT_TRUE(in_a_check);
}

}  // namespace
}  // namespace fp8forge::testing_tb
