// fp8forge generate from outside: bundles, summaries, refusals and exit statuses.
#include <gtest/gtest.h>

#include <filesystem>

#include "generator/base/files.hpp"
#include "generator/bundle/bundle.hpp"
#include "tests/cli_generate/run.hpp"

namespace fp8forge {
namespace {

namespace fs = std::filesystem;

class Generate : public testing::Test {
 protected:
  void SetUp() override {
    auto made = TemporaryDirectory::create();
    ASSERT_TRUE(made);
    folder_.emplace(std::move(*made));
  }
  std::string in(const std::string& name) const { return (folder_->path() / name).string(); }
  std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_->path()), fs::directory_iterator()));
  }

  std::optional<TemporaryDirectory> folder_;
};

TEST_F(Generate, WritesABundleAndSaysWhatIsInIt) {
  const auto run = run_fp8forge({"generate", "array", "--rows", "3", "--cols", "5", "--out", in("out")});
  EXPECT_EQ(run.exit_code, 0) << run.output;
  for (const char* part :
       {"fp8_array in ", "rtl/fp8_array.sv", "SumWidth", "49 bits  4096 * 196 * 2^28 < 2^48",
        "latency 6 cycles", "at least 3 cycles apart", "next\n  fp8forge verify "}) {
    EXPECT_NE(run.output.find(part), std::string::npos) << part << "\n" << run.output;
  }
  const auto bundle = load_bundle(in("out"));
  ASSERT_TRUE(bundle) << bundle.error().what;
  EXPECT_EQ(bundle->request_number("rows"), 3);
  EXPECT_EQ(bundle->request_number("cols"), 5);
  EXPECT_EQ(bundle->request_text("acc"), "exact");
}

TEST_F(Generate, EveryOptionReachesTheRequest) {
  const auto run = run_fp8forge({"generate",   "multiplier",  "--a",        "e5m2",       "--b",
                                 "e4m3",       "--to",        "e5m2",       "--rounding", "runtime",
                                 "--overflow", "nonsaturate", "--nan-e5m2", "7e",         "--random-bits",
                                 "4",          "--flags",     "--stages",   "2",          "--prefix",
                                 "p_",         "--out",       in("out")});
  ASSERT_EQ(run.exit_code, 0) << run.output;
  const auto bundle = load_bundle(in("out"));
  ASSERT_TRUE(bundle);
  EXPECT_EQ(bundle->top, "p_fp8_multiplier");
  EXPECT_EQ(
      bundle->manifest["request"],
      nlohmann::json::parse(R"({"unit":"multiplier","a":"e5m2","b":"e4m3","to":"e5m2","rounding":"runtime",
                                      "overflow":"nonsaturate","nan_e5m2":"7e","random_bits":4,"flags":true,"stages":2,
                                      "prefix":"p_"})"));
  const auto converter = run_fp8forge(
      {"generate", "converter", "--from", "bf16", "--lanes", "3", "--scale", "--amax", "--out", in("c")});
  ASSERT_EQ(converter.exit_code, 0);
  EXPECT_EQ(load_bundle(in("c"))->request_text("from"), "bf16");
  EXPECT_EQ(load_bundle(in("c"))->request_number("lanes"), 3);
  EXPECT_EQ(load_bundle(in("c"))->manifest["request"]["scale"], true);
  EXPECT_EQ(load_bundle(in("c"))->manifest["request"]["amax"], true);
  ASSERT_EQ(run_fp8forge({"generate", "dot", "--c", "fp32", "--lanes", "2", "--out", in("d")}).exit_code, 0);
  EXPECT_EQ(load_bundle(in("d"))->request_text("c"), "fp32");
  ASSERT_EQ(run_fp8forge({"generate", "mac", "--acc", "fp16", "--out", in("m")}).exit_code, 0);
  EXPECT_EQ(load_bundle(in("m"))->request_text("acc"), "fp16");
  const auto array =
      run_fp8forge({"generate", "array", "--acc", "exact", "--max-terms", "7", "--out", in("a")});
  ASSERT_EQ(array.exit_code, 0);
  EXPECT_EQ(load_bundle(in("a"))->request_number("max_terms"), 7);
}

// With the stages chosen for a period it is met, and with one fewer it is not.
TEST_F(Generate, APeriodGetsTheFewestStages) {
  const std::string period = "1.5";
  const auto generate = [&](std::vector<std::string> words, const std::string& name) {
    words.insert(words.begin(),
                 {"generate", "converter", "--from", "bf16", "--to", "e5m2", "--out", in(name)});
    return run_fp8forge(words);
  };
  const auto chosen = generate({"--period", period}, "chosen");
  ASSERT_EQ(chosen.exit_code, 0) << chosen.output;
  const auto stages = load_bundle(in("chosen"))->request_number("stages");
  ASSERT_GE(stages, 1);
  EXPECT_NE(chosen.output.find("the fewest that meet 1.5 ns in osu018_stdcells"), std::string::npos)
      << chosen.output;
  ASSERT_EQ(generate({"--stages", std::to_string(stages - 1)}, "fewer").exit_code, 0);
  const std::string recipes = "--pareto=raw,if6,syn2";  // as the choice was made
  EXPECT_EQ(run_fp8forge({"synth", in("chosen"), "--period", period, recipes}).exit_code, 0);
  EXPECT_EQ(run_fp8forge({"synth", in("fewer"), "--period", period, recipes}).exit_code, 1);
}

TEST_F(Generate, TwiceGivesTheSameBytes) {
  for (const char* name : {"one", "two"}) {
    ASSERT_EQ(run_fp8forge({"generate", "array", "--out", in(name)}).exit_code, 0);
  }
  const auto compared = run_process({"diff", "-r", in("one"), in("two")});
  ASSERT_TRUE(compared);
  EXPECT_EQ(compared->exit_code, 0) << compared->output;
  EXPECT_EQ(entries(), 2U);
}

TEST_F(Generate, AnExistingBundleNeedsForce) {
  ASSERT_EQ(run_fp8forge({"generate", "multiplier", "--out", in("out")}).exit_code, 0);
  const auto again = run_fp8forge({"generate", "converter", "--out", in("out")});
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_EQ(again.output, "fp8forge: exists already: " + in("out") +
                              ": name another directory, or replace it with --force\n");
  EXPECT_EQ(load_bundle(in("out"))->unit, "multiplier");
  EXPECT_EQ(run_fp8forge({"generate", "converter", "--out", in("out"), "--force"}).exit_code, 0);
  EXPECT_EQ(load_bundle(in("out"))->unit, "converter");
}

TEST_F(Generate, OddPathsWorkAndAreQuotedForTheShell) {
  const std::string odd = in("ü b;'c\"[d]$(e)");
  const auto run = run_fp8forge({"generate", "multiplier", "--out", odd});
  ASSERT_EQ(run.exit_code, 0) << run.output;
  EXPECT_TRUE(load_bundle(odd));
  EXPECT_NE(run.output.find("fp8forge verify '" + in("ü b;'\\''c\"[d]$(e)") + "'"), std::string::npos)
      << run.output;
}

TEST_F(Generate, AMistakeIsOneLineAndWritesNothing) {
  const std::vector<std::vector<std::string>> wrong = {
      {"generate", "array", "--rows", "0", "--out", in("out")},
      {"generate", "array", "--rows", "-1", "--out", in("out")},
      {"generate", "array", "--a", "e4m4", "--out", in("out")},
      {"generate", "dot", "--out", in("out")},
      {"generate", "adder", "--stages", "5", "--out", in("out")},
      {"generate", "converter", "--from", "e5m2", "--to", "fp16", "--period", "0.1", "--out", in("out")},
      {"generate", "multiplier", "--rows", "8", "--out", in("out")},
      {"generate", "multiplier", "--prefix", "9", "--out", in("out")},
      {"generate", "multiplier", "--out", in("none/out")},
      {"generate", "multiplier", "--out", "/proc/out"},
      {"generate", "multiplier", "--out", ""},
  };
  for (const auto& words : wrong) {
    const auto run = run_fp8forge(words);
    EXPECT_EQ(run.exit_code, 2) << run.output;
    EXPECT_TRUE(run.output.starts_with("fp8forge: ")) << run.output;
    EXPECT_EQ(std::ranges::count(run.output, '\n'), 1) << run.output;
  }
  EXPECT_EQ(entries(), 0U);
}

}  // namespace
}  // namespace fp8forge
