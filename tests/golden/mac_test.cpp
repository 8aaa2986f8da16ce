// The multiply-accumulate unit, case by case.
#include "sim/golden/mac.hpp"

#include <gtest/gtest.h>

#include <random>

#include "sim/golden/golden.hpp"

namespace fp8forge {
namespace {

using golden::Mac;
using golden::Rounded;
using golden::Target;
using enum Rounding;

constexpr Target kWide{kFp32, kRne, Overflow::kNonsaturate};
constexpr Target kDown{kFp32, kRdn, Overflow::kNonsaturate};
constexpr std::uint8_t kX = golden::kInexact;
constexpr std::uint8_t kOX = golden::kOverflowed | golden::kInexact;

TEST(GoldenMac, StartsAtZeroAndClearStartsANewSum) {
  for (const std::optional<Format>& accumulator :
       {std::optional<Format>{}, std::optional(kFp32), std::optional(kFp16), std::optional(kBf16)}) {
    Mac mac(kE4m3, kE5m2, accumulator, 4096);
    EXPECT_EQ(mac.read(kDown), (Rounded{0, 0}));
    mac.step(0x38, 0x3C, false);
    EXPECT_EQ(mac.read(kWide), (Rounded{0x3F800000, 0}));
    mac.step(0x40, 0x3C, false);
    EXPECT_EQ(mac.read(kWide), (Rounded{0x40400000, 0}));
    EXPECT_EQ(mac.read(kWide), (Rounded{0x40400000, 0}));  // reading changes nothing
    mac.step(0x40, 0x40, true);
    EXPECT_EQ(mac.read(kWide), (Rounded{0x40800000, 0}));
  }
}

// No accumulator remembers signs of zero: fused RNE from +0 does not either.
TEST(GoldenMac, ZeroIsPlus) {
  for (const std::optional<Format>& accumulator : {std::optional<Format>{}, std::optional(kFp16)}) {
    Mac mac(kE4m3, kE4m3, accumulator, 4096);
    mac.step(0x80, 0x38, true);
    EXPECT_EQ(mac.read(kDown), (Rounded{0, 0}));
    mac.step(0x38, 0x38, false);
    mac.step(0xB8, 0x38, false);
    EXPECT_EQ(mac.read(kDown), (Rounded{0, 0}));
  }
}

// 4096 largest products and the smallest one, in any order, then the same taken away again.
TEST(GoldenMac, ExactSumsLoseNothing) {
  Mac mac(kE5m2, kE5m2, {}, 8193);
  for (int i = 0; i < 4096; ++i) mac.step(0x7B, 0x7B, i == 0);
  mac.step(0x01, 0x01, false);
  for (int i = 0; i < 4096; ++i) mac.step(0xFB, 0x7B, false);
  EXPECT_EQ(mac.read(kWide), (Rounded{0x2F800000, 0}));  // 2^-32
}

TEST(GoldenMac, TooManyTermsAreNanUntilCleared) {
  Mac mac(kE4m3, kE4m3, {}, 2);
  mac.step(0x38, 0x38, true);
  mac.step(0x00, 0x38, false);
  EXPECT_EQ(mac.read(kWide), (Rounded{0x3F800000, 0}));
  mac.step(0x00, 0x38, false);
  EXPECT_EQ(mac.read(kWide), (Rounded{0x7FC00000, 0}));  // and not invalid
  mac.step(0x40, 0x38, true);
  EXPECT_EQ(mac.read(kWide), (Rounded{0x40000000, 0}));
  Mac rounded(kE4m3, kE4m3, kFp32, 2);  // a rounded accumulator has no such limit
  for (int i = 0; i < 4; ++i) rounded.step(0x38, 0x38, false);
  EXPECT_EQ(rounded.read(kWide), (Rounded{0x40800000, 0}));
}

TEST(GoldenMac, ExactFlags) {
  Mac mac(kE5m2, kE5m2, {}, 4096);
  const Rounded nan{0x7FC00000, 0}, invalid{0x7FC00000, golden::kInvalid};
  mac.step(0x7E, 0x3C, true);  // a quiet NaN
  EXPECT_EQ(mac.read(kWide), nan);
  mac.step(0x7C, 0x3C, false);
  EXPECT_EQ(mac.read(kWide), nan);
  mac.step(0xFC, 0x3C, false);  // and both infinities
  EXPECT_EQ(mac.read(kWide), invalid);
  mac.step(0x3C, 0x3C, true);
  mac.step(0x00, 0xFC, false);
  EXPECT_EQ(mac.read(kWide), invalid);
  mac.step(0x3C, 0x3C, false);
  EXPECT_EQ(mac.read(kWide), invalid);  // until cleared
  mac.step(0x00, 0x7D, true);           // a signalling NaN
  EXPECT_EQ(mac.read(kWide), invalid);
  mac.step(0x7C, 0x3C, true);
  EXPECT_EQ(mac.read({kE4m3, kRne, Overflow::kSaturate}), (Rounded{0x7E, 0}));
  mac.step(0x3D, 0x3D, true);  // 1.5625; the flags of a rounding are those of this reading
  EXPECT_EQ(mac.read({kE5m2, kRne, Overflow::kSaturate}), (Rounded{0x3E, kX}));
  EXPECT_EQ(mac.read(kWide), (Rounded{0x3FC80000, 0}));
}

// In fp16: 2048 + 1 is lost; and 448 * 448 is infinite, which no term brings back.
TEST(GoldenMac, RoundedAccumulatorKeepsTheFlagsOfItsSteps) {
  Mac mac(kE4m3, kE4m3, kFp16, 4096);
  mac.step(0x68, 0x60, true);  // 64 * 32
  EXPECT_EQ(mac.read(kWide), (Rounded{0x45000000, 0}));
  mac.step(0x38, 0x38, false);
  EXPECT_EQ(mac.read(kWide), (Rounded{0x45000000, kX}));
  mac.step(0x40, 0x38, false);
  EXPECT_EQ(mac.read(kWide), (Rounded{0x45002000, kX}));
  mac.step(0x40, 0x38, true);
  EXPECT_EQ(mac.read(kWide), (Rounded{0x40000000, 0}));
  mac.step(0x7E, 0x7E, false);
  EXPECT_EQ(mac.read(kWide), (Rounded{0x7F800000, kOX}));
  mac.step(0xFE, 0x7E, false);
  EXPECT_EQ(mac.read(kWide), (Rounded{0x7F800000, kOX}));
  EXPECT_EQ(mac.read({kE4m3, kRne, Overflow::kSaturate}), (Rounded{0x7E, kOX}));
  mac.step(0x7F, 0x38, true);
  EXPECT_EQ(mac.read(kWide), (Rounded{0x7FC00000, 0}));
}

TEST(GoldenMac, TakesProductsOfSeveralFormats) {
  for (const std::optional<Format>& accumulator : {std::optional<Format>(), std::optional<Format>(kFp32)}) {
    Mac mac({kE4m3, kE5m2}, {kE4m3, kE5m2}, accumulator, 8);
    mac.step(0x38, 0x40, true);  // 1 * 2
    mac.select(1, 0);
    mac.step(0x40, 0x40, false);  // 2 * 2
    mac.select(0, 1);
    mac.step(0x40, 0x3C, false);  // 2 * 1
    mac.select(1, 1);
    mac.step(0x3C, 0xBC, false);                                                         // 1 * -1
    EXPECT_EQ(mac.read({kBf16, Rounding::kRne, Overflow::kNonsaturate}).code, 0x40E0U);  // 7
  }
}

TEST(GoldenMac, ReadsStochastically) {
  for (const std::optional<Format>& accumulator : {std::optional<Format>{}, std::optional(kFp32)}) {
    Mac mac(kE4m3, kE4m3, accumulator, 4096);
    mac.step(0x39, 0x39, true);  // 1.265625: 1/8 of a quantum above 1.25
    const Target target{kE4m3, kSr, Overflow::kSaturate, 3};
    EXPECT_EQ(mac.read(target, 6), (Rounded{0x3A, kX}));
    EXPECT_EQ(mac.read(target, 7), (Rounded{0x3B, kX}));
  }
}

// A sum is a dot with c = +0 but for the sign of zero; and copies go their own ways.
TEST(GoldenMac, IsADotOfItsTerms) {
  std::mt19937 random(12);
  for (int sums = 0; sums < 500; ++sums) {
    Mac exact(kE4m3, kE5m2, {}, 64), rounded(kE4m3, kE5m2, kBf16, 64);
    std::vector<std::uint32_t> a, b;
    for (std::uint32_t k = 0; k < 1 + random() % 20; ++k) {
      a.push_back(random() & 0xFF);
      b.push_back(random() & 0xFB);  // no specials
      exact.step(a.back(), b.back(), k == 0);
      rounded.step(a.back(), b.back(), false);
    }
    const Rounded dot = golden::round(kWide, golden::exact_dot(kE4m3, kE5m2, kFp32, kRne, a, b, 0));
    EXPECT_EQ(exact.read(kWide), dot);
    EXPECT_EQ(rounded.read(kWide),
              golden::dot_rounded_with_flags(kE4m3, kE5m2, kFp32, kBf16, kWide, a, b, 0));
    Mac copy = exact;
    copy.step(0x38, 0x3C, true);
    EXPECT_EQ(exact.read(kWide), dot);
  }
}

}  // namespace
}  // namespace fp8forge
