#include "sim/conformance/products.hpp"

#include <gtest/gtest.h>

namespace fp8forge::conformance {
namespace {

TEST(Products, CountInTheLowestBitOfThePair) {
  const Products products(kE4m3, kE4m3);
  EXPECT_EQ(products.lowest(), -18);
  EXPECT_EQ(static_cast<std::int64_t>(products.largest()), std::int64_t{448 * 448} << 18);
  EXPECT_EQ(static_cast<std::int64_t>(products.of(0x01, 0x81)), -1);
  EXPECT_EQ(static_cast<std::int64_t>(products.of(0x38, 0x38)), std::int64_t{1} << 18);
  EXPECT_EQ(Products(kE5m2, kE4m3).lowest(), -25);
  EXPECT_EQ(Products(kE5m2, kE5m2).lowest(), -32);
}

TEST(Products, KnowTheFiniteCodes) {
  const Products products(kE4m3, kE5m2);
  EXPECT_EQ(products.finite_a().size(), 254U);
  EXPECT_EQ(products.special_a(), (std::vector<std::uint8_t>{0x7F, 0xFF}));
  EXPECT_EQ(products.finite_b().size(), 248U);
  EXPECT_EQ(products.special_b().size(), 8U);
}

TEST(Products, ComposeAnySumExactlyOfFewTerms) {
  for (const auto& [a, b] : {std::pair{kE4m3, kE4m3}, std::pair{kE4m3, kE5m2}, std::pair{kE5m2, kE5m2}}) {
    const Products products(a, b);
    Random random(7);
    for (int n = 0; n < 2000; ++n) {
      Units wanted = random.below(std::int64_t{1} << 62);
      if (random.chance(50)) wanted = (wanted << 10) + random.below(1024);
      wanted = wanted % (products.largest() * 3);
      wanted >>= random.below(60);
      if (random.chance(50)) wanted = -wanted;
      Units sum = 0;
      const std::vector<CodePair> pairs = products.compose(wanted, random);
      for (const auto& [x, y] : pairs) sum += products.of(x, y);
      ASSERT_TRUE(sum == wanted);
      ASSERT_LE(pairs.size(), 24U);
    }
    EXPECT_TRUE(products.compose(0, random).empty());
  }
}

TEST(Products, FindTheNearestAndItsNeighbours) {
  const Products products(kE5m2, kE5m2);
  Random random(3);
  const auto beside = [&](Units wanted, int places) {
    const auto [a, b] = products.beside(wanted, places, random);
    return static_cast<double>(products.of(a, b));
  };
  for (int n = 0; n < 50; ++n) {
    EXPECT_EQ(beside(64, 0), 64);  // products have significands 4 … 7 * 4 … 7
    EXPECT_EQ(beside(66, 0), 64);
    EXPECT_EQ(beside(64, 1), 70);
    EXPECT_EQ(beside(64, -1), 60);
    EXPECT_EQ(beside(-64, -1), -60);
    EXPECT_EQ(beside(0, -1), 1);
    EXPECT_EQ(beside(products.largest() * 3, 1), static_cast<double>(products.largest()));
  }
}

}  // namespace
}  // namespace fp8forge::conformance
