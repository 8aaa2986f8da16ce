// The text form: what comes back for a line, and what is said of a malformed one.
#include <gtest/gtest.h>

#include "generator/cli/eval_stream.hpp"

namespace fp8forge::cli {
namespace {

struct Answer {
  std::string output;
  std::vector<Error> errors;
};

Answer answer(const EvalOptions& options, std::string_view lines, bool keep_going = false) {
  const Result<EvalPlan> plan = make_plan(options);
  EXPECT_TRUE(plan);
  TextEvaluator evaluator(*plan, keep_going);
  Answer result;
  result.errors = evaluator.evaluate(lines, result.output);
  return result;
}

TEST(EvalText, AppendsTheResult) {
  EXPECT_EQ(answer({.op = "mul"}, "38 38\n7e 7e\n").output, "38 38 38\n7e 7e 7e\n");
  EXPECT_EQ(answer({.op = "add"}, "38 38\n").output, "38 38 40\n");
  EXPECT_EQ(answer({.op = "convert"}, "3f800000\n").output, "3f800000 38\n");
  EXPECT_EQ(answer({.op = "convert", .from = "e4m3", .to = "bf16"}, "38\n").output, "38 3f80\n");
  EXPECT_EQ(answer({.op = "fma", .c = "fp32"}, "38 38 3f800000\n").output, "38 38 3f800000 40000000\n");
  EXPECT_EQ(answer({.op = "dot", .to = "fp16", .lanes = "2"}, "38 40 38 40 3c00\n").output,
            "38 40 38 40 3c00 4600\n");
}

// dot keeps its operands apart: a0 a1, b0 b1, c.
TEST(EvalText, DotTakesAllOfAThenAllOfB) {
  EXPECT_EQ(answer({.op = "dot", .b = "e5m2", .to = "fp32", .lanes = "2"}, "38 00 40 44 0\n").output,
            "38 00 40 44 0 40000000\n");
}

TEST(EvalText, RoundedAccumulator) {
  const std::string_view line = "38 38 38 38 6800\n";  // 2048 + 1 + 1
  EXPECT_EQ(answer({.op = "dot", .to = "fp16", .lanes = "2", .acc = "fp16"}, line).output,
            "38 38 38 38 6800 6800\n");
  EXPECT_EQ(answer({.op = "dot", .to = "fp16", .lanes = "2"}, line).output, "38 38 38 38 6800 6801\n");
}

TEST(EvalText, RandomNumberIsTheLastOperand) {
  const auto stochastic = [](const char* op, const char* bits) {
    return EvalOptions{.op = op, .rounding = "sr", .random_bits = bits};
  };
  // 1.125 * 1.125 lies 1/8 above 1.25, in quanta.
  EXPECT_EQ(answer(stochastic("mul", "3"), "39 39 6\n39 39 7\n").output, "39 39 6 3a\n39 39 7 3b\n");
  EXPECT_EQ(answer(stochastic("mul", "13"), "39 39 1bff\n39 39 1c00\n").output,
            "39 39 1bff 3a\n39 39 1c00 3b\n");
  // 1 + 5/64.
  EXPECT_EQ(answer(stochastic("convert", "3"), "3f8a0000 2\n3f8a0000 3\n").output,
            "3f8a0000 2 38\n3f8a0000 3 39\n");
  EvalOptions fma = stochastic("fma", "3");
  EXPECT_EQ(answer(fma, "39 39 0 6\n39 39 0 7\n").output, "39 39 0 6 3a\n39 39 0 7 3b\n");
  EXPECT_EQ(answer(stochastic("add", "1"), "40 32 0\n40 32 1\n").output, "40 32 0 42\n40 32 1 43\n");
  EvalOptions dot = stochastic("dot", "3");
  dot.lanes = "1";
  EXPECT_EQ(answer(dot, "39 39 0 6\n39 39 0 7\n").output, "39 39 0 6 3a\n39 39 0 7 3b\n");
  dot.acc = "fp32";
  EXPECT_EQ(answer(dot, "39 39 0 6\n39 39 0 7\n").output, "39 39 0 6 3a\n39 39 0 7 3b\n");
  EXPECT_EQ(answer(stochastic("mac", "3"), "39 39 1 6\n39 39 1 7\n").output, "39 39 1 6 3a\n39 39 1 7 3b\n");
}

TEST(EvalText, FlagsAreADigitMore) {
  EXPECT_EQ(answer({.op = "mul", .flags = true}, "38 38\n7e 7e\n39 39\n01 01\n").output,
            "38 38 38 0\n7e 7e 7e 5\n39 39 3a 1\n01 01 00 3\n");
  EXPECT_EQ(answer({.op = "mul", .b = "e5m2", .flags = true}, "00 7c\n38 7d\n38 7e\n").output,
            "00 7c 7f 8\n38 7d 7f 8\n38 7e 7f 0\n");
}

TEST(EvalText, ScaleIsTwosComplement) {
  EXPECT_EQ(answer({.op = "convert", .scale = true},
                   "3f800000 001\n3f800000 1ff\n3f800000 0\n3f800000 0ff\n"
                   "00000001 100\n")
                .output,
            "3f800000 001 40\n3f800000 1ff 30\n3f800000 0 38\n3f800000 0ff 7e\n00000001 100 00\n");
}

TEST(EvalText, ConvertLanesThenFlagsThenAmax) {
  const EvalOptions options{.op = "convert", .lanes = "2", .flags = true, .scale = true, .amax = true};
  EXPECT_EQ(answer(options, "3f800000 c0900000 002\nff800000 7f800001 000\n").output,
            "3f800000 c0900000 002 48 d9 0 0 40900000\nff800000 7f800001 000 fe 7f 0 8 00000000\n");
  EXPECT_EQ(answer({.op = "convert", .from = "bf16", .lanes = "2", .rounding = "sr", .random_bits = "3"},
                   "3f8a 3f8a 2 3\n")
                .output,
            "3f8a 3f8a 2 3 38 39\n");
  EXPECT_EQ(answer({.op = "convert", .from = "e5m2", .amax = true}, "fb\n7c\n").output,
            "fb fe 7b\n7c 7e 00\n");
}

TEST(EvalText, AMacReadsAfterEachTermAndGoesOn) {
  const Result<EvalPlan> plan = make_plan({.op = "mac", .max_terms = "3"});
  TextEvaluator evaluator(*plan, true);
  std::string output;
  EXPECT_TRUE(evaluator.evaluate("38 38 0\n38 38 0\n", output).empty());
  EXPECT_TRUE(evaluator.evaluate("38 40 0\n00 38 0\n40 40 1\n", output).empty());
  EXPECT_EQ(output, "38 38 0 38\n38 38 0 40\n38 40 0 48\n00 38 0 7f\n40 40 1 48\n");
}

TEST(EvalText, RoundedMac) {
  EXPECT_EQ(answer({.op = "mac", .to = "fp32", .acc = "fp16", .flags = true},
                   "68 60 1\n38 38 0\n40 38 0\n7e 7e 0\n38 38 1\n")
                .output,
            "68 60 1 45000000 0\n38 38 0 45000000 1\n40 38 0 45002000 1\n7e 7e 0 7f800000 5\n"
            "38 38 1 3f800000 0\n");
}

TEST(EvalText, MalformedFieldsThatAreNoCodes) {
  struct Mistake {
    EvalOptions options;
    const char* line;
    Error error;
  };
  const Mistake mistakes[] = {
      {{.op = "mac"}, "38 38 2\n", {"'2' is not a bit", "line 1, field 3 (clear)", "0 or 1"}},
      {{.op = "mac"},
       "38 38\n",
       {"a field is missing", "line 1, field 3 (clear)", "a line has 3 fields: a b clear"}},
      {{.op = "convert", .scale = true},
       "0 200\n",
       {"'200' is not a scale of 9 bits", "line 1, field 2 (scale)",
        "hex digits of a two's complement number: 0 to ff, or 100 to 1ff for -256 to -1"}},
      {{.op = "mul", .rounding = "sr", .random_bits = "5"},
       "38 38 20\n",
       {"'20' is not a random number of 5 bits", "line 1, field 3 (R)", "hex digits, 0 to 1f"}},
      {{.op = "mul", .rounding = "sr", .random_bits = "1"},
       "38 38 01\n",
       {"'01' is not a random number of 1 bit", "line 1, field 3 (R)", "hex digits, 0 to 1"}},
      {{.op = "convert", .lanes = "2", .rounding = "sr", .random_bits = "4"},
       "0 0 0\n",
       {"a field is missing", "line 1, field 4 (R1)", "a line has 4 fields: a0 a1 R0 R1"}},
  };
  for (const auto& [options, line, error] : mistakes) {
    const Answer got = answer(options, line);
    ASSERT_EQ(got.errors.size(), 1u) << line;
    EXPECT_EQ(got.errors[0], error) << got.errors[0].what << got.errors[0].where << got.errors[0].hint;
  }
}

TEST(EvalText, ResultsAreZeroPaddedAndLowerCase) {
  EXPECT_EQ(answer({.op = "mul", .to = "fp32"}, "7F 0\n01 80\n").output, "7F 0 7fc00000\n01 80 80000000\n");
  EXPECT_EQ(answer({.op = "mul"}, "01 38\n").output, "01 38 01\n");
}

TEST(EvalText, EchoesTheLineAsItIs) {
  EXPECT_EQ(answer({.op = "mul"}, "\t38   3F\r\n").output, "\t38   3F 3f\r\n");
  EXPECT_EQ(answer({.op = "mul"}, "38 38 \n").output, "38 38  38\n");
  EXPECT_EQ(answer({.op = "mul"}, "38 38").output, "38 38 38\n");  // a last line without its end
}

TEST(EvalText, BlankLinesPassThrough) {
  EXPECT_EQ(answer({.op = "mul"}, "\n38 38\n  \n\r\n38 40\n").output, "\n38 38 38\n  \n\r\n38 40 40\n");
  EXPECT_EQ(answer({.op = "mul"}, "").output, "");
}

TEST(EvalText, LinesMayComeInPieces) {
  const Result<EvalPlan> plan = make_plan({.op = "mul"});
  TextEvaluator evaluator(*plan, false);
  std::string output;
  EXPECT_TRUE(evaluator.evaluate("38 38\n\n", output).empty());
  EXPECT_TRUE(evaluator.evaluate("40 38\n", output).empty());
  EXPECT_EQ(output, "38 38 38\n\n40 38 40\n");
  const std::vector<Error> errors = evaluator.evaluate("40\n", output);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].where, "line 4, field 2 (b)");
}

TEST(EvalText, MalformedLinesNameLineAndField) {
  struct Mistake {
    std::string_view line;
    Error error;
  };
  const std::string hint = "1 to 2 hex digits", all = "a line has 2 fields: a b";
  const Mistake mistakes[] = {
      {"38 3g", {"'3g' is not a code of e4m3", "line 2, field 2 (b)", hint}},
      {"0x38 38", {"'0x38' is not a code of e4m3", "line 2, field 1 (a)", hint}},
      {"-1 38", {"'-1' is not a code of e4m3", "line 2, field 1 (a)", hint}},
      {"038 38", {"'038' is not a code of e4m3", "line 2, field 1 (a)", hint}},
      {"138 38", {"'138' is not a code of e4m3", "line 2, field 1 (a)", hint}},
      {"38", {"a field is missing", "line 2, field 2 (b)", all}},
      {"38 38 38", {"a field '38' too many", "line 2, field 3", all}},
      {"38 38\r38", {"'38\\x0d38' is not a code of e4m3", "line 2, field 2 (b)", hint}},
      {std::string_view("38 \0", 4), {"'\\x00' is not a code of e4m3", "line 2, field 2 (b)", hint}},
      {"0123456789012345678901234567890123456789 1",
       {"'01234567890123456789012345678901...' is not a code of e4m3", "line 2, field 1 (a)", hint}},
  };
  for (const auto& [line, error] : mistakes) {
    const Answer got = answer({.op = "mul"}, "38 38\n" + std::string(line) + "\n40 40\n");
    EXPECT_EQ(got.output, "38 38 38\n");
    ASSERT_EQ(got.errors.size(), 1u) << line;
    EXPECT_EQ(got.errors[0], error) << got.errors[0].what << got.errors[0].where;
  }
  const Answer dot = answer({.op = "dot", .lanes = "2"}, "1 2 3 x 5\n");
  ASSERT_EQ(dot.errors.size(), 1u);
  EXPECT_EQ(dot.errors[0].where, "line 1, field 4 (b1)");
}

TEST(EvalText, KeepGoingLeavesMalformedLinesOut) {
  const Answer got = answer({.op = "mul"}, "38 38\nx\n40 38\n\n1 2 3\n48 38\n", true);
  EXPECT_EQ(got.output, "38 38 38\n40 38 40\n\n48 38 48\n");
  ASSERT_EQ(got.errors.size(), 2u);
  EXPECT_EQ(got.errors[0].where, "line 2, field 1 (a)");
  EXPECT_EQ(got.errors[1].where, "line 5, field 3");
}

}  // namespace
}  // namespace fp8forge::cli
