// Status flags and the factor 2^scale, case by case; expected codes and flags are typed by hand.
#include <gtest/gtest.h>

#include <bit>
#include <limits>

#include "sim/golden/golden.hpp"

namespace fp8forge {
namespace {

using golden::Rounded;
using golden::Target;
using enum Rounding;

constexpr Overflow kSat = Overflow::kSaturate;
constexpr Overflow kNonsat = Overflow::kNonsaturate;
constexpr std::uint8_t kX = golden::kInexact;
constexpr std::uint8_t kUX = golden::kUnderflow | golden::kInexact;
constexpr std::uint8_t kOX = golden::kOverflowed | golden::kInexact;
constexpr std::uint8_t kV = golden::kInvalid;

static_assert(golden::round({kE4m3, kRne, kSat}, golden::exact_mul(kE4m3, kE4m3, 0x7E, 0x40)) ==
              Rounded{0x7E, kOX});

void expect_float(float value, const Target& target, Rounded expected) {
  const auto code = std::bit_cast<std::uint32_t>(value);
  const Rounded got = golden::round(target, golden::exact_convert(kFp32, code));
  EXPECT_EQ(got.code, expected.code) << value << " " << name_of(target.rounding);
  EXPECT_EQ(got.flags, expected.flags) << value << " " << name_of(target.rounding);
}

// The bits are those of the port status_o.
TEST(GoldenFlags, BitsOfThePort) {
  EXPECT_EQ(golden::kInexact, 1);
  EXPECT_EQ(golden::kUnderflow, 2);
  EXPECT_EQ(golden::kOverflowed, 4);
  EXPECT_EQ(golden::kInvalid, 8);
}

TEST(GoldenFlags, OverflowIsJudgedByTheRoundedValue) {
  expect_float(448, {kE4m3, kRne, kSat}, {0x7E, 0});
  expect_float(449, {kE4m3, kRne, kSat}, {0x7E, kX});
  expect_float(464, {kE4m3, kRne, kSat}, {0x7E, kX});
  expect_float(464, {kE4m3, kRmm, kSat}, {0x7E, kOX});
  expect_float(464.0001F, {kE4m3, kRne, kSat}, {0x7E, kOX});
  expect_float(464.0001F, {kE4m3, kRne, kNonsat}, {0x7F, kOX});
  expect_float(449, {kE4m3, kRup, kSat}, {0x7E, kOX});
  expect_float(449, {kE4m3, kRdn, kSat}, {0x7E, kX});
  expect_float(-449, {kE4m3, kRdn, kNonsat}, {0x7F, kOX});
  expect_float(479, {kE4m3, kRtz, kNonsat}, {0x7E, kX});
  expect_float(480, {kE4m3, kRtz, kNonsat}, {0x7E, kOX});  // 480 itself, though the result is inexact
  expect_float(480, {kE4m3, kRdn, kNonsat}, {0x7E, kOX});
  expect_float(449, {kE4m3, kRod, kNonsat}, {0x7E, kOX});  // 448 is even: to odd is 480
  expect_float(57345, {kE5m2, kRod, kNonsat}, {0x7B, kX});
  expect_float(61440, {kE5m2, kRne, kNonsat}, {0x7C, kOX});
  expect_float(-1e30F, {kE5m2, kRne, kSat}, {0xFB, kOX});
  expect_float(512, {kE4m3, kRne, kSat}, {0x7E, kOX});  // a power of two: inexact by overflow alone
}

TEST(GoldenFlags, InfiniteOperandsRaiseNothing) {
  for (const float infinity : {std::numeric_limits<float>::infinity()}) {
    expect_float(infinity, {kE4m3, kRne, kSat}, {0x7E, 0});
    expect_float(infinity, {kE4m3, kRne, kNonsat}, {0x7F, 0});
    expect_float(-infinity, {kE5m2, kRtz, kNonsat}, {0xFC, 0});
  }
}

// e4m3: quantum 2^-9, normal from 2^-6 = 8 quanta. Tiny is judged with quanta of half that below 2^-6.
TEST(GoldenFlags, UnderflowIsTinyAfterRoundingAndInexact) {
  const float quantum = 0.001953125F;
  for (const float sign : {1.0F, -1.0F}) {
    const std::uint32_t bit = sign < 0 ? 0x80 : 0;
    const auto expect_quanta = [&](float quanta, Rounding rounding, std::uint32_t code, std::uint8_t flags) {
      expect_float(sign * quanta * quantum, {kE4m3, rounding, kSat}, {code | bit, flags});
    };
    expect_quanta(1, kRne, 0x01, 0);  // tiny and exact
    expect_quanta(7, kRne, 0x07, 0);
    expect_quanta(0.5F, kRne, 0x00, kUX);
    expect_quanta(1.5F, kRtz, 0x01, kUX);
    expect_quanta(1e-30F, kRod, 0x01, kUX);
    expect_quanta(7.5F, kRne, 0x08, kUX);   // 15 half quanta, exactly: tiny; but the result is normal
    expect_quanta(7.75F, kRne, 0x08, kX);   // 15.5 half quanta give 16: not tiny
    expect_quanta(7.74F, kRne, 0x08, kUX);  // give 15
    expect_quanta(7.75F, kRmm, 0x08, kX);
    expect_quanta(7.75F, kRtz, 0x07, kUX);
    expect_quanta(7.75F, kRod, 0x07, kUX);
    expect_quanta(7.6F, sign < 0 ? kRdn : kRup, 0x08, kX);
    expect_quanta(7.5F, sign < 0 ? kRdn : kRup, 0x08, kUX);
    expect_quanta(8.5F, kRne, 0x08, kX);
  }
}

TEST(GoldenFlags, SignallingNansAreInvalidAndQuietOnesAreNot) {
  struct Nan {
    Format format;
    std::uint32_t code;
    std::uint8_t flags;
  };
  const Nan nans[] = {
      {kE4m3, 0x7F, 0},        {kE4m3, 0xFF, 0},       {kE5m2, 0x7D, kV},   {kE5m2, 0xFD, kV},
      {kE5m2, 0x7E, 0},        {kE5m2, 0x7F, 0},       {kFp16, 0x7C01, kV}, {kFp16, 0x7DFF, kV},
      {kFp16, 0x7E00, 0},      {kBf16, 0x7F81, kV},    {kBf16, 0x7FC0, 0},  {kFp32, 0x7F800001, kV},
      {kFp32, 0xFFBFFFFF, kV}, {kFp32, 0x7FC00000, 0},
  };
  const Target target{kE4m3, kRne, kSat};
  for (const auto& [format, code, flags] : nans) {
    const Rounded expected{0x7F, flags};
    EXPECT_EQ(golden::round(target, golden::exact_convert(format, code)), expected) << code;
    EXPECT_EQ(golden::round(target, golden::exact_mul(format, kE4m3, code, 0x00)), expected) << code;
    EXPECT_EQ(golden::round(target, golden::exact_mul(kE4m3, format, 0x7F, code)), expected) << code;
    EXPECT_EQ(golden::round(target, golden::exact_add(format, kE4m3, kRne, code, 0x38)), expected) << code;
    EXPECT_EQ(golden::round(target, golden::exact_add(kE5m2, format, kRne, 0x7C, code)), expected) << code;
    EXPECT_EQ(golden::round(target, golden::exact_fma(kE4m3, kE4m3, format, kRne, 0x7F, 0x38, code)),
              expected);
  }
}

TEST(GoldenFlags, ZeroTimesInfinityAndInfinityLessInfinityAreInvalid) {
  const Target target{kE5m2, kRne, kNonsat};
  const auto fma = [&](std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    return golden::round(target, golden::exact_fma(kE5m2, kE5m2, kE5m2, kRne, a, b, c));
  };
  const Rounded invalid{0x7F, kV}, quiet{0x7F, 0};
  EXPECT_EQ(golden::round(target, golden::exact_mul(kE5m2, kE5m2, 0x80, 0x7C)), invalid);
  EXPECT_EQ(golden::round(target, golden::exact_add(kE5m2, kE5m2, kRne, 0x7C, 0xFC)), invalid);
  EXPECT_EQ(fma(0x00, 0x7C, 0x3C), invalid);
  EXPECT_EQ(fma(0x00, 0x7C, 0x7E), invalid);  // also beside a quiet NaN
  EXPECT_EQ(fma(0x7C, 0x3C, 0xFC), invalid);
  EXPECT_EQ(fma(0x7C, 0x3C, 0x7E), quiet);
  EXPECT_EQ(fma(0x7C, 0x3C, 0x7C), (Rounded{0x7C, 0}));
  EXPECT_EQ(fma(0x7C, 0x7E, 0xFC), quiet);  // the product is no infinity
}

// In a long sum order does not matter: infinities of both signs are invalid beside a quiet NaN too.
TEST(GoldenFlags, DotIsInvalidInAnyOrder) {
  const Target target{kFp32, kRne, kNonsat};
  const std::uint32_t ones[] = {0x3C, 0x3C, 0x3C};
  const auto dot = [&](std::array<std::uint32_t, 3> a, std::uint32_t c) {
    return golden::round(target, golden::exact_dot(kE5m2, kE5m2, kFp32, kRne, a, ones, c));
  };
  const Rounded invalid{0x7FC00000, kV};
  EXPECT_EQ(dot({0x7C, 0xFC, 0x7E}, 0), invalid);
  EXPECT_EQ(dot({0x7E, 0x7C, 0xFC}, 0), invalid);
  EXPECT_EQ(dot({0x7E, 0x7C, 0x3C}, 0xFF800000), invalid);
  EXPECT_EQ(dot({0x7E, 0x7C, 0x3C}, 0x7F800000), (Rounded{0x7FC00000, 0}));
  EXPECT_EQ(dot({0x3C, 0x3C, 0x7D}, 0), invalid);
  EXPECT_EQ(dot({0x3C, 0x3C, 0x3C}, 0x7F800001), invalid);
  EXPECT_EQ(dot({0x7C, 0x7C, 0x3C}, 0), (Rounded{0x7F800000, 0}));
}

// Every rounding on the way counts: that of c, those of the terms, the last one.
TEST(GoldenFlags, RoundedDotGathersFlags) {
  const std::uint32_t one[] = {0x38}, two[] = {0x40}, most[] = {0x7E}, none[] = {0x00};
  const auto dot = [&](const Target& target, auto& a, auto& b, std::uint32_t c) {
    return golden::dot_rounded_with_flags(kE4m3, kE4m3, kFp32, kFp16, target, a, b, c);
  };
  const Target wide{kFp32, kRne, kNonsat};
  EXPECT_EQ(dot(wide, one, one, 0x3F800000), (Rounded{0x40000000, 0}));
  EXPECT_EQ(dot(wide, none, one, 0x3F800001), (Rounded{0x3F800000, kX}));  // c
  EXPECT_EQ(dot(wide, one, one, 0x45000000), (Rounded{0x45000000, kX}));   // 2048 + 1
  EXPECT_EQ(dot(wide, most, most, 0), (Rounded{0x7F800000, kOX}));
  EXPECT_EQ(dot({kE4m3, kRne, kSat}, most, two, 0), (Rounded{0x7E, kOX}));  // 896, at the end
  EXPECT_EQ(dot(wide, one, one, 0x7F800001), (Rounded{0x7FC00000, kV}));
}

TEST(GoldenScale, MultipliesByAPowerOfTwo) {
  const auto scaled = [](const Format& from, std::uint32_t code, int scale, const Target& target) {
    return golden::round(target, golden::exact_convert(from, code, scale));
  };
  const Target nearest{kE4m3, kRne, kSat};
  EXPECT_EQ(scaled(kFp32, 0x3F800000, 0, nearest), (Rounded{0x38, 0}));
  EXPECT_EQ(scaled(kFp32, 0x3F800000, 1, nearest), (Rounded{0x40, 0}));
  EXPECT_EQ(scaled(kFp32, 0xBFC00000, -2, nearest), (Rounded{0xAC, 0}));  // -1.5 / 4
  EXPECT_EQ(scaled(kFp32, 0x00000001, 149, nearest), (Rounded{0x38, 0}));
  EXPECT_EQ(scaled(kFp32, 0x7F7FFFFF, -120, nearest), (Rounded{0x78, kX}));
  EXPECT_EQ(scaled(kFp32, 0x3F800000, 255, nearest), (Rounded{0x7E, kOX}));
  EXPECT_EQ(scaled(kFp32, 0x3F800000, -256, nearest), (Rounded{0x00, kUX}));
  EXPECT_EQ(scaled(kFp32, 0x00000001, -256, {kE4m3, kRup, kSat}), (Rounded{0x01, kUX}));
  EXPECT_EQ(scaled(kE4m3, 0x01, -140, {kFp32, kRne, kNonsat}), (Rounded{0x00000001, 0}));
  EXPECT_EQ(scaled(kFp32, 0x80000000, 255, nearest), (Rounded{0x80, 0}));
  EXPECT_EQ(scaled(kFp32, 0xFF800000, -256, {kE5m2, kRne, kNonsat}), (Rounded{0xFC, 0}));
  EXPECT_EQ(scaled(kFp32, 0x7F800001, 3, nearest), (Rounded{0x7F, kV}));
}

TEST(GoldenAmax, LargestFiniteMagnitude) {
  const std::uint32_t none[] = {0x7F, 0xFF}, some[] = {0x38, 0xC0, 0x7F, 0xB8}, most[] = {0xFE, 0x7E};
  EXPECT_EQ(golden::amax(kE4m3, {}), 0u);
  EXPECT_EQ(golden::amax(kE4m3, none), 0u);
  EXPECT_EQ(golden::amax(kE4m3, some), 0x40u);
  EXPECT_EQ(golden::amax(kE4m3, most), 0x7Eu);
  const std::uint32_t infinities[] = {0x7C, 0xFC, 0x7D, 0x81};
  EXPECT_EQ(golden::amax(kE5m2, infinities), 0x01u);
  const std::uint32_t wide[] = {0xFF7FFFFF, 0x7F800000};
  EXPECT_EQ(golden::amax(kFp32, wide), 0x7F7FFFFFu);
}

}  // namespace
}  // namespace fp8forge
