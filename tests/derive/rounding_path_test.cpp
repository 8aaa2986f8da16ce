// Ranges of exponents and significands against every operand.
#include "generator/derive/rounding_path.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>

#include "sim/golden/golden.hpp"

namespace fp8forge {
namespace {

// Binade of a finite, non-zero value above the destination's smallest normal.
int binade(double value, const Format& to) { return std::ilogb(value) - to.min_exp(); }

TEST(RoundingPath, HoldsTheBinadeOfEveryProduct) {
  for (const Format& a : {kE4m3, kE5m2}) {
    for (const Format& b : {kE4m3, kE5m2}) {
      for (const Format& to : all_formats()) {
        const RoundingPath path = rounding_path(product_range(a, b, to), to, {});
        int least = 1000;
        for (std::uint32_t code_a = 1; code_a < 128; ++code_a) {
          for (std::uint32_t code_b = 1; code_b < 128; ++code_b) {
            const double product = golden::value_of(a, code_a) * golden::value_of(b, code_b);
            if (!std::isfinite(product)) continue;
            least = std::min(least, binade(product, to));
            EXPECT_LE(binade(product, to), path.max_exp);
          }
        }
        EXPECT_NE(path.normalizing, Normalizing::kNone);
        // Limited, it stops at the smallest normal.
        EXPECT_LE(path.min_normalized_exp(), std::max(0, least));
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

TEST(RoundingPath, ConversionsDoOnlyWhatTheyNeed) {
  const auto steps = [](const Format& from, const Format& to) {
    const RoundingPath path = rounding_path(conversion_range(from, to), to, {});
    return std::pair(path.normalizing != Normalizing::kNone, path.denormalizes);
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

// An exponent that never lies below the smallest normal needs no denormalizer: the normalizer stops in time.
TEST(RoundingPath, LimitsTheShiftWhereThatIsEnough) {
  const RoundingPath path = rounding_path(product_range(kE4m3, kE4m3, kE5m2), kE5m2, {});
  EXPECT_EQ(path.normalizing, Normalizing::kLimited);
  EXPECT_FALSE(path.denormalizes);
  EXPECT_EQ(rounding_path(product_range(kE4m3, kE4m3, kBf16), kBf16, {}).normalizing, Normalizing::kFull);
}

// Where exponents may lie below it, zeros on top of the significand make the shift to the left do for both.
TEST(RoundingPath, ReachesSubnormalsByAShiftToTheLeft) {
  RoundingPath path = rounding_path(product_range(kE4m3, kE4m3, kE4m3), kE4m3, {});
  EXPECT_EQ(path.normalizing, Normalizing::kLimited);
  EXPECT_EQ(path.top_zeros, 7);  // 5 would do; with 7 the sum of the biased exponents needs no offset
  EXPECT_EQ(path.offset + path.top_zeros, 0);
  EXPECT_FALSE(path.clamps);
  // The smallest products of e5m2 lie so far below that all their bits are below the last that matters.
  path = rounding_path(product_range(kE5m2, kE5m2, kE5m2), kE5m2, {});
  EXPECT_EQ(path.top_zeros, 3 + 1);
  EXPECT_TRUE(path.clamps);
  EXPECT_EQ(rounding_path(product_range(kE5m2, kE5m2, kE5m2), kE5m2, {2}).top_zeros, 3 + 2);
}

TEST(RoundingPath, KnowsWhatIsExactAndWhatCanOverflow) {
  const auto facts = [](const ExactRange& range, const Format& to) {
    const RoundingPath path = rounding_path(range, to, {});
    return std::pair(path.is_exact, path.can_overflow);
  };
  for (const Format& to : {kBf16, kFp32}) {
    EXPECT_EQ(facts(product_range(kE4m3, kE4m3, to), to), std::pair(true, false));
    EXPECT_EQ(facts(product_range(kE5m2, kE5m2, to), to), std::pair(true, false));
    EXPECT_EQ(facts(conversion_range(kE4m3, to), to), std::pair(true, false));
  }
  EXPECT_EQ(facts(product_range(kE4m3, kE4m3, kFp16), kFp16), std::pair(false, true));
  EXPECT_EQ(facts(conversion_range(kE4m3, kFp16), kFp16), std::pair(true, false));
  EXPECT_EQ(facts(conversion_range(kE5m2, kFp16), kFp16), std::pair(true, false));
  EXPECT_EQ(facts(conversion_range(kE4m3, kE5m2), kE5m2), std::pair(false, false));
  EXPECT_EQ(facts(conversion_range(kE5m2, kE4m3), kE4m3), std::pair(false, true));
  EXPECT_EQ(facts(conversion_range(kE4m3, kFp32, 256), kFp32), std::pair(false, true));
}

TEST(RoundingPath, KeepsTheBitsThatRandomOnesAndFlagsLookAt) {
  Request request;
  EXPECT_EQ(fraction_of(request), Fraction{1});
  request.flags = true;
  EXPECT_EQ(fraction_of(request), Fraction{2});
  request.random_bits = 5;
  EXPECT_EQ(fraction_of(request), Fraction{6});
  const ExactRange range = conversion_range(kFp32, kE4m3);
  EXPECT_EQ(rounding_path(range, kE4m3, {1}).denormal_sig_bits, 6);
  EXPECT_EQ(rounding_path(range, kE4m3, {6}).denormal_sig_bits, 11);
}

TEST(RoundingPath, WidthsAndReasons) {
  const RoundingPath path = rounding_path(product_range(kE4m3, kE4m3, kE4m3), kE4m3, {});
  EXPECT_EQ(path.widths,
            (std::vector<Width>{{"exp", 5, "0 <= 0 and 30 < 2^5, binades above 2^-6"},
                                {"wide_sig", 15, "8 bits, the top one 7 binades below 2^-6 or fewer"}}));
  EXPECT_EQ(rounding_path(conversion_range(kFp32, kE4m3), kE4m3, {}).widths.back(),
            (Width{"denormal_sig", 6, "4 bits kept, 1 below them, 1 for all the rest"}));
}

}  // namespace
}  // namespace fp8forge
