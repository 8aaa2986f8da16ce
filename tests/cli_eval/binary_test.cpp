// The binary form gives what the text form gives.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "generator/cli/eval_stream.hpp"

namespace fp8forge::cli {
namespace {

std::string little_endian(std::uint32_t code, int bytes) {
  std::string text;
  for (int byte = 0; byte < bytes; ++byte) text += static_cast<char>(code >> (8 * byte));
  return text;
}

TEST(EvalBinary, OperandsAndResultsAreLittleEndian) {
  const Result<EvalPlan> plan = make_plan({.op = "fma", .c = "fp32"});
  std::string output;
  evaluate_binary(*plan, std::string("\x38\x38\x00\x00\x80\x3F\x38\x40\x01\x00\x80\x3F", 12), output);
  EXPECT_EQ(output, std::string("\x00\x00\x00\x40\x00\x00\x40\x40", 8));
}

TEST(EvalBinary, AgreesWithText) {
  const EvalOptions requests[] = {
      {.op = "mul", .b = "e5m2", .to = "fp16"},
      {.op = "add", .a = "e5m2"},
      {.op = "convert", .from = "bf16", .to = "e5m2", .rounding = "rod"},
      {.op = "convert", .from = "e4m3", .to = "fp32"},
      {.op = "fma", .c = "bf16", .rounding = "rup"},
      {.op = "dot", .c = "fp16", .to = "fp32", .lanes = "5"},
      {.op = "dot", .to = "e5m2", .lanes = "3", .acc = "bf16"},
  };
  std::mt19937 random(1);
  for (const EvalOptions& request : requests) {
    const Result<EvalPlan> plan = make_plan(request);
    ASSERT_TRUE(plan);
    std::string cases, lines, expected;
    for (int i = 0; i < 500; ++i) {
      for (const Format& format : plan->operands) {
        const std::uint32_t code = static_cast<std::uint32_t>(random()) & format.code_mask();
        cases += little_endian(code, format.bytes());
        lines += fmt::format("{:x} ", code);
      }
      lines += '\n';
    }
    std::string answers;
    ASSERT_TRUE(TextEvaluator(*plan, false).evaluate(lines, answers).empty());
    for (std::size_t end; (end = answers.find('\n')) != std::string::npos; answers.erase(0, end + 1)) {
      const std::string result =
          answers.substr(answers.rfind(' ', end) + 1, end - answers.rfind(' ', end) - 1);
      expected +=
          little_endian(static_cast<std::uint32_t>(std::stoul(result, nullptr, 16)), plan->target.to.bytes());
    }
    std::string output;
    evaluate_binary(*plan, cases, output);
    EXPECT_EQ(output, expected) << *request.op;
  }
}

}  // namespace
}  // namespace fp8forge::cli
