// Mistakes in the words of a command line: one line each, exit status 2.
#include <gtest/gtest.h>

#include "tests/cli_generate/run.hpp"

namespace fp8forge {
namespace {

struct Mistake {
  std::vector<std::string> words;
  std::string line;  // without "fp8forge: "
};

void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.line; }

class CommandLineMistakes : public testing::TestWithParam<Mistake> {};

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
        Mistake{{"generate", "adder", "--stages", "4", "--out", "x"},
                "the unit has no 4 places for register stages: --stages: 0 to 3"},
        Mistake{{"generate", "array", "array", "--out", "x"},
                "'array' is one word too many: fp8forge generate: see fp8forge generate --help"},
        Mistake{{"generate", "array"}, "--out is required: fp8forge generate: see fp8forge generate --help"},
        Mistake{{"generate", "--out", "x"},
                "UNIT is required: fp8forge generate: see fp8forge generate --help"},
        Mistake{{"generate", "array", "--out"},
                "the option has no value, or too many: --out: see fp8forge generate --help"},
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

}  // namespace
}  // namespace fp8forge
