// Options to a plan: the defaults, and a message for each mistake.
#include <gtest/gtest.h>

#include "generator/cli/eval_plan.hpp"

namespace fp8forge::cli {
namespace {

EvalPlan plan_of(const EvalOptions& options) {
  Result<EvalPlan> plan = make_plan(options);
  EXPECT_TRUE(plan) << (plan ? "" : plan.error().what);
  return *plan;
}

// The formats of fields that are codes.
std::vector<Format> formats(const std::vector<Field>& fields) {
  std::vector<Format> all;
  for (const Field& field : fields) {
    EXPECT_EQ(field.kind, Field::Kind::kCode);
    all.push_back(field.format);
  }
  return all;
}

std::string names(const std::vector<Field>& fields) {
  std::string all;
  for (const Field& field : fields) all += (all.empty() ? "" : " ") + field.name();
  return all;
}

TEST(EvalPlan, ScalarDefaults) {
  const EvalPlan mul = plan_of({.op = "mul"});
  EXPECT_EQ(formats(mul.operands), (std::vector{kE4m3, kE4m3}));
  EXPECT_EQ(mul.target, (golden::Target{kE4m3, Rounding::kRne, Overflow::kSaturate}));

  const EvalPlan add = plan_of({.op = "add", .a = "e5m2"});
  EXPECT_EQ(formats(add.operands), (std::vector{kE5m2, kE4m3}));
  EXPECT_EQ(add.target.to, kE5m2);

  const EvalPlan convert = plan_of({.op = "convert"});
  EXPECT_EQ(formats(convert.operands), (std::vector{kFp32}));
  EXPECT_EQ(convert.target.to, kE4m3);
}

TEST(EvalPlan, WideDestinationsDoNotSaturateUnlessAsked) {
  for (const char* to : {"fp16", "bf16", "fp32"}) {
    EXPECT_EQ(plan_of({.op = "mul", .to = to}).target.overflow, Overflow::kNonsaturate);
    EXPECT_EQ(plan_of({.op = "mul", .to = to, .overflow = "saturate"}).target.overflow, Overflow::kSaturate);
  }
  EXPECT_EQ(plan_of({.op = "mul", .to = "e5m2"}).target.overflow, Overflow::kSaturate);
}

TEST(EvalPlan, FmaResultFollowsCAndCFollowsTheResult) {
  EXPECT_EQ(plan_of({.op = "fma", .c = "fp32"}).target.to, kFp32);
  EXPECT_EQ(plan_of({.op = "fma", .c = "fp32", .to = "e4m3"}).target.to, kE4m3);
  EXPECT_EQ(plan_of({.op = "fma", .to = "bf16"}).operands[2].format, kBf16);
  EXPECT_EQ(plan_of({.op = "fma", .a = "e5m2"}).operands[2].format, kE5m2);
}

TEST(EvalPlan, DotOperands) {
  const EvalPlan dot = plan_of({.op = "dot", .b = "e5m2", .to = "fp32", .lanes = "2"});
  EXPECT_EQ(formats(dot.operands), (std::vector{kE4m3, kE4m3, kE5m2, kE5m2, kFp32}));
  EXPECT_EQ(dot.operand_names(), "a0 a1 b0 b1 c");
  EXPECT_EQ(dot.case_bytes(), 8u);
  EXPECT_FALSE(dot.accumulator);
  EXPECT_EQ(plan_of({.op = "dot", .c = "fp32", .lanes = "1"}).target.to, kE4m3);
  EXPECT_EQ(plan_of({.op = "dot", .lanes = "65536", .acc = "fp16"}).accumulator, kFp16);
  EXPECT_EQ(plan_of({.op = "dot", .lanes = "64"}).operand_names(), "a0 ... a63 b0 ... b63 c");
}

TEST(EvalPlan, ConvertLanes) {
  EXPECT_EQ(names(plan_of({.op = "convert", .lanes = "1"}).operands), "a");
  const EvalPlan plan = plan_of({.op = "convert",
                                 .from = "bf16",
                                 .to = "e5m2",
                                 .lanes = "2",
                                 .rounding = "sr",
                                 .random_bits = "13",
                                 .flags = true,
                                 .scale = true,
                                 .amax = true});
  EXPECT_EQ(names(plan.operands), "a0 a1 scale R0 R1");
  EXPECT_EQ(names(plan.results), "r0 r1 f0 f1 amax");
  EXPECT_EQ(plan.results.back().format, kBf16);
  EXPECT_EQ(plan.target.random_bits, 13);
  EXPECT_EQ(plan.case_bytes(), 10u);   // 2 + 2, 2, 2 + 2
  EXPECT_EQ(plan.result_bytes(), 6u);  // 1 + 1, 1 + 1, 2
  EXPECT_EQ(plan_of({.op = "convert", .lanes = "64", .rounding = "sr", .random_bits = "1", .scale = true})
                .operand_names(),
            "a0 ... a63 scale R0 ... R63");
}

TEST(EvalPlan, RandomNumbersTakeTheBytesTheyNeed) {
  for (const auto& [bits, bytes] : {std::pair("1", 1u), {"8", 1u}, {"9", 2u}, {"17", 3u}, {"24", 3u}}) {
    EXPECT_EQ(plan_of({.op = "mul", .rounding = "sr", .random_bits = bits}).case_bytes(), 2 + bytes);
  }
}

TEST(EvalPlan, Mac) {
  const EvalPlan plan = plan_of({.op = "mac", .a = "e5m2"});
  EXPECT_EQ(plan.operand_names(), "a b clear");
  EXPECT_EQ(plan.target, (golden::Target{kE5m2, Rounding::kRne, Overflow::kSaturate}));
  EXPECT_FALSE(plan.accumulator);
  EXPECT_EQ(plan.max_terms, 4096);
  EXPECT_EQ(plan.case_bytes(), 3u);
  const EvalPlan other = plan_of({.op = "mac", .to = "fp32", .acc = "bf16", .max_terms = "7", .flags = true});
  EXPECT_EQ(other.accumulator, kBf16);
  EXPECT_EQ(other.max_terms, 7);
  EXPECT_EQ(names(other.results), "r f");
}

TEST(EvalPlan, NanOfE5m2) {
  EXPECT_EQ(plan_of({.op = "mul", .to = "e5m2"}).target.to.canonical_nan, 0x7Fu);
  EXPECT_EQ(plan_of({.op = "mul", .to = "e5m2", .nan_e5m2 = "7e"}).target.to.canonical_nan, 0x7Eu);
  EXPECT_EQ(plan_of({.op = "mul", .to = "e4m3", .nan_e5m2 = "7e"}).target.to.canonical_nan, 0x7Fu);
}

TEST(EvalPlan, EveryMistakeSaysWhatWhereAndWhatWouldBeRight) {
  struct Mistake {
    EvalOptions options;
    Error error;
  };
  const std::string ops = "one of mul, add, convert, fma, dot, mac";
  const std::string modes = "one of rne, rtz, rdn, rup, rmm, rod, sr";
  const std::string formats = "one of e4m3, e5m2, fp16, bf16, fp32";
  const Mistake mistakes[] = {
      {{}, {"no operation is named", "OP", ops}},
      {{.op = "div"}, {"unknown operation 'div'", "OP", ops}},
      {{.op = "mul", .a = "e4m4"}, {"unknown format 'e4m4'", "--a", "one of e4m3, e5m2"}},
      {{.op = "mul", .b = "fp16"}, {"operand format 'fp16' is not fp8", "--b", "one of e4m3, e5m2"}},
      {{.op = "fma", .c = ""}, {"unknown format ''", "--c", formats}},
      {{.op = "convert", .from = "fp64"}, {"unknown format 'fp64'", "--from", formats}},
      {{.op = "add", .to = "E4M3"}, {"unknown format 'E4M3'", "--to", formats}},
      {{.op = "mul", .c = "fp32"}, {"eval mul has no such option", "--c", "leave it out"}},
      {{.op = "convert", .a = "e4m3"}, {"eval convert has no such option", "--a", "leave it out"}},
      {{.op = "add", .from = "fp32"}, {"eval add has no such option", "--from", "leave it out"}},
      {{.op = "fma", .lanes = "4"}, {"eval fma has no such option", "--lanes", "leave it out"}},
      {{.op = "fma", .acc = "fp32"}, {"eval fma has no such option", "--acc", "leave it out"}},
      {{.op = "dot"}, {"the number of lanes is missing", "--lanes", "1 to 65536"}},
      {{.op = "dot", .lanes = "0"}, {"0 lanes is out of range", "--lanes", "1 to 65536"}},
      {{.op = "dot", .lanes = "65537"}, {"65537 lanes is out of range", "--lanes", "1 to 65536"}},
      {{.op = "dot", .lanes = "4x"}, {"'4x' is not a number", "--lanes", "1 to 65536"}},
      {{.op = "dot", .lanes = "4", .acc = "e4m3"},
       {"unknown accumulator 'e4m3'", "--acc", "one of exact, fp32, fp16, bf16"}},
      {{.op = "convert", .lanes = "0"}, {"0 lanes is out of range", "--lanes", "1 to 64"}},
      {{.op = "convert", .lanes = "65"}, {"65 lanes is out of range", "--lanes", "1 to 64"}},
      {{.op = "mac", .lanes = "2"}, {"eval mac has no such option", "--lanes", "leave it out"}},
      {{.op = "mac", .c = "fp32"}, {"eval mac has no such option", "--c", "leave it out"}},
      {{.op = "mac", .acc = "e5m2"},
       {"unknown accumulator 'e5m2'", "--acc", "one of exact, fp32, fp16, bf16"}},
      {{.op = "dot", .lanes = "4", .max_terms = "9"},
       {"eval dot has no such option", "--max-terms", "leave it out"}},
      {{.op = "mac", .max_terms = "0"}, {"0 terms is out of range", "--max-terms", "1 to 1048576"}},
      {{.op = "mac", .max_terms = "1048577"},
       {"1048577 terms is out of range", "--max-terms", "1 to 1048576"}},
      {{.op = "mac", .max_terms = "many"}, {"'many' is not a number", "--max-terms", "1 to 1048576"}},
      {{.op = "mul", .scale = true}, {"eval mul has no such option", "--scale", "leave it out"}},
      {{.op = "fma", .amax = true}, {"eval fma has no such option", "--amax", "leave it out"}},
      {{.op = "mul", .rounding = "SR"}, {"unknown rounding mode 'SR'", "--rounding", modes}},
      {{.op = "mul", .rounding = "sr"}, {"the number of random bits is missing", "--random-bits", "1 to 24"}},
      {{.op = "mul", .rounding = "sr", .random_bits = "0"},
       {"0 random bits is out of range", "--random-bits", "1 to 24"}},
      {{.op = "mul", .rounding = "sr", .random_bits = "25"},
       {"25 random bits is out of range", "--random-bits", "1 to 24"}},
      {{.op = "mul", .rounding = "sr", .random_bits = "8 "},
       {"'8 ' is not a number", "--random-bits", "1 to 24"}},
      {{.op = "mul", .rounding = "rne", .random_bits = "8"},
       {"rounding rne takes no random bits", "--random-bits", "leave it out, or --rounding sr"}},
      {{.op = "mul", .overflow = "wrap"},
       {"unknown overflow policy 'wrap'", "--overflow", "one of saturate, nonsaturate"}},
      {{.op = "mul", .nan_e5m2 = "7d"}, {"'7d' is not a NaN of e5m2 to return", "--nan-e5m2", "7e or 7f"}},
  };
  for (const auto& [options, error] : mistakes) {
    const Result<EvalPlan> plan = make_plan(options);
    ASSERT_FALSE(plan) << error.what;
    EXPECT_EQ(plan.error(), error) << plan.error().what;
  }
}

}  // namespace
}  // namespace fp8forge::cli
