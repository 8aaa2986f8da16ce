// The binary form gives what the text form gives.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "generator/cli/eval_stream.hpp"

namespace fp8forge::cli {
namespace {

std::string little_endian(std::uint32_t code, std::size_t bytes) {
  std::string text;
  for (std::size_t byte = 0; byte < bytes; ++byte) text += static_cast<char>(code >> (8 * byte));
  return text;
}

TEST(EvalBinary, OperandsAndResultsAreLittleEndian) {
  const Result<EvalPlan> plan = make_plan({.op = "fma", .c = "fp32"});
  std::string output;
  BinaryEvaluator(*plan).evaluate(std::string("\x38\x38\x00\x00\x80\x3F\x38\x40\x01\x00\x80\x3F", 12),
                                  output);
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
      {.op = "dot",
       .to = "e5m2",
       .lanes = "3",
       .acc = "bf16",
       .rounding = "sr",
       .random_bits = "9",
       .flags = true},
      {.op = "dot", .to = "bf16", .lanes = "2", .rounding = "sr", .random_bits = "24", .flags = true},
      {.op = "mul", .rounding = "sr", .random_bits = "20", .flags = true},
      {.op = "convert", .rounding = "sr", .random_bits = "3", .scale = true},
      {.op = "convert",
       .from = "bf16",
       .lanes = "3",
       .rounding = "sr",
       .random_bits = "17",
       .flags = true,
       .scale = true,
       .amax = true},
      {.op = "convert", .from = "fp16", .amax = true},
      {.op = "mac", .b = "e5m2", .to = "fp16", .max_terms = "5", .flags = true},
      {.op = "mac", .to = "fp32", .acc = "fp16", .rounding = "sr", .random_bits = "8"},
  };
  std::mt19937 random(1);
  for (const EvalOptions& request : requests) {
    const Result<EvalPlan> plan = make_plan(request);
    ASSERT_TRUE(plan);
    std::string cases, lines, expected;
    for (int i = 0; i < 500; ++i) {
      for (const Field& field : plan->operands) {
        const std::uint32_t code = static_cast<std::uint32_t>(random()) & field.mask();
        cases += little_endian(code, field.bytes());
        lines += fmt::format("{:x} ", code);
      }
      lines += '\n';
    }
    std::string answers;
    ASSERT_TRUE(TextEvaluator(*plan, false).evaluate(lines, answers).empty());
    // Of an answer's fields the last ones are the results.
    std::istringstream answered(answers);
    for (std::string line; std::getline(answered, line);) {
      std::istringstream fields(line);
      std::string text;
      for (std::size_t i = 0; fields >> text; ++i) {
        if (i < plan->operands.size()) continue;
        expected += little_endian(static_cast<std::uint32_t>(std::stoul(text, nullptr, 16)),
                                  plan->results[i - plan->operands.size()].bytes());
      }
    }
    std::string output;
    BinaryEvaluator(*plan).evaluate(cases, output);
    EXPECT_EQ(output, expected) << *request.op;
  }
}

std::string evaluate(const EvalOptions& options, const std::string& cases) {
  const Result<EvalPlan> plan = make_plan(options);
  std::string output;
  BinaryEvaluator(*plan).evaluate(cases, output);
  return output;
}

// A scale's upper 7 bits, those of R above N and those of clear above the lowest do not count.
TEST(EvalBinary, BitsAboveAFieldAreIgnored) {
  const EvalOptions scaled{.op = "convert", .from = "e4m3", .scale = true};
  EXPECT_EQ(evaluate(scaled, std::string("\x38\x01\x00\x38\xFF\x01\x38\xFF\xFF\x38\x01\xFE", 12)),
            "\x40\x30\x30\x40");
  const EvalOptions random{.op = "mul", .rounding = "sr", .random_bits = "3"};  // 1/8 above 1.25
  EXPECT_EQ(evaluate(random, "\x39\x39\x06\x39\x39\x07\x39\x39\xFE\x39\x39\xFF"), "\x3A\x3B\x3A\x3B");
  EXPECT_EQ(evaluate({.op = "mac"}, "\x38\x38\x01\x38\x38\xFE\x38\x38\xFF"), "\x38\x40\x38");
}

TEST(EvalBinary, FlagsAreAByteMore) {
  EXPECT_EQ(evaluate({.op = "mul", .to = "fp16", .flags = true}, "\x7E\x7E"), std::string("\x00\x7C\x05", 3));
}

// A mac goes on from call to call.
TEST(EvalBinary, AMacGoesOn) {
  const Result<EvalPlan> plan = make_plan({.op = "mac"});
  BinaryEvaluator evaluator(*plan);
  std::string output;
  evaluator.evaluate(std::string("\x38\x38\x00", 3), output);
  evaluator.evaluate("", output);
  evaluator.evaluate(std::string("\x38\x38\x00", 3), output);
  EXPECT_EQ(output, "\x38\x40");
}

}  // namespace
}  // namespace fp8forge::cli
