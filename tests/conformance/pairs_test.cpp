// The arrangements of pairs do what pairs.cpp says: every cell meets every pair, and no wrong product is
// hidden.
#include <gtest/gtest.h>

#include <bitset>
#include <functional>

#include "sim/conformance/array_checks.hpp"
#include "sim/conformance/expected.hpp"
#include "sim/conformance/products.hpp"

namespace fp8forge::conformance {
namespace {

using Pairs = std::bitset<65536>;
using Product = std::function<Units(std::uint8_t, std::uint8_t)>;

ArrayUnit unit_of(const Format& a, const Format& b, const Format& to, int rows, int cols) {
  ArrayUnit unit{a, b, to, {{Rounding::kRne, Overflow::kNonsaturate}}};
  unit.rows = rows;
  unit.cols = cols;
  unit.max_terms = 4096;
  unit.latency = 6;
  unit.interval = rows;
  return unit;
}

// Calls see(tile's first beat, end, run) for each tile of the check.
void for_each_tile(const ArrayCheck& check,
                   const std::function<void(const Run&, std::size_t, std::size_t)>& see) {
  for (std::int64_t index = 0; index < check.runs; ++index) {
    const Run run = check.make(index);
    std::size_t first = 0;
    for (std::size_t beat = 0; beat < run.beats(); ++beat) {
      ASSERT_EQ(run.a.last[beat], run.b.last[beat]);
      if (!run.a.last[beat]) continue;
      see(run, first, beat + 1);
      first = beat + 1;
    }
  }
}

Pairs pairs_met(const ArrayUnit& unit, const ArrayCheck& check, std::size_t row, std::size_t col) {
  Pairs met;
  for_each_tile(check, [&](const conformance::Run& run, std::size_t first, std::size_t end) {
    for (std::size_t beat = first; beat < end; ++beat) {
      met.set(std::size_t{run.a.data[beat * static_cast<std::size_t>(unit.rows) + row]} << 8 |
              run.b.data[beat * static_cast<std::size_t>(unit.cols) + col]);
    }
  });
  return met;
}

TEST(Pairs, VisitEveryCellAloneInSmallArrays) {
  const ArrayUnit unit = unit_of(kE4m3, kE4m3, kBf16, 5, 16);
  const auto checks = pair_checks(unit, 1);
  ASSERT_EQ(checks.size(), 1U);
  for (const auto& [row, col] : {std::pair{0, 0}, std::pair{4, 15}, std::pair{3, 7}}) {
    EXPECT_TRUE(
        pairs_met(unit, checks[0], static_cast<std::size_t>(row), static_cast<std::size_t>(col)).all());
  }
  for_each_tile(checks[0], [](const conformance::Run&, std::size_t first, std::size_t end) {
    ASSERT_EQ(end, first + 1);
  });
}

TEST(Pairs, VisitEveryCellOfLargeArrays) {
  for (const auto& [a, b] : {std::pair{kE4m3, kE4m3}, std::pair{kE5m2, kE4m3}, std::pair{kE5m2, kE5m2}}) {
    const ArrayUnit unit = unit_of(a, b, kBf16, 17, 2);
    const auto checks = pair_checks(unit, 1);
    ASSERT_EQ(checks.size(), 2U);
    for (const auto& [row, col] : {std::pair{0, 0}, std::pair{0, 1}, std::pair{1, 0}, std::pair{16, 1}}) {
      Pairs met = pairs_met(unit, checks[0], static_cast<std::size_t>(row), static_cast<std::size_t>(col));
      met |= pairs_met(unit, checks[1], static_cast<std::size_t>(row), static_cast<std::size_t>(col));
      EXPECT_TRUE(met.all()) << met.count();
    }
  }
}

TEST(Pairs, LongTilesKeepToTheLimitAndAreReadExactly) {
  for (const auto& [a, b] : {std::pair{kE4m3, kE4m3}, std::pair{kE5m2, kE5m2}}) {
    ArrayUnit unit = unit_of(a, b, kBf16, 2, 17);
    unit.max_terms = 384;
    const Products products(a, b);
    for_each_tile(pair_checks(unit, 1)[0],
                  [&](const conformance::Run& run, std::size_t first, std::size_t end) {
                    ASSERT_LE(end - first, 384U);
                    for (const std::size_t row : {0U, 1U}) {
                      Units sum = 0;
                      for (std::size_t beat = first; beat < end; ++beat) {
                        sum += products.of(run.a.data[beat * 2 + row], run.b.data[beat * 17]);
                      }
                      // Odd, and within bf16's eight bits.
                      ASSERT_TRUE(sum % 2 != 0 && sum > -256 && sum < 256);
                    }
                  });
  }
}

TEST(Pairs, MeetOneOfSixteenNeighboursWhereSumsAreRounded) {
  for (const auto& [rows, cols] : {std::pair{17, 2}, std::pair{2, 17}}) {
    ArrayUnit unit = unit_of(kE4m3, kE5m2, kBf16, rows, cols);
    unit.accumulator = kFp32;
    const auto checks = pair_checks(unit, 1);
    ASSERT_EQ(checks.size(), 1U);
    Pairs met;
    std::size_t count = 0;
    for (std::size_t lane = 1; lane < 17; ++lane) {
      const Pairs own = pairs_met(unit, checks[0], rows > 16 ? lane : 1, cols > 16 ? lane : 1);
      met |= own;
      count += own.count();
    }
    EXPECT_TRUE(met.all()) << met.count();
    EXPECT_EQ(count, 65536U);
  }
}

// True when some tile of the check gives cell (1, 0) another sum than it should with this product.
bool is_found(const ArrayUnit& unit, const Product& wrong) {
  const Products products(unit.a, unit.b);
  bool found = false;
  for_each_tile(pair_checks(unit, 1)[0],
                [&](const conformance::Run& run, std::size_t first, std::size_t end) {
                  Units error = 0;
                  for (std::size_t beat = first; beat < end; ++beat) {
                    const std::uint8_t a = run.a.data[beat * static_cast<std::size_t>(unit.rows) + 1];
                    const std::uint8_t b = run.b.data[beat * static_cast<std::size_t>(unit.cols)];
                    error += wrong(a, b) - products.of(a, b);
                  }
                  found = found || error != 0;
                });
  return found;
}

TEST(Pairs, LongTilesShowWrongProducts) {
  const ArrayUnit unit = unit_of(kE4m3, kE4m3, kBf16, 17, 1);
  const Products products(unit.a, unit.b);
  const auto right = [&](int a, int b) {
    return products.of(static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b));
  };
  EXPECT_FALSE(is_found(unit, right));
  // Symmetric in the sign, a constant factor, a lost lowest bit, single pairs in opposition.
  EXPECT_TRUE(is_found(unit, [&](int a, int b) { return (a & 0x78) ? right(a, b) : Units{0}; }));
  EXPECT_TRUE(is_found(unit, [&](int a, int b) { return right(a, b) * 2; }));
  EXPECT_TRUE(is_found(unit, [&](int a, int b) { return right(a, b) / 2 * 2; }));
  EXPECT_TRUE(
      is_found(unit, [&](int a, int b) { return (a == 0x7E && b == 0x01) ? Units{0} : right(a, b); }));
  EXPECT_TRUE(
      is_found(unit, [&](int a, int b) { return (a & 0x7F) == 0x7E ? right(a & 0xFD, b) : right(a, b); }));
}

TEST(Pairs, KnowWhichResultsHoldEveryProduct) {
  EXPECT_TRUE(holds_every_product(unit_of(kE4m3, kE4m3, kBf16, 2, 2)));
  EXPECT_TRUE(holds_every_product(unit_of(kE5m2, kE5m2, kBf16, 2, 2)));
  EXPECT_TRUE(holds_every_product(unit_of(kE5m2, kE4m3, kFp32, 2, 2)));
  EXPECT_FALSE(holds_every_product(unit_of(kE4m3, kE4m3, kFp16, 2, 2)));
  ArrayUnit rounded = unit_of(kE4m3, kE4m3, kFp16, 2, 2);
  rounded.accumulator = kFp16;
  EXPECT_TRUE(holds_every_product(rounded));
  rounded.accumulator = kBf16;
  EXPECT_FALSE(holds_every_product(rounded));
  rounded.to = kFp32;
  EXPECT_TRUE(holds_every_product(rounded));
  rounded.to = kE5m2;
  EXPECT_FALSE(holds_every_product(rounded));
  EXPECT_FALSE(holds_every_product(unit_of(kE5m2, kE5m2, kFp16, 2, 2)));
  EXPECT_FALSE(holds_every_product(unit_of(kE4m3, kE4m3, kE4m3, 2, 2)));
  EXPECT_FALSE(holds_every_product(unit_of(kE4m3, kE4m3, kE5m2, 2, 2)));
}

}  // namespace
}  // namespace fp8forge::conformance
