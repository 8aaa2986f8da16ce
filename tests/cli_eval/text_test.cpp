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
