// What the project promises in words, case by case: overflow, infinities, signs of zero, canonical NaNs, and
// the accumulators.
#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <vector>

#include "sim/golden/golden.hpp"

namespace fp8forge {
namespace {

using golden::Target;
using enum Rounding;

constexpr Overflow kSat = Overflow::kSaturate;
constexpr Overflow kNonsat = Overflow::kNonsaturate;

// The whole scalar model works at compile time.
static_assert(golden::mul(kE4m3, kE4m3, {kE4m3, kRne, kSat}, 0x38, 0x38) == 0x38);
static_assert(golden::mul(kE4m3, kE4m3, {kE4m3, kRne, kSat}, 0x7E, 0x7E) == 0x7E);
static_assert(golden::fma(kE4m3, kE5m2, kFp32, {kFp32, kRne, kNonsat}, 0x38, 0x3C, 0x3F800000) == 0x40000000);

std::uint32_t from_float(float value, const Format& to, Rounding rounding, Overflow overflow) {
  return golden::convert(kFp32, {to, rounding, overflow}, std::bit_cast<std::uint32_t>(value));
}

// The results of value and of -value in the order RNE, RTZ, RDN, RUP, RMM, ROD.
struct OverflowRow {
  float value;
  Overflow overflow;
  std::array<std::uint32_t, 6> positive, negative;
};

void expect_rows(const Format& to, const std::vector<OverflowRow>& rows) {
  for (const OverflowRow& row : rows) {
    for (std::size_t mode = 0; mode < 6; ++mode) {
      const auto rounding = static_cast<Rounding>(mode);
      EXPECT_EQ(from_float(row.value, to, rounding, row.overflow), row.positive[mode])
          << row.value << " " << name_of(rounding) << " " << name_of(row.overflow);
      EXPECT_EQ(from_float(-row.value, to, rounding, row.overflow), row.negative[mode])
          << -row.value << " " << name_of(rounding) << " " << name_of(row.overflow);
    }
  }
}

constexpr float kInfinity = std::numeric_limits<float>::infinity();

// 464 is the tie between 448 and the next step, 480.
TEST(GoldenContract, E4m3OverflowByModeAndPolicy) {
  using Row = std::array<std::uint32_t, 6>;
  const Row plus_max{0x7E, 0x7E, 0x7E, 0x7E, 0x7E, 0x7E}, minus_max{0xFE, 0xFE, 0xFE, 0xFE, 0xFE, 0xFE};
  const Row all_nan{0x7F, 0x7F, 0x7F, 0x7F, 0x7F, 0x7F};
  expect_rows(
      kE4m3,
      {{448, kNonsat, plus_max, minus_max},
       {449, kNonsat, {0x7E, 0x7E, 0x7E, 0x7F, 0x7E, 0x7E}, {0xFE, 0xFE, 0x7F, 0xFE, 0xFE, 0xFE}},
       {464, kNonsat, {0x7E, 0x7E, 0x7E, 0x7F, 0x7F, 0x7E}, {0xFE, 0xFE, 0x7F, 0xFE, 0x7F, 0xFE}},
       {464.0001F, kNonsat, {0x7F, 0x7E, 0x7E, 0x7F, 0x7F, 0x7E}, {0x7F, 0xFE, 0x7F, 0xFE, 0x7F, 0xFE}},
       {1e30F, kNonsat, {0x7F, 0x7E, 0x7E, 0x7F, 0x7F, 0x7E}, {0x7F, 0xFE, 0x7F, 0xFE, 0x7F, 0xFE}},
       {kInfinity, kNonsat, all_nan, all_nan},
       {464.0001F, kSat, plus_max, minus_max},
       {1e30F, kSat, plus_max, minus_max},
       {kInfinity, kSat, plus_max, minus_max}});
}

// 61440 is the tie between 57344 and the next step, 65536; 57344 is odd, so RNE goes up.
TEST(GoldenContract, E5m2OverflowByModeAndPolicy) {
  using Row = std::array<std::uint32_t, 6>;
  const Row plus_max{0x7B, 0x7B, 0x7B, 0x7B, 0x7B, 0x7B}, minus_max{0xFB, 0xFB, 0xFB, 0xFB, 0xFB, 0xFB};
  const Row plus_inf{0x7C, 0x7C, 0x7C, 0x7C, 0x7C, 0x7C}, minus_inf{0xFC, 0xFC, 0xFC, 0xFC, 0xFC, 0xFC};
  expect_rows(kE5m2,
              {{57344, kNonsat, plus_max, minus_max},
               {61439, kNonsat, {0x7B, 0x7B, 0x7B, 0x7C, 0x7B, 0x7B}, {0xFB, 0xFB, 0xFC, 0xFB, 0xFB, 0xFB}},
               {61440, kNonsat, {0x7C, 0x7B, 0x7B, 0x7C, 0x7C, 0x7B}, {0xFC, 0xFB, 0xFC, 0xFB, 0xFC, 0xFB}},
               {kInfinity, kNonsat, plus_inf, minus_inf},
               {61440, kSat, plus_max, minus_max},
               {kInfinity, kSat, plus_max, minus_max}});
}

TEST(GoldenContract, SubnormalsRoundToTheirQuantum) {
  const float quantum = 0.001953125F;  // of e4m3
  EXPECT_EQ(from_float(quantum / 2, kE4m3, kRne, kSat), 0x00u);
  EXPECT_EQ(from_float(quantum / 2, kE4m3, kRmm, kSat), 0x01u);
  EXPECT_EQ(from_float(quantum * 1.5F, kE4m3, kRne, kSat), 0x02u);
  EXPECT_EQ(from_float(quantum * 7.5F, kE4m3, kRne, kSat), 0x08u);  // up into the normals
  EXPECT_EQ(from_float(1e-30F, kE4m3, kRup, kSat), 0x01u);
  EXPECT_EQ(from_float(1e-30F, kE4m3, kRod, kSat), 0x01u);
  EXPECT_EQ(from_float(-1e-30F, kE4m3, kRup, kSat), 0x80u);  // a zero keeps the sign of what it was
  EXPECT_EQ(from_float(-1e-30F, kE4m3, kRdn, kSat), 0x81u);
}

// Half of e4m3's quantum, 2^-10, with the least fp32 to tip it, 139 binary places below.
TEST(GoldenContract, TheLeastNudgeDecidesATie) {
  const auto nudged = [](std::uint32_t c, Rounding rounding) {
    return golden::fma(kE4m3, kE4m3, kFp32, {kE4m3, rounding, kSat}, 0x08, 0x18, c);  // 2^-6 * 2^-4 + c
  };
  EXPECT_EQ(nudged(0, kRne), 0u);
  EXPECT_EQ(nudged(1, kRne), 1u);
  EXPECT_EQ(nudged(0x80000001, kRne), 0u);
  EXPECT_EQ(nudged(0, kRmm), 1u);
  EXPECT_EQ(nudged(0x80000001, kRmm), 0u);
}

// The model is not for fp8 operands alone: the largest and the least of fp32, 276 binary places apart.
TEST(GoldenContract, FarApartFp32OperandsAddExactly) {
  EXPECT_EQ(golden::add(kFp32, kFp32, {kFp32, kRne, kNonsat}, 0x7F000000, 0x00000001), 0x7F000000u);
  EXPECT_EQ(golden::add(kFp32, kFp32, {kFp32, kRup, kNonsat}, 0x7F000000, 0x00000001), 0x7F000001u);
  EXPECT_EQ(golden::add(kFp32, kFp32, {kFp32, kRtz, kNonsat}, 0x7F000000, 0x80000001), 0x7EFFFFFFu);
}

TEST(GoldenContract, CanonicalNanIsData) {
  Format e5m2 = kE5m2;
  EXPECT_EQ(golden::mul(kE5m2, kE5m2, {e5m2, kRne, kSat}, 0x00, 0xFC), 0x7Fu);  // 0 * -Inf
  e5m2.canonical_nan = 0x7E;
  EXPECT_EQ(golden::mul(kE5m2, kE5m2, {e5m2, kRne, kSat}, 0x00, 0xFC), 0x7Eu);
  EXPECT_EQ(golden::add(kE5m2, kE5m2, {kFp32, kRne, kNonsat}, 0x7C, 0xFC), 0x7FC00000u);  // Inf - Inf
  EXPECT_EQ(golden::convert(kE5m2, {kFp16, kRne, kSat}, 0xFD), 0x7E00u);
  EXPECT_EQ(golden::convert(kE4m3, {kBf16, kRne, kSat}, 0xFF), 0x7FC0u);
}

TEST(GoldenContract, SignsOfZero) {
  for (const auto& [rounding, name] : kRoundingNames) {
    const Target target{kE4m3, rounding, kSat};
    const std::uint32_t mixed = rounding == kRdn ? 0x80 : 0x00;
    EXPECT_EQ(golden::mul(kE4m3, kE4m3, target, 0x80, 0x38), 0x80u) << name;
    EXPECT_EQ(golden::mul(kE4m3, kE4m3, target, 0x80, 0xB8), 0x00u) << name;
    EXPECT_EQ(golden::add(kE4m3, kE4m3, target, 0x00, 0x00), 0x00u) << name;
    EXPECT_EQ(golden::add(kE4m3, kE4m3, target, 0x80, 0x80), 0x80u) << name;
    EXPECT_EQ(golden::add(kE4m3, kE4m3, target, 0x00, 0x80), mixed) << name;
    EXPECT_EQ(golden::add(kE4m3, kE4m3, target, 0x38, 0xB8), mixed) << name;
    const std::uint32_t zeros[] = {0x80, 0x80}, ones[] = {0x38, 0x38}, mixed_ones[] = {0x38, 0xB8};
    EXPECT_EQ(golden::dot(kE4m3, kE4m3, kE4m3, target, zeros, ones, 0x80), 0x80u) << name;
    const std::uint32_t plus_zeros[] = {0x00, 0x00};
    EXPECT_EQ(golden::dot(kE4m3, kE4m3, kE4m3, target, plus_zeros, ones, 0x00), 0x00u) << name;
    EXPECT_EQ(golden::dot(kE4m3, kE4m3, kE4m3, target, zeros, mixed_ones, 0x80), mixed) << name;
    EXPECT_EQ(golden::dot(kE4m3, kE4m3, kE4m3, target, ones, mixed_ones, 0x80), mixed) << name;
  }
}

TEST(GoldenContract, ExactAccumulatorForgetsSignsOfZero) {
  golden::ExactAccumulator sum(kE4m3, kE4m3, 4);
  const Target down{kFp32, kRdn, kNonsat};
  EXPECT_EQ(sum.read(down), 0u);
  sum.add_product(0x80, 0x38);
  EXPECT_EQ(sum.read(down), 0u);
  sum.add_product(0x38, 0x38);
  sum.add_product(0xB8, 0x38);
  EXPECT_EQ(sum.read(down), 0u);
  // A sum that is not zero but rounds to it keeps its sign.
  sum.clear();
  sum.add_product(0x81, 0x01);
  EXPECT_EQ(sum.read({kE4m3, kRne, kSat}), 0x80u);
}

TEST(GoldenContract, ExactAccumulatorRefusesTooManyTerms) {
  golden::ExactAccumulator sum(kE4m3, kE5m2, 3);
  const Target target{kFp32, kRne, kNonsat};
  for (int term = 0; term < 3; ++term) sum.add_product(0x00, 0x3C);  // zeros are terms too
  EXPECT_EQ(sum.read(target), 0u);
  sum.add_product(0x38, 0x3C);
  EXPECT_EQ(sum.read(target), 0x7FC00000u);
  sum.clear();
  sum.add_product(0x38, 0x3C);
  EXPECT_EQ(sum.read(target), 0x3F800000u);
}

TEST(GoldenContract, ExactAccumulatorKeepsSpecials) {
  const Target target{kFp32, kRne, kNonsat};
  golden::ExactAccumulator sum(kE5m2, kE5m2, 16);
  sum.add_product(0x7C, 0xBC);  // Inf * -1
  EXPECT_EQ(sum.read(target), 0xFF800000u);
  EXPECT_EQ(sum.read({kFp32, kRne, kSat}), 0xFF7FFFFFu);
  sum.add_product(0x7B, 0x7B);
  EXPECT_EQ(sum.read(target), 0xFF800000u);
  sum.add_product(0xFC, 0xFC);  // and +Inf
  EXPECT_EQ(sum.read(target), 0x7FC00000u);
  sum.clear();
  sum.add_product(0x7C, 0x80);  // Inf * -0
  EXPECT_EQ(sum.read(target), 0x7FC00000u);
  sum.clear();
  sum.add_product(0x7D, 0x3C);  // NaN
  sum.add_product(0x3C, 0x3C);
  EXPECT_EQ(sum.read(target), 0x7FC00000u);
}

// The widest sums: 65536 largest products, and one smallest below them.
TEST(GoldenContract, WidestSumsAreExact) {
  std::vector<std::uint32_t> a(65536, 0x7B), b(65536, 0x7B);
  const Target up{kFp32, kRup, kNonsat}, nearest{kFp32, kRne, kNonsat};
  EXPECT_EQ(golden::dot(kE5m2, kE5m2, kFp32, nearest, a, b, 0), 0x57440000u);  // 57344^2 * 65536
  a[0] = b[0] = 0x01;
  a[1] = b[1] = 0x00;
  EXPECT_EQ(golden::dot(kE5m2, kE5m2, kFp32, nearest, a, b, 0), 0x5743FE78u);
  EXPECT_EQ(golden::dot(kE5m2, kE5m2, kFp32, up, a, b, 0), 0x5743FE79u);
  EXPECT_EQ(golden::dot(kE5m2, kE5m2, kFp32, up, a, b, 0xFF7FFFFF), 0xFF7FFFFEu);
}

// 2048 + 1 is lost in fp16 each time; in fp32 nothing is.
TEST(GoldenContract, RoundedAccumulatorRoundsEachTerm) {
  const std::vector<std::uint32_t> ones(4, 0x38);
  const Target target{kFp32, kRne, kNonsat};
  const std::uint32_t c = 0x45000000;  // 2048
  EXPECT_EQ(golden::dot_rounded(kE4m3, kE4m3, kFp32, kFp16, target, ones, ones, c), 0x45000000u);
  EXPECT_EQ(golden::dot_rounded(kE4m3, kE4m3, kFp32, kFp32, target, ones, ones, c), 0x45004000u);
  EXPECT_EQ(golden::dot(kE4m3, kE4m3, kFp32, target, ones, ones, c), 0x45004000u);
}

// 65504 + 448 overflows fp16 to Inf, and no later term brings it back.
TEST(GoldenContract, RoundedAccumulatorOverflowsAsIeee) {
  const std::vector<std::uint32_t> a{0x7E, 0xFE}, b{0x38, 0x38};
  EXPECT_EQ(golden::dot_rounded(kE4m3, kE4m3, kFp16, kFp16, {kFp16, kRne, kNonsat}, a, b, 0x7BFF), 0x7C00u);
  EXPECT_EQ(golden::dot_rounded(kE4m3, kE4m3, kFp16, kFp16, {kE4m3, kRne, kSat}, a, b, 0x7BFF), 0x7Eu);
  EXPECT_EQ(golden::dot(kE4m3, kE4m3, kFp16, {kFp16, kRne, kNonsat}, a, b, 0x7BFF), 0x7BFFu);
}

}  // namespace
}  // namespace fp8forge
