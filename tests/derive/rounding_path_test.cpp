// Ranges of exponents and significands against every operand.
#include "generator/derive/scalar_path.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>

#include "sim/golden/golden.hpp"

namespace fp8forge {
namespace {

// Binade of a finite, non-zero value above the destination's smallest normal.
int binade(double value, const Format& to) { return std::ilogb(value) - to.min_exp(); }

TEST(ScalarPath, HoldsTheBinadeOfEveryProduct) {
  for (const Format& a : {kE4m3, kE5m2}) {
    for (const Format& b : {kE4m3, kE5m2}) {
      for (const Format& to : all_formats()) {
        const ScalarPath path = product_path(a, b, to);
        int least = 1000;
        for (std::uint32_t code_a = 1; code_a < 128; ++code_a) {
          for (std::uint32_t code_b = 1; code_b < 128; ++code_b) {
            const double product = golden::value_of(a, code_a) * golden::value_of(b, code_b);
            if (!std::isfinite(product)) continue;
            least = std::min(least, binade(product, to));
            EXPECT_LE(binade(product, to), path.max_exp);
          }
        }
        EXPECT_TRUE(path.normalizes);
        EXPECT_LE(path.min_normalized_exp(), least);
        EXPECT_EQ(path.denormalizes, path.min_normalized_exp() < 0);
        if (path.denormalizes) {
          EXPECT_GE(path.min_normalized_exp(), -(1 << (path.exp_bits - 1)));
          EXPECT_LT(path.max_exp, 1 << (path.exp_bits - 1));
        } else {
          EXPECT_LT(path.max_exp, 1 << path.exp_bits);
        }
      }
    }
  }
}

TEST(ScalarPath, ConversionsDoOnlyWhatTheyNeed) {
  const auto steps = [](const Format& from, const Format& to) {
    const ScalarPath path = conversion_path(from, to);
    return std::pair(path.normalizes, path.denormalizes);
  };
  EXPECT_EQ(steps(kFp32, kE4m3), std::pair(false, true));
  EXPECT_EQ(steps(kBf16, kE5m2), std::pair(false, true));
  EXPECT_EQ(steps(kFp16, kE4m3), std::pair(false, true));
  EXPECT_EQ(steps(kFp16, kE5m2), std::pair(false, false));
  EXPECT_EQ(steps(kE5m2, kFp16), std::pair(false, false));
  EXPECT_EQ(steps(kE5m2, kE4m3), std::pair(false, true));
  EXPECT_EQ(steps(kE4m3, kE5m2), std::pair(true, false));
  EXPECT_EQ(steps(kE4m3, kFp32), std::pair(true, false));
}

TEST(ScalarPath, WidthsAndReasons) {
  const ScalarPath path = product_path(kE4m3, kE4m3, kE4m3);
  EXPECT_EQ(path.widths, (std::vector<Width>{{"product_sig", 8, "15 * 15 < 2^8"},
                                             {"product_exp", 5, "15 + 15 < 2^5"},
                                             {"exp", 6, "-2^5 <= -12 and 23 < 2^5, binades above 2^-6"},
                                             {"denormal_sig", 6, "4 bits kept, 1 guard, 1 for all below"}}));
  // An fp16 result keeps every bit of a product that becomes subnormal.
  EXPECT_EQ(product_path(kE4m3, kE5m2, kFp16).denormal_sig_bits, 7 + 5);
}

}  // namespace
}  // namespace fp8forge
