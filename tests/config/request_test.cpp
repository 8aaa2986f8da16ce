#include "generator/config/request.hpp"

#include <gtest/gtest.h>

namespace fp8forge {
namespace {

TEST(Request, JsonHasTheKeysOfTheUnitInOrder) {
  Request request;
  EXPECT_EQ(
      to_json(request).dump(),
      R"({"unit":"multiplier","a":"e4m3","b":"e4m3","to":"e4m3","rounding":"rne","overflow":"saturate",)"
      R"("nan_e5m2":"7f","random_bits":0,"flags":false,"stages":0,"prefix":""})");
  request.unit = Unit::kConverter;
  request.from = kBf16;
  request.to = kE5m2;
  request.nan_e5m2 = 0x7E;
  request.rounding.reset();
  request.overflow.reset();
  request.prefix = "p_";
  EXPECT_EQ(
      to_json(request).dump(),
      R"({"unit":"converter","from":"bf16","to":"e5m2","rounding":"runtime","overflow":"runtime",)"
      R"("nan_e5m2":"7e","lanes":1,"random_bits":0,"flags":false,"stages":0,"scale":false,"amax":false,)"
      R"("prefix":"p_"})");
  request = {.unit = Unit::kArray, .b = kE5m2, .to = kBf16, .overflow = Overflow::kNonsaturate, .rows = 3};
  EXPECT_EQ(
      to_json(request).dump(),
      R"({"unit":"array","a":"e4m3","b":"e5m2","to":"bf16","rounding":"rne","overflow":"nonsaturate",)"
      R"("nan_e5m2":"7f","acc":"exact","max_terms":4096,"carries":"tree","acc_segments":1,"dataflow":"output-stationary",)"
      R"("keep":false,"rows":3,"cols":8,"scale":false,"amax":false,"counters":false,"prefix":""})");
  request.d = kFp32;
  request.choose_to = {kBf16, kE4m3};
  EXPECT_NE(to_json(request).dump().find(R"("b":"e5m2","d":"fp32","to":"bf16,e4m3",)"), std::string::npos);
  request.d.reset();
  request.choose_to.clear();
  // A sum of a weight-stationary array has a product a row, unless it is kept.
  request.dataflow = Dataflow::kWeightStationary;
  EXPECT_EQ(request.sum_terms(), 3);
  EXPECT_EQ(to_json(request).dump(),
            R"({"unit":"array","a":"e4m3","b":"e5m2","to":"bf16","rounding":"rne","overflow":"nonsaturate",)"
            R"("nan_e5m2":"7f","acc":"exact","carries":"tree","dataflow":"weight-stationary","keep":false,)"
            R"("rows":3,"cols":8,"scale":false,"amax":false,"counters":false,"prefix":""})");
  request.keep = true;
  EXPECT_EQ(request.sum_terms(), 4096);
  EXPECT_EQ(to_json(request).dump(),
            R"({"unit":"array","a":"e4m3","b":"e5m2","to":"bf16","rounding":"rne","overflow":"nonsaturate",)"
            R"("nan_e5m2":"7f","acc":"exact","max_terms":4096,"carries":"tree",)"
            R"("dataflow":"weight-stationary","keep":true,"tile_rows":64,"rows":3,"cols":8,)"
            R"("scale":false,"amax":false,"counters":false,"prefix":""})");
}

TEST(Request, CommandLineSpellsOutWhatTheUnitHas) {
  Request request;
  EXPECT_EQ(command_line(request),
            "fp8forge generate multiplier --a e4m3 --b e4m3 --to e4m3 --rounding rne --overflow saturate");
  request.to = kE5m2;
  request.prefix = "p_";
  EXPECT_EQ(command_line(request),
            "fp8forge generate multiplier --a e4m3 --b e4m3 --to e5m2 --rounding rne --overflow saturate "
            "--nan-e5m2 7f --prefix p_");
  request = {.unit = Unit::kConverter,
             .rounding = Rounding::kSr,
             .random_bits = 4,
             .flags = true,
             .stages = 1,
             .lanes = 8,
             .scale = true};
  EXPECT_EQ(command_line(request),
            "fp8forge generate converter --from fp32 --to e4m3 --rounding sr --overflow saturate --lanes 8 "
            "--random-bits 4 --flags --stages 1 --scale");
  request = {.unit = Unit::kMac, .accumulator = kFp32};
  EXPECT_EQ(
      command_line(request),
      "fp8forge generate mac --a e4m3 --b e4m3 --to e4m3 --rounding rne --overflow saturate --acc fp32");
  request = {.unit = Unit::kDot, .lanes = 2, .carries = Carries::kChain};
  EXPECT_EQ(command_line(request),
            "fp8forge generate dot --a e4m3 --b e4m3 --c e4m3 --to e4m3 --rounding rne --overflow saturate "
            "--lanes 2 --carries chain");
  request = {.unit = Unit::kArray, .carries = Carries::kRipple};
  EXPECT_EQ(
      command_line(request),
      "fp8forge generate array --a e4m3 --b e4m3 --to e4m3 --rounding rne --overflow saturate --acc exact "
      "--max-terms 4096 --carries ripple --dataflow output-stationary --rows 8 --cols 8");
  request = {.unit = Unit::kArray, .acc_segments = 3};
  EXPECT_EQ(
      command_line(request),
      "fp8forge generate array --a e4m3 --b e4m3 --to e4m3 --rounding rne --overflow saturate --acc exact "
      "--max-terms 4096 --acc-segments 3 --dataflow output-stationary --rows 8 --cols 8");
}

TEST(Request, CommandLineOfAnArrayHasItsOutputSide) {
  const Request request{.unit = Unit::kArray,
                        .to = kBf16,
                        .choose_to = {kBf16, kE5m2},
                        .overflow = {},
                        .scale = true,
                        .amax = true,
                        .d = kFp32};
  EXPECT_EQ(
      command_line(request),
      "fp8forge generate array --a e4m3 --b e4m3 --d fp32 --to bf16,e5m2 --rounding rne --overflow runtime "
      "--nan-e5m2 7f --acc exact --max-terms 4096 --dataflow output-stationary --rows 8 --cols 8 --scale "
      "--amax");
}

TEST(Request, FormatsThatTilesChooseAreWrittenAsAList) {
  const Request request{.unit = Unit::kArray, .a = kE5m2, .choose_a = true};
  EXPECT_NE(command_line(request).find("--a e4m3,e5m2 --b e4m3 "), std::string::npos);
}

TEST(Request, TheNanOfTheResultIsTheOneAskedFor) {
  Request request;
  request.nan_e5m2 = 0x7E;
  EXPECT_EQ(request.result_format(), kE4m3);
  request.to = kE5m2;
  EXPECT_EQ(request.result_format().canonical_nan, 0x7EU);
}

TEST(Request, EqualityComparesEveryMember) {
  Request one;
  Request other;
  EXPECT_EQ(one, other);
  other.cols = 9;
  EXPECT_NE(one, other);
}

}  // namespace
}  // namespace fp8forge
