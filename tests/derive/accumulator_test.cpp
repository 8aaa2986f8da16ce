// The accumulator's width against every product of two finite operands: enough, and not one bit too many.
#include "generator/derive/accumulator.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/golden/golden.hpp"

namespace fp8forge {
namespace {

using Wide = __int128;

// Largest |a * b| over all finite codes, in units of 2^lowest_bit; fails where a product is not a whole
// number of them.
Wide largest_product(const Format& a, const Format& b, int lowest_bit) {
  Wide largest = 0;
  for (std::uint32_t code_a = 0; code_a < 256; ++code_a) {
    for (std::uint32_t code_b = 0; code_b < 256; ++code_b) {
      const double product = golden::value_of(a, code_a) * golden::value_of(b, code_b);  // exact in double
      if (!std::isfinite(product)) continue;
      const double units = std::abs(std::ldexp(product, -lowest_bit));
      EXPECT_EQ(units, std::floor(units));
      largest = std::max(largest, static_cast<Wide>(units));
    }
  }
  return largest;
}

struct Pair {
  Format a, b;
  int lowest_bit, one, many;  // contract's table: bits for one product and for 4096
};

void PrintTo(const Pair& pair, std::ostream* out) { *out << pair.a.name << "*" << pair.b.name; }

class Accumulators : public testing::TestWithParam<Pair> {};

TEST_P(Accumulators, HaveTheDocumentedWidths) {
  const Accumulator accumulator = accumulator_of(GetParam().a, GetParam().b);
  EXPECT_EQ(accumulator.lowest_bit, GetParam().lowest_bit);
  EXPECT_EQ(accumulator.bits(1), GetParam().one);
  EXPECT_EQ(accumulator.bits(4096), GetParam().many);
}

TEST_P(Accumulators, HoldTheLargestSumsAndNoBitLessWould) {
  const Accumulator accumulator = accumulator_of(GetParam().a, GetParam().b);
  const Wide product = largest_product(GetParam().a, GetParam().b, accumulator.lowest_bit);
  EXPECT_TRUE(product == Wide{accumulator.max_product} << accumulator.max_shift);
  for (const std::int64_t terms : {1, 2, 3, 5, 7, 100, 255, 256, 257, 4095, 4096, 4097, 1 << 20}) {
    const Wide sum = product * terms;
    const int bits = accumulator.bits(terms);
    EXPECT_TRUE(sum <= (Wide{1} << (bits - 1)) - 1) << terms;  // and -sum is above the least number
    EXPECT_FALSE(sum <= (Wide{1} << (bits - 2)) - 1) << terms;
  }
}

INSTANTIATE_TEST_SUITE_P(Pairs, Accumulators,
                         testing::Values(Pair{kE4m3, kE4m3, -18, 37, 49}, Pair{kE4m3, kE5m2, -25, 51, 63},
                                         Pair{kE5m2, kE4m3, -25, 51, 63}, Pair{kE5m2, kE5m2, -32, 65, 77}));

TEST(Accumulator, IsEmittedAsTheSameFormula) {
  EXPECT_EQ(accumulator_of(kE4m3, kE4m3).bits_expression("MaxTerms"), "28 + $clog2(196 * MaxTerms + 1) + 1");
  EXPECT_EQ(accumulator_of(kE4m3, kE4m3).reason(4096), "4096 * 196 * 2^28 < 2^48, and a sign; unit 2^-18");
}

}  // namespace
}  // namespace fp8forge
