// Codes and values of each format: against literal tables for fp8, against the machine's own for fp32.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <random>

#include "sim/golden/golden.hpp"
#include "tests/golden/fp8_values.hpp"

namespace fp8forge {
namespace {

using golden::Target;

void expect_same_value(double expected, double got, std::uint32_t code) {
  if (std::isnan(expected)) {
    EXPECT_TRUE(std::isnan(got)) << std::hex << code;
  } else {
    EXPECT_EQ(expected, got) << std::hex << code;
    EXPECT_EQ(std::signbit(expected), std::signbit(got)) << std::hex << code;
  }
}

TEST(GoldenCodec, EveryE4m3CodeHasItsTabulatedValue) {
  for (std::uint32_t code = 0; code < 256; ++code) {
    expect_same_value(kE4m3Values[code], golden::value_of(kE4m3, code), code);
  }
}

TEST(GoldenCodec, EveryE5m2CodeHasItsTabulatedValue) {
  for (std::uint32_t code = 0; code < 256; ++code) {
    expect_same_value(kE5m2Values[code], golden::value_of(kE5m2, code), code);
  }
}

// The machine's float is IEEE binary32, another implementation of the same decoding.
TEST(GoldenCodec, Fp32CodesHaveTheMachinesValues) {
  std::mt19937 random(1);
  for (int i = 0; i < 100000; ++i) {
    const auto code = static_cast<std::uint32_t>(random());
    expect_same_value(std::bit_cast<float>(code), golden::value_of(kFp32, code), code);
  }
}

// A bf16 is the top half of an fp32 (Intel, bfloat16 numerics definition).
TEST(GoldenCodec, EveryBf16CodeIsTheTopHalfOfAnFp32) {
  for (std::uint32_t code = 0; code < 65536; ++code) {
    expect_same_value(golden::value_of(kFp32, code << 16), golden::value_of(kBf16, code), code);
  }
}

TEST(GoldenCodec, Fp16LandmarksHaveTheirValues) {
  EXPECT_EQ(golden::value_of(kFp16, 0x0001), std::ldexp(1, -24));
  EXPECT_EQ(golden::value_of(kFp16, 0x03FF), std::ldexp(1023, -24));
  EXPECT_EQ(golden::value_of(kFp16, 0x0400), std::ldexp(1, -14));
  EXPECT_EQ(golden::value_of(kFp16, 0x3C00), 1.0);
  EXPECT_EQ(golden::value_of(kFp16, 0x3555), 0.333251953125);
  EXPECT_EQ(golden::value_of(kFp16, 0xFBFF), -65504.0);
  EXPECT_EQ(golden::value_of(kFp16, 0x7C00), kInf);
  EXPECT_TRUE(std::isnan(golden::value_of(kFp16, 0x7C01)));
}

// Every finite fp8 value, written as an fp32, converts to its own code in every mode; so does the way back.
TEST(GoldenCodec, EveryFp8ValueKeepsItsCode) {
  for (const Format& format : {kE4m3, kE5m2}) {
    const double* values = format == kE4m3 ? kE4m3Values : kE5m2Values;
    for (std::uint32_t code = 0; code < 256; ++code) {
      if (!std::isfinite(values[code])) continue;
      const auto fp32 = std::bit_cast<std::uint32_t>(static_cast<float>(values[code]));
      for (const auto& [rounding, name] : kRoundingNames) {
        EXPECT_EQ(golden::convert(kFp32, {format, rounding, Overflow::kSaturate}, fp32), code) << name;
        EXPECT_EQ(golden::convert(format, {kFp32, rounding, Overflow::kNonsaturate}, code), fp32) << name;
      }
    }
  }
}

// Codes of a wide format above the width of the narrow one are ignored, not read.
TEST(GoldenCodec, BitsAboveTheFormatAreIgnored) {
  const Target target{kE4m3, Rounding::kRne, Overflow::kSaturate};
  EXPECT_EQ(golden::mul(kE4m3, kE5m2, target, 0xABCDEF38, 0x1234563C), 0x38u);
}

}  // namespace
}  // namespace fp8forge
