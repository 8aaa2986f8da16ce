// Mistakes in the words of a command line: one line each, exit status 2.
#include <gtest/gtest.h>

#include <filesystem>
#include <optional>

#include "generator/base/files.hpp"
#include "tests/cli_generate/run.hpp"

namespace fp8forge {
namespace {

struct Mistake {
  std::vector<std::string> words;
  std::string line;  // without "fp8forge: "
};

void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.line; }

// In a folder of its own: a mistake that is not noticed writes there.
class CommandLineMistakes : public testing::TestWithParam<Mistake> {
 protected:
  void SetUp() override {
    auto made = TemporaryDirectory::create();
    ASSERT_TRUE(made);
    folder_.emplace(std::move(*made));
    std::filesystem::current_path(folder_->path());
  }
  void TearDown() override { std::filesystem::current_path(before_); }

  const std::filesystem::path before_ = std::filesystem::current_path();
  std::optional<TemporaryDirectory> folder_;
};

TEST_P(CommandLineMistakes, HaveTheirLine) {
  const auto run = run_fp8forge(GetParam().words);
  EXPECT_EQ(run.output, "fp8forge: " + GetParam().line + "\n");
  EXPECT_EQ(run.exit_code, 2);
}

INSTANTIATE_TEST_SUITE_P(
    All, CommandLineMistakes,
    testing::Values(
        Mistake{{"generat", "array"}, "unknown command 'generat': fp8forge: did you mean generate?"},
        Mistake{{"--rows", "7", "generate"},
                "misplaced option '--rows': fp8forge generate: the command comes before its options"},
        Mistake{{"--frob"}, "unknown option '--frob': fp8forge: see fp8forge --help"},
        Mistake{{"generate", "array", "--out", "x", "--row", "8"},
                "unknown option '--row': fp8forge generate: did you mean --rows?"},
        Mistake{{"generate", "array", "--out", "x", "--row=8"},
                "unknown option '--row': fp8forge generate: did you mean --rows?"},
        Mistake{{"generate", "array", "--otu", "x"},
                "unknown option '--otu': fp8forge generate: did you mean --out?"},
        Mistake{{"generate", "array", "--lanes", "4", "--out", "x"},
                "an array has no such option: --lanes: leave it out"},
        Mistake{{"generate", "adder", "--stages", "5", "--out", "x"},
                "the unit has no 5 places for register stages: --stages: 0 to 4"},
        Mistake{{"generate", "adder", "--period", "x", "--out", "x"},
                "'x' is not a clock period: --period: a number of nanoseconds from 0.001 to 1000000, such as "
                "4.5"},
        Mistake{{"generate", "adder", "--period", "4", "--stages", "1", "--out", "x"},
                "the stages are given, and a period that would choose them: --period: leave out --stages or "
                "--period"},
        Mistake{{"generate", "adder", "--liberty", "x", "--out", "x"},
                "a cell library is needed for a period only: --liberty: give --period too, or leave it out"},
        Mistake{{"generate", "array", "--period", "4", "--out", "x"},
                "an array has no such option: --period: leave it out"},
        Mistake{{"generate", "array", "--lane", "4", "--out", "x"},
                "unknown option '--lane': fp8forge generate: did you mean --lanes?"},
        Mistake{{"generate", "array", "array", "--out", "x"},
                "'array' is one word too many: fp8forge generate: see fp8forge generate --help"},
        Mistake{{"verify", "x", "--netlist", "y.v"},
                "'y.v' is one word too many: fp8forge verify: --netlist=y.v if it is that option's value"},
        Mistake{{"generate", "array"}, "--out is required: fp8forge generate: see fp8forge generate --help"},
        Mistake{{"generate", "--out", "x"},
                "UNIT is required: fp8forge generate: see fp8forge generate --help"},
        Mistake{{"generate", "array", "--out"},
                "the option has no value, or too many: --out: see fp8forge generate --help"},
        Mistake{{"generate", "array", "--out", ""},
                "the option's value is empty: --out: give it a value, or leave it out"},
        Mistake{{"generate", "array", "--out", "x", "--rows", ""},
                "the option's value is empty: --rows: give it a value, or leave it out"},
        Mistake{{"generate", "array", "--rows", "4", "--rows=1", "--out", "x"},
                "the option is given 2 times: --rows: once is enough"},
        Mistake{{"synth", "x", "--power=no"},
                "the option takes no value, and got 'no': --power: give it alone, or leave it away"},
        Mistake{{"generate", "array", "--keep=1", "--out", "x"},
                "the option takes no value, and got '1': --keep: give it alone, or leave it away"},
        Mistake{{"synth", "x", "--period", ""},
                "the option's value is empty: --period: give it a value, or leave it out"},
        Mistake{{"verify", "x", "--netlist="},
                "the option's value is empty: --netlist: give it a value, or leave it out"},
        Mistake{{"tax", "--pareto="},
                "the option's value is empty: --pareto: give it a value, or leave it out"},
        Mistake{{"tax", "--pareto=raw,"},
                "unknown recipe '': --pareto: one or more of map, nf, raw, dc2, amap, rs2, if6, syn2"},
        Mistake{{"tax", "--pareto=raw,raw"}, "recipe 'raw' is named twice: --pareto: name each recipe once"},
        Mistake{{"verify", ""}, "an empty word: DIR: give it a value"},
        Mistake{{"verify", "x", "--seed", "0x10"},
                "'0x10' is not a whole number: --seed: 0 to 18446744073709551615"},
        Mistake{{"verify", "x", "--seed", "-1"}, "-1 is out of range: --seed: 0 to 18446744073709551615"},
        Mistake{{"matmul", "x", "--seed", "abc"},
                "'abc' is not a whole number: --seed: 0 to 18446744073709551615"},
        Mistake{{"matmul", "x", "--m", "4097"}, "4097 is out of range: --m: 1 to 4096"},
        Mistake{{"matmul", "x", "--k", "1.5"}, "'1.5' is not a whole number: --k: 1 to 4096"},
        Mistake{{"matmul", "x", "--n", "0"}, "0 is out of range: --n: 1 to 4096"},
        Mistake{{"generate", "array", "--out", "x", "--prefix", "a\nb\x1b"},
                "'a\\nb\\x1b' cannot be part of a SystemVerilog name: --prefix: letters, digits and _, not "
                "starting "
                "with a digit"},
        Mistake{{"generate", "divider", "--out", "x"},
                "unknown unit 'divider': UNIT: one of multiplier, adder, fma, dot, mac, converter, array"}));

TEST(CommandLine, WithoutWordsOrWithAStrangeOneTheCommandsAreListed) {
  for (const std::vector<std::string>& words : {std::vector<std::string>{}, {"divide"}}) {
    const auto run = run_fp8forge(words);
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_NE(run.output.find("formats, generate"), std::string::npos) << run.output;
  }
}

TEST(CommandLine, HelpAndVersionAreNotMistakes) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"--help"}, {"generate", "--help"}, {"--version"}}) {
    EXPECT_EQ(run_fp8forge(words).exit_code, 0);
  }
}

// The program in a shell: `script` has "$0" for it.
ProcessResult in_a_shell(const std::string& script, const std::vector<std::string>& words) {
  std::vector<std::string> command = {"sh", "-c", script, FP8FORGE_PROGRAM};
  command.insert(command.end(), words.begin(), words.end());
  return *run_process(command);
}

TEST(CommandLine, LostOutputIsTold) {
  for (const char* words : {"formats", "--help", "--version"}) {
    const ProcessResult run = in_a_shell("exec \"$0\" \"$@\" >/dev/full", {words});
    EXPECT_EQ(run.exit_code, 2) << words;
    EXPECT_EQ(run.output,
              "fp8forge: the output could not be written: standard output: No space left on device\n");
  }
}

TEST(CommandLine, AFileSizeLimitIsAnError) {
  const auto folder = TemporaryDirectory::create();
  ASSERT_TRUE(folder);
  const ProcessResult run = in_a_shell("ulimit -f 0; exec \"$0\" \"$@\"",
                                       {"generate", "multiplier", "--out", folder->path() / "out"});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_NE(run.output.find("cannot be written"), std::string::npos) << run.output;
  EXPECT_NE(run.output.find("File too large"), std::string::npos) << run.output;
  EXPECT_TRUE(std::filesystem::is_empty(folder->path()));
}

TEST(CommandLine, CommandsToCopyTakeAnyPath) {
  const auto folder = TemporaryDirectory::create();
  ASSERT_TRUE(folder);
  const auto run =
      run_process({FP8FORGE_PROGRAM, "generate", "multiplier", "--out", "-x y"}, {folder->path(), {}});
  ASSERT_TRUE(run);
  EXPECT_NE(run->output.find("\n  fp8forge verify './-x y'\n"), std::string::npos) << run->output;
}

}  // namespace
}  // namespace fp8forge
