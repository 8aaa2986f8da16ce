// Defaults of every unit, and the message of every mistake.
#include "generator/config/validate.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace fp8forge {

void PrintTo(const Error& error, std::ostream* out) {
  *out << error.what << ": " << error.where << ": " << error.hint;
}

namespace {

TEST(Validate, DefaultsOfTheMultiplier) {
  const auto request = validate({.unit = "multiplier"});
  ASSERT_TRUE(request);
  EXPECT_EQ(*request, Request{});
  const auto wide = validate({.unit = "multiplier", .a = "e5m2"});
  ASSERT_TRUE(wide);
  EXPECT_EQ(wide->to, kE5m2);
}

TEST(Validate, DefaultsOfTheConverter) {
  const auto request = validate({.unit = "converter"});
  ASSERT_TRUE(request);
  EXPECT_EQ(request->from, kFp32);
  EXPECT_EQ(request->to, kE4m3);
  EXPECT_EQ(request->overflow, Overflow::kSaturate);
}

TEST(Validate, DefaultsOfTheArray) {
  const auto request = validate({.unit = "array"});
  ASSERT_TRUE(request);
  EXPECT_EQ(request->to, kBf16);
  EXPECT_EQ(request->rounding, Rounding::kRne);
  EXPECT_EQ(request->overflow, Overflow::kNonsaturate);
  EXPECT_EQ(request->max_terms, 4096);
  EXPECT_EQ(request->rows, 8);
  EXPECT_EQ(request->cols, 8);
  const auto narrow = validate({.unit = "array", .to = "e5m2"});
  ASSERT_TRUE(narrow);
  EXPECT_EQ(narrow->overflow, Overflow::kSaturate);
}

TEST(Validate, WeightStationaryArraysAreRead) {
  const auto request = validate({.unit = "array",
                                 .max_terms = "100",
                                 .dataflow = "weight-stationary",
                                 .tile_rows = "20",
                                 .keep = true});
  ASSERT_TRUE(request) << request.error().what;
  EXPECT_TRUE(request->is_weight_stationary());
  EXPECT_EQ(request->tile_rows, 20);
  EXPECT_EQ(request->max_terms, 100);
  EXPECT_TRUE(validate({.unit = "array", .dataflow = "weight-stationary"}));
  const auto rounded =
      validate({.unit = "array", .acc = "bf16", .dataflow = "weight-stationary", .keep = true});
  ASSERT_TRUE(rounded) << rounded.error().what;
  EXPECT_EQ(rounded->accumulator, kBf16);
}

TEST(Validate, EveryOptionIsRead) {
  const auto request = validate({.unit = "array",
                                 .a = "e5m2",
                                 .b = "e4m3",
                                 .to = "e5m2",
                                 .rounding = "rne",
                                 .overflow = "nonsaturate",
                                 .nan_e5m2 = "7e",
                                 .acc = "exact",
                                 .acc_segments = "3",
                                 .max_terms = "1048576",
                                 .rows = "64",
                                 .cols = "1",
                                 .prefix = "A_9"});
  ASSERT_TRUE(request) << request.error().what;
  EXPECT_EQ(*request, (Request{.unit = Unit::kArray,
                               .a = kE5m2,
                               .b = kE4m3,
                               .to = kE5m2,
                               .overflow = Overflow::kNonsaturate,
                               .nan_e5m2 = 0x7E,
                               .max_terms = 1 << 20,
                               .acc_segments = 3,
                               .rows = 64,
                               .cols = 1,
                               .prefix = "A_9"}));
  const auto runtime = validate({.unit = "multiplier", .rounding = "runtime", .overflow = "runtime"});
  ASSERT_TRUE(runtime);
  EXPECT_EQ(runtime->rounding, std::nullopt);
  EXPECT_EQ(runtime->overflow, std::nullopt);
}

TEST(Validate, EveryKindOfSumHasAnOutputSide) {
  RequestOptions options{
      .unit = "array", .d = "fp32", .to = "bf16,e4m3", .overflow = "saturate", .scale = true, .amax = true};
  RequestOptions segments = options, stationary = options, rounded = options;
  segments.acc_segments = "3";
  stationary.dataflow = "weight-stationary";
  rounded.acc = "fp16";
  for (const RequestOptions& each : {segments, stationary, rounded}) {
    const auto request = validate(each);
    ASSERT_TRUE(request) << request.error().what;
    EXPECT_EQ(request->d, kFp32);
    EXPECT_EQ(request->choose_to.size(), 2U);
    EXPECT_TRUE(request->scale && request->amax);
  }
}

TEST(Validate, TheOutputSideOfAnArrayIsRead) {
  const auto request = validate({.unit = "array",
                                 .d = "bf16",
                                 .to = "bf16,e4m3,e5m2",
                                 .overflow = "saturate",
                                 .nan_e5m2 = "7e",
                                 .scale = true,
                                 .amax = true,
                                 .counters = true});
  ASSERT_TRUE(request) << request.error().what;
  EXPECT_EQ(*request, (Request{.unit = Unit::kArray,
                               .to = kBf16,
                               .choose_to = {kBf16, kE4m3, kE5m2},
                               .nan_e5m2 = 0x7E,
                               .scale = true,
                               .amax = true,
                               .d = kBf16,
                               .counters = true}));
  EXPECT_EQ(request->result_formats()[2].canonical_nan, 0x7EU);
  // Formats of one kind have one default.
  EXPECT_EQ(validate({.unit = "array", .to = "e4m3,e5m2"})->overflow, Overflow::kSaturate);
  EXPECT_EQ(validate({.unit = "array", .to = "fp32,bf16"})->overflow, Overflow::kNonsaturate);
}

TEST(Validate, AnAddendFollowsTheResultAndTheResultAnAddend) {
  const auto formats = [](const RequestOptions& options) {
    const auto request = validate(options);
    return request ? std::pair(request->c, request->to) : std::pair(kFp16, kFp16);
  };
  EXPECT_EQ(formats({.unit = "fma"}), std::pair(kE4m3, kE4m3));
  EXPECT_EQ(formats({.unit = "fma", .a = "e5m2"}), std::pair(kE5m2, kE5m2));
  EXPECT_EQ(formats({.unit = "fma", .c = "fp32"}), std::pair(kFp32, kFp32));
  EXPECT_EQ(formats({.unit = "fma", .c = "fp32", .to = "bf16"}), std::pair(kFp32, kBf16));
  EXPECT_EQ(formats({.unit = "dot", .to = "bf16", .lanes = "4"}), std::pair(kBf16, kBf16));
  EXPECT_EQ(formats({.unit = "dot", .c = "fp32", .to = "bf16", .lanes = "4"}), std::pair(kFp32, kBf16));
}

TEST(Validate, OptionsOfScalarUnitsAreRead) {
  const auto request = validate({.unit = "converter",
                                 .rounding = "sr",
                                 .random_bits = "24",
                                 .stages = "2",
                                 .lanes = "64",
                                 .flags = true,
                                 .scale = true,
                                 .amax = true});
  ASSERT_TRUE(request) << request.error().what;
  EXPECT_EQ(*request, (Request{.unit = Unit::kConverter,
                               .rounding = Rounding::kSr,
                               .random_bits = 24,
                               .flags = true,
                               .stages = 2,
                               .lanes = 64,
                               .scale = true,
                               .amax = true}));
  for (const char* unit : {"mac", "array"}) {
    const auto rounded = validate({.unit = unit, .acc = "bf16"});
    ASSERT_TRUE(rounded);
    EXPECT_EQ(rounded->accumulator, kBf16);
  }
  EXPECT_TRUE(validate({.unit = "adder", .rounding = "runtime", .random_bits = "1"}));
}

struct Mistake {
  RequestOptions options;
  Error error;
};

void PrintTo(const Mistake& mistake, std::ostream* out) { PrintTo(mistake.error, out); }

class Mistakes : public testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, HaveTheirMessage) {
  const auto request = validate(GetParam().options);
  ASSERT_FALSE(request);
  EXPECT_EQ(request.error(), GetParam().error);
}

const std::string kUnitNames = "one of multiplier, adder, fma, dot, mac, converter, array";
const std::string kFp8 = "one of e4m3, e5m2";
const std::string kFive = "one of e4m3, e5m2, fp16, bf16, fp32";
const std::string kModes = "one of rne, rtz, rdn, rup, rmm, rod, sr, runtime";
const std::string kName = "letters, digits and _, not starting with a digit";

INSTANTIATE_TEST_SUITE_P(
    All, Mistakes,
    testing::Values(
        Mistake{{.unit = "divider"}, {"unknown unit 'divider'", "UNIT", kUnitNames}},
        Mistake{{.unit = ""}, {"unknown unit ''", "UNIT", kUnitNames}},
        Mistake{{.unit = "multiplier", .a = "e4m4"}, {"unknown format 'e4m4'", "--a", kFp8}},
        Mistake{{.unit = "multiplier", .a = "E4M3"}, {"unknown format 'E4M3'", "--a", kFp8}},
        Mistake{{.unit = "multiplier", .b = "fp32"}, {"format 'fp32' cannot stand here", "--b", kFp8}},
        Mistake{{.unit = "multiplier", .to = "fp64"}, {"unknown format 'fp64'", "--to", kFive}},
        Mistake{{.unit = "converter", .from = "x"}, {"unknown format 'x'", "--from", kFive}},
        Mistake{{.unit = "converter", .from = "fp32", .to = "bf16"},
                {"format 'bf16' cannot stand here", "--to", kFp8}},
        Mistake{{.unit = "converter", .from = "e4m3"},
                {"format 'e4m3' cannot stand here", "--to", "one of e5m2, fp16, bf16, fp32"}},
        Mistake{{.unit = "converter", .from = "e5m2", .to = "e5m2"},
                {"format 'e5m2' cannot stand here", "--to", "one of e4m3, fp16, bf16, fp32"}},

        Mistake{{.unit = "multiplier", .from = "fp32"},
                {"a multiplier has no such option", "--from", "leave it out"}},
        Mistake{{.unit = "multiplier", .acc = "exact"},
                {"a multiplier has no such option", "--acc", "leave it out"}},
        Mistake{{.unit = "multiplier", .max_terms = "1"},
                {"a multiplier has no such option", "--max-terms", "leave it out"}},
        Mistake{{.unit = "multiplier", .rows = "8"},
                {"a multiplier has no such option", "--rows", "leave it out"}},
        Mistake{{.unit = "converter", .cols = "8"},
                {"a converter has no such option", "--cols", "leave it out"}},
        Mistake{{.unit = "converter", .a = "e4m3"},
                {"a converter has no such option", "--a", "leave it out"}},
        Mistake{{.unit = "converter", .b = "e4m3"},
                {"a converter has no such option", "--b", "leave it out"}},
        Mistake{{.unit = "array", .from = "fp32"}, {"an array has no such option", "--from", "leave it out"}},

        Mistake{{.unit = "multiplier", .rounding = "up"},
                {"unknown rounding mode 'up'", "--rounding", kModes}},
        Mistake{{.unit = "multiplier", .rounding = "sr"},
                {"stochastic rounding needs random bits", "--random-bits", "1 to 24"}},
        Mistake{{.unit = "multiplier", .rounding = "sr", .random_bits = "25"},
                {"25 is out of range", "--random-bits", "1 to 24"}},
        Mistake{{.unit = "multiplier", .rounding = "sr", .random_bits = "0"},
                {"0 is out of range", "--random-bits", "1 to 24"}},
        Mistake{{.unit = "fma", .rounding = "rup", .random_bits = "4"},
                {"rup takes no random bits", "--random-bits",
                 "leave it out, or choose --rounding sr or runtime"}},
        Mistake{{.unit = "adder", .random_bits = "4"},
                {"rne takes no random bits", "--random-bits",
                 "leave it out, or choose --rounding sr or runtime"}},
        Mistake{{.unit = "multiplier", .stages = "9"}, {"9 is out of range", "--stages", "0 to 8"}},
        Mistake{{.unit = "array", .random_bits = "4"},
                {"an array has no such option", "--random-bits", "leave it out"}},
        Mistake{{.unit = "array", .flags = true}, {"an array has no such option", "--flags", "leave it out"}},
        Mistake{{.unit = "array", .stages = "1"},
                {"an array has no such option", "--stages", "leave it out"}},
        Mistake{{.unit = "multiplier", .c = "fp32"},
                {"a multiplier has no such option", "--c", "leave it out"}},
        Mistake{{.unit = "fma", .c = "fp64"}, {"unknown format 'fp64'", "--c", kFive}},
        Mistake{{.unit = "dot"}, {"the number of lanes is missing", "--lanes", "2 to 64"}},
        Mistake{{.unit = "dot", .lanes = "1"}, {"1 is out of range", "--lanes", "2 to 64"}},
        Mistake{{.unit = "dot", .lanes = "65"}, {"65 is out of range", "--lanes", "2 to 64"}},
        Mistake{{.unit = "converter", .lanes = "0"}, {"0 is out of range", "--lanes", "1 to 64"}},
        Mistake{{.unit = "fma", .lanes = "2"}, {"an fma has no such option", "--lanes", "leave it out"}},
        Mistake{{.unit = "adder", .scale = true}, {"an adder has no such option", "--scale", "leave it out"}},
        Mistake{{.unit = "dot", .lanes = "2", .amax = true},
                {"a dot has no such option", "--amax", "leave it out"}},
        Mistake{{.unit = "mac", .acc = "e5m2"},
                {"unknown accumulator 'e5m2'", "--acc", "one of exact, fp32, fp16, bf16"}},
        Mistake{{.unit = "mac", .acc = "fp32", .max_terms = "8"},
                {"an accumulator in fp32 has no limit of terms", "--max-terms",
                 "leave it out, or choose --acc exact"}},
        Mistake{{.unit = "array", .b = "e5m2,e4m3"},
                {"unknown choice of formats 'e5m2,e4m3'", "--b",
                 "one of e4m3, e5m2, e4m3,e5m2: in this order, as tiles have 0 and 1 for them"}},
        Mistake{{.unit = "mac", .a = "e4m3,e5m2"},
                {"unknown format 'e4m3,e5m2'", "--a", "one of e4m3, e5m2"}},
        Mistake{{.unit = "fma", .d = "fp32"}, {"an fma has no such option", "--d", "leave it out"}},
        Mistake{{.unit = "array", .d = "fp16"},
                {"format 'fp16' cannot stand here", "--d", "one of fp32, bf16"}},
        Mistake{{.unit = "array", .d = "fp64"}, {"unknown format 'fp64'", "--d", "one of fp32, bf16"}},
        Mistake{{.unit = "array", .to = "bf16,"}, {"unknown format ''", "--to", kFive}},
        Mistake{{.unit = "array", .to = "bf16,fp64"}, {"unknown format 'fp64'", "--to", kFive}},
        Mistake{{.unit = "array", .to = "e4m3,bf16,e4m3", .overflow = "saturate"},
                {"format 'e4m3' is named twice", "--to", "name each format once"}},
        Mistake{{.unit = "array", .to = "bf16,e4m3"},
                {"results are fp8 or wider as the tile asks, which differ in the default", "--overflow",
                 "one of saturate, nonsaturate, runtime"}},
        Mistake{{.unit = "dot", .to = "bf16,e4m3", .lanes = "2"},
                {"unknown format 'bf16,e4m3'", "--to", kFive}},
        Mistake{{.unit = "array", .rounding = "up"},
                {"unknown rounding mode 'up'", "--rounding", "one of rne, rtz, rdn, rup, rmm, rod, runtime"}},
        Mistake{{.unit = "array", .rounding = "sr"},
                {"an array does not round stochastically in this version", "--rounding",
                 "one of rne, rtz, rdn, rup, rmm, rod, runtime"}},
        Mistake{{.unit = "mac", .keep = true}, {"a mac has no such option", "--keep", "leave it out"}},
        Mistake{{.unit = "dot", .lanes = "2", .counters = true},
                {"a dot has no such option", "--counters", "leave it out"}},
        Mistake{{.unit = "multiplier", .overflow = "wrap"},
                {"unknown overflow policy 'wrap'", "--overflow", "one of saturate, nonsaturate, runtime"}},
        Mistake{{.unit = "multiplier", .to = "e5m2", .nan_e5m2 = "7d"},
                {"unknown e5m2 NaN '7d'", "--nan-e5m2", "one of 7e, 7f"}},
        Mistake{{.unit = "multiplier", .nan_e5m2 = "7e"},
                {"the result is not e5m2", "--nan-e5m2", "leave it out, or choose --to e5m2"}},
        Mistake{{.unit = "array", .acc = "fp32", .max_terms = "8"},
                {"an accumulator in fp32 has no limit of terms", "--max-terms",
                 "leave it out, or choose --acc exact"}},
        Mistake{{.unit = "array", .acc = "fp32", .acc_segments = "2"},
                {"an accumulator in fp32 is not cut into parts", "--acc-segments",
                 "leave it out, or choose --acc exact"}},
        Mistake{{.unit = "array", .acc_segments = "5"}, {"5 is out of range", "--acc-segments", "1 to 4"}},
        Mistake{{.unit = "array", .acc_segments = "0"}, {"0 is out of range", "--acc-segments", "1 to 4"}},
        Mistake{
            {.unit = "mac", .acc = "fp32", .carries = "chain"},
            {"an accumulator in fp32 has no wide sum", "--carries", "leave it out, or choose --acc exact"}},
        Mistake{{.unit = "mac", .carries = "plus"},
                {"unknown carries 'plus'", "--carries", "one of tree, chain, ripple"}},
        Mistake{{.unit = "array", .acc_segments = "2", .carries = "tree"},
                {"sums in parts have carries of their own", "--carries",
                 "leave it out, or leave out --acc-segments"}},
        Mistake{{.unit = "fma", .carries = "chain"},
                {"an fma has no such option", "--carries", "leave it out"}},
        Mistake{{.unit = "mac", .acc_segments = "2"},
                {"a mac has no such option", "--acc-segments", "leave it out"}},
        Mistake{{.unit = "array", .acc = "fp64"},
                {"unknown accumulator 'fp64'", "--acc", "one of exact, fp32, fp16, bf16"}},

        Mistake{{.unit = "array", .rows = "0"}, {"0 is out of range", "--rows", "1 to 256"}},
        Mistake{{.unit = "array", .rows = "257"}, {"257 is out of range", "--rows", "1 to 256"}},
        Mistake{{.unit = "array", .rows = "-1"}, {"-1 is out of range", "--rows", "1 to 256"}},
        Mistake{{.unit = "array", .rows = ""}, {"'' is not a whole number", "--rows", "1 to 256"}},
        Mistake{{.unit = "array", .rows = "8x"}, {"'8x' is not a whole number", "--rows", "1 to 256"}},
        Mistake{{.unit = "array", .rows = "8.0"}, {"'8.0' is not a whole number", "--rows", "1 to 256"}},
        Mistake{{.unit = "array", .cols = "99999999999999999999"},
                {"99999999999999999999 is out of range", "--cols", "1 to 256"}},
        Mistake{{.unit = "array", .max_terms = "1048577"},
                {"1048577 is out of range", "--max-terms", "1 to 1048576"}},

        Mistake{{.unit = "mac", .dataflow = "output-stationary"},
                {"a mac has no such option", "--dataflow", "leave it out"}},
        Mistake{{.unit = "array", .dataflow = "row-stationary"},
                {"unknown dataflow 'row-stationary'", "--dataflow",
                 "one of output-stationary, weight-stationary"}},
        Mistake{{.unit = "array", .max_terms = "64", .dataflow = "weight-stationary"},
                {"a sum of a weight-stationary array has one product a row", "--max-terms",
                 "leave it out, or choose --keep too"}},
        Mistake{{.unit = "array", .acc_segments = "2", .dataflow = "weight-stationary"},
                {"a weight-stationary array does not cut its sums into parts in this version",
                 "--acc-segments", "leave it out, or choose --dataflow output-stationary"}},
        Mistake{{.unit = "array", .tile_rows = "8", .keep = true},
                {"only a weight-stationary array with --keep has a memory of partial sums", "--tile-rows",
                 "leave it out, or choose --dataflow weight-stationary --keep"}},
        Mistake{{.unit = "array", .dataflow = "weight-stationary", .tile_rows = "8"},
                {"only a weight-stationary array with --keep has a memory of partial sums", "--tile-rows",
                 "leave it out, or choose --dataflow weight-stationary --keep"}},
        Mistake{{.unit = "array", .dataflow = "weight-stationary", .tile_rows = "4097", .keep = true},
                {"4097 is out of range", "--tile-rows", "1 to 4096"}},

        Mistake{{.unit = "array", .prefix = "9a"},
                {"'9a' cannot start a SystemVerilog name", "--prefix", kName}},
        Mistake{{.unit = "array", .prefix = "a b"},
                {"'a b' cannot be part of a SystemVerilog name", "--prefix", kName}},
        Mistake{{.unit = "array", .prefix = "a;"},
                {"'a;' cannot be part of a SystemVerilog name", "--prefix", kName}},
        Mistake{{.unit = "array", .prefix = "../"},
                {"'../' cannot be part of a SystemVerilog name", "--prefix", kName}},
        Mistake{{.unit = "array", .prefix = "ä"},
                {"'ä' cannot be part of a SystemVerilog name", "--prefix", kName}},
        Mistake{{.unit = "array", .prefix = std::string(65, 'a')},
                {"a prefix of 65 characters is too long", "--prefix", "at most 64"}}));

}  // namespace
}  // namespace fp8forge
