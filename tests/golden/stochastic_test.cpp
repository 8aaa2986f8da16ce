// Stochastic rounding: hand cases, and the laws that its definition implies.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <random>

#include "sim/golden/golden.hpp"

namespace fp8forge {
namespace {

using golden::Rounded;
using golden::Target;
using enum Rounding;

Target stochastic(const Format& to, int bits, Overflow overflow = Overflow::kSaturate) {
  return {to, kSr, overflow, bits};
}

Rounded convert_float(float value, const Target& target, std::uint32_t random) {
  return golden::round(target, golden::exact_convert(kFp32, std::bit_cast<std::uint32_t>(value)), random);
}

// 1 + 5/64 lies 5/8 of a quantum above 1.
TEST(GoldenStochastic, UpWhenFractionAndRandomReachOne) {
  const float value = 1 + 5 / 64.0F;
  EXPECT_EQ(convert_float(value, stochastic(kE4m3, 3), 2).code, 0x38u);
  EXPECT_EQ(convert_float(value, stochastic(kE4m3, 3), 3).code, 0x39u);
  EXPECT_EQ(convert_float(-value, stochastic(kE4m3, 3), 2).code, 0xB8u);
  EXPECT_EQ(convert_float(-value, stochastic(kE4m3, 3), 3).code, 0xB9u);
  EXPECT_EQ(convert_float(value, stochastic(kE4m3, 2), 1).code, 0x38u);  // floor(5/8 * 4) is 2
  EXPECT_EQ(convert_float(value, stochastic(kE4m3, 2), 2).code, 0x39u);
  EXPECT_EQ(convert_float(value, stochastic(kE4m3, 1), 0).code, 0x38u);
  EXPECT_EQ(convert_float(value, stochastic(kE4m3, 1), 1).code, 0x39u);
  EXPECT_EQ(convert_float(value, stochastic(kE4m3, 24), 0x5FFFFF).code, 0x38u);
  EXPECT_EQ(convert_float(value, stochastic(kE4m3, 24), 0x600000).code, 0x39u);
  EXPECT_EQ(convert_float(value, stochastic(kE4m3, 3), 0xFFFFFFF2).code, 0x38u);  // bits above N do not count
}

TEST(GoldenStochastic, BitsBelowTheRandomOnesAreDropped) {
  EXPECT_EQ(convert_float(1 + 1 / 128.0F, stochastic(kE4m3, 3), 7), (Rounded{0x38, golden::kInexact}));
  EXPECT_EQ(convert_float(1 + 1 / 128.0F, stochastic(kE4m3, 4), 15), (Rounded{0x39, golden::kInexact}));
  const std::uint8_t underflow = golden::kUnderflow | golden::kInexact;
  EXPECT_EQ(convert_float(1e-30F, stochastic(kE4m3, 24), 0xFFFFFF), (Rounded{0x00, underflow}));
}

// The quantum of a subnormal is the subnormals', and the least value may come from far below.
TEST(GoldenStochastic, SubnormalQuantum) {
  const float quantum = 0.001953125F;
  EXPECT_EQ(convert_float(quantum / 4, stochastic(kE4m3, 4), 11).code, 0x00u);
  EXPECT_EQ(convert_float(quantum / 4, stochastic(kE4m3, 4), 12).code, 0x01u);
  EXPECT_EQ(convert_float(-quantum / 16, stochastic(kE4m3, 4), 14).code, 0x80u);
  EXPECT_EQ(convert_float(-quantum / 16, stochastic(kE4m3, 4), 15).code, 0x81u);
}

// 7.75 quanta: 12/16 above 7 quanta, 8/16 above 15 half quanta.
TEST(GoldenStochastic, TinyIsJudgedByTheSameRandomBits) {
  const float value = 7.75F * 0.001953125F;
  const std::uint8_t underflow = golden::kUnderflow | golden::kInexact;
  EXPECT_EQ(convert_float(value, stochastic(kE4m3, 4), 3), (Rounded{0x07, underflow}));
  EXPECT_EQ(convert_float(value, stochastic(kE4m3, 4), 4), (Rounded{0x08, underflow}));
  EXPECT_EQ(convert_float(value, stochastic(kE4m3, 4), 7), (Rounded{0x08, underflow}));
  EXPECT_EQ(convert_float(value, stochastic(kE4m3, 4), 8), (Rounded{0x08, golden::kInexact}));
}

// 449 lies 1/32 of a quantum above 448; up is 480, an overflow as RNE has it.
TEST(GoldenStochastic, OverflowIsThatOfNearest) {
  const std::uint8_t overflow = golden::kOverflowed | golden::kInexact;
  const Target sat = stochastic(kE4m3, 8), nonsat = stochastic(kE4m3, 8, Overflow::kNonsaturate);
  EXPECT_EQ(convert_float(449, nonsat, 247), (Rounded{0x7E, golden::kInexact}));
  EXPECT_EQ(convert_float(449, nonsat, 248), (Rounded{0x7F, overflow}));
  EXPECT_EQ(convert_float(-449, sat, 248), (Rounded{0xFE, overflow}));
  EXPECT_EQ(convert_float(480, nonsat, 0), (Rounded{0x7F, overflow}));
  EXPECT_EQ(convert_float(-65536, stochastic(kE5m2, 8, Overflow::kNonsaturate), 0),
            (Rounded{0xFC, overflow}));
}

// 1 less the least fp32, 149 places below: all 24 bits of the fraction are ones, and 1 more the least has
// none.
TEST(GoldenStochastic, FarTailsCountAsTheyAre) {
  const auto nudged = [](std::uint32_t c, int bits, std::uint32_t random) {
    return golden::fma(kE4m3, kE4m3, kFp32, stochastic(kE4m3, bits), 0x38, 0x38, c, random);
  };
  for (const int bits : {1, 8, 24}) {
    EXPECT_EQ(nudged(0x80000001, bits, 0), 0x37u);
    EXPECT_EQ(nudged(0x80000001, bits, 1), 0x38u);
    EXPECT_EQ(nudged(0x00000001, bits, 0xFFFFFF), 0x38u);
  }
  // The same from fp32 alone, into its own 24 bits, 276 places apart.
  const Target wide = stochastic(kFp32, 24, Overflow::kNonsaturate);
  EXPECT_EQ(golden::add(kFp32, kFp32, wide, 0x7F000000, 0x80000001, 0), 0x7EFFFFFFu);
  EXPECT_EQ(golden::add(kFp32, kFp32, wide, 0x7F000000, 0x80000001, 1), 0x7F000000u);
  EXPECT_EQ(golden::add(kFp32, kFp32, wide, 0x7F000000, 0x00000001, 0xFFFFFF), 0x7F000000u);
}

// Calls `check(from, to, code)` for fp16 values spread over all of it and fp8 destinations.
template <typename Check>
void for_each_conversion(Check check) {
  for (const Format& to : {kE4m3, kE5m2}) {
    for (std::uint32_t code = 0; code < 65536; code += 37) {
      if ((code & 0x7FFF) > kFp16.max_finite()) continue;
      check(kFp16, to, code);
    }
  }
}

double largest(const Format& format) { return golden::value_of(format, format.max_finite()); }

// Of the 2^N numbers, floor(f * 2^N) give the upper neighbour: on average the value itself, but for the bits
// below. f is from the two neighbours, as doubles.
TEST(GoldenStochastic, AllRandomNumbersTogetherGiveTheFraction) {
  const int bits = 6;
  for_each_conversion([](const Format& from, const Format& to, std::uint32_t code) {
    const double value = std::fabs(golden::value_of(from, code));
    if (value > largest(to)) return;
    const std::uint32_t down = golden::convert(from, {to, kRtz, Overflow::kSaturate}, code);
    const double low = std::fabs(golden::value_of(to, down)),
                 high = std::fabs(golden::value_of(to, down + 1));
    int ups = 0;
    for (std::uint32_t random = 0; random < 1u << bits; ++random) {
      const std::uint32_t got = golden::convert(from, stochastic(to, bits), code, random);
      ASSERT_TRUE(got == down || got == down + 1);
      ups += got != down;
    }
    const double fraction = value == low ? 0 : (value - low) / (high - low);
    ASSERT_EQ(ups, static_cast<int>(fraction * (1 << bits))) << code;
  });
}

TEST(GoldenStochastic, ZeroTruncatesAndMoreNeverGivesLess) {
  for_each_conversion([](const Format& from, const Format& to, std::uint32_t code) {
    const std::uint32_t down = golden::convert(from, {to, kRtz, Overflow::kSaturate}, code);
    for (const int bits : {1, 5, 24}) {
      std::uint32_t last = golden::convert(from, stochastic(to, bits), code, 0);
      ASSERT_EQ(last, down);
      for (int step = 1; step <= 16; ++step) {
        const auto random =
            static_cast<std::uint32_t>(((std::uint64_t{1} << bits) - 1) * static_cast<unsigned>(step) / 16);
        const std::uint32_t next = golden::convert(from, stochastic(to, bits), code, random);
        ASSERT_GE(next, last);
        last = next;
      }
    }
  });
}

// Where the fraction has no more than N bits, one bit more with R doubled is the same: f * 2^(N+1) + 2 R.
TEST(GoldenStochastic, MoreBitsRefine) {
  std::mt19937 random(11);
  for_each_conversion([&](const Format& from, const Format& to, std::uint32_t code) {
    const std::uint32_t r =
        random() & 0x3FFFFF;  // N = 22 holds every fraction of an fp16 above 2^-25 of a quantum
    const Rounded coarse = golden::round(stochastic(to, 22), golden::exact_convert(from, code), r);
    ASSERT_EQ(coarse, golden::round(stochastic(to, 24), golden::exact_convert(from, code), 4 * r)) << code;
  });
}

}  // namespace
}  // namespace fp8forge
