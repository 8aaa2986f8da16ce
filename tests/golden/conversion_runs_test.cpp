// The table of runs against the golden model itself, operand by operand.
#include "sim/golden/conversion_runs.hpp"

#include <gtest/gtest.h>

#include <random>

namespace fp8forge::golden {
namespace {

std::vector<Target> targets(const Format& to) {
  std::vector<Target> all;
  for (const RoundingName& rounding : kRoundingNames) {
    if (rounding.rounding == Rounding::kSr) continue;
    for (const OverflowName& overflow : kOverflowNames) {
      all.push_back({to, rounding.rounding, overflow.overflow});
    }
  }
  return all;
}

std::uint32_t in_table(const ConversionRuns& table, std::uint32_t operand) {
  return table.runs()[table.find(operand)].code;
}

// Every destination, mode and overflow policy of a source: 2 * 6 * 2 tables.
void hold_against_convert(const Format& from, int random_cases) {
  std::mt19937 random(1);
  for (const Format& to : {kE4m3, kE5m2}) {
    for (const Target& target : targets(to)) {
      const ConversionRuns table(from, target);
      ASSERT_EQ(table.runs().front().first, 0U);
      for (std::size_t run = 0; run < table.runs().size(); ++run) {
        const std::uint32_t boundary = table.runs()[run].first;
        if (run > 0) {
          ASSERT_NE(table.runs()[run - 1].code, table.runs()[run].code);
        }
        for (int step = -2; step <= 2; ++step) {
          const std::uint32_t operand = (boundary + static_cast<std::uint32_t>(step)) & from.code_mask();
          ASSERT_EQ(in_table(table, operand), convert(from, target, operand)) << std::hex << operand;
        }
      }
      for (int i = 0; i < random_cases; ++i) {
        const auto operand = static_cast<std::uint32_t>(random()) & from.code_mask();
        ASSERT_EQ(in_table(table, operand), convert(from, target, operand)) << std::hex << operand;
      }
    }
  }
}

TEST(ConversionRuns, HaveEveryBoundaryOfFp32) { hold_against_convert(kFp32, 500'000); }  // 12 million in all

TEST(ConversionRuns, FillIsEveryResultOfNarrowOperands) {
  for (const Format& from : {kFp16, kBf16, kE4m3, kE5m2}) {
    hold_against_convert(from, 0);
    for (const Target& target : targets(kE4m3)) {
      const ConversionRuns table(from, target);
      std::vector<std::uint32_t> results(table.size());
      table.fill(0, results);
      for (std::uint32_t operand = 0; operand < table.size(); ++operand) {
        ASSERT_EQ(results[operand], convert(from, target, operand)) << from.name << std::hex << operand;
      }
    }
  }
}

TEST(ConversionRuns, FillStartsAndEndsAnywhere) {
  const ConversionRuns table(kFp32, {kE5m2, Rounding::kRne, Overflow::kNonsaturate});
  for (const std::size_t run : {std::size_t{0}, std::size_t{1}, table.runs().size() / 2, table.runs().size() - 1}) {
    std::vector<std::uint32_t> results(5, 0x5555);
    const std::uint32_t first = std::max(table.runs()[run].first, 2U) - 2;
    table.fill(first, results);
    for (std::uint32_t i = 0; i < 5; ++i) EXPECT_EQ(results[i], in_table(table, first + i));
  }
  std::vector<std::uint32_t> last(3);
  table.fill(0xFFFFFFFD, last);
  EXPECT_EQ(last, std::vector<std::uint32_t>(3, kE5m2.canonical_nan));
  table.fill(0, {});
}

// By hand: the smallest e4m3 subnormal is 2^-9, so RNE gives zero up to 2^-10, and 448's run starts at 432, a
// tie with 416 that goes to the even code; saturating, it holds all that is larger, infinity too.
TEST(ConversionRuns, AreThoseOfTheFormat) {
  const ConversionRuns table(kFp32, {kE4m3, Rounding::kRne, Overflow::kSaturate});
  EXPECT_EQ(table.end(0), 0x3A800001U);
  const std::size_t largest = table.find(0x7F800000);
  EXPECT_EQ(table.runs()[largest].code, 0x7EU);
  EXPECT_EQ(table.runs()[largest].first, 0x43D80000U);
  EXPECT_EQ(table.end(largest), 0x7F800001U);
  EXPECT_EQ(table.runs().size(), 2 * 128U);  // 127 finite codes and NaN, of both signs
}

}  // namespace
}  // namespace fp8forge::golden
