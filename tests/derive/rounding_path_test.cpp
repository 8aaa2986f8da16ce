// Ranges of exponents and significands against every operand.
#include "generator/derive/rounding_path.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <tuple>

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
        EXPECT_EQ(path.normalizing, Normalizing::kPlaced);
        // The smallest product is that of ones among zeros, whose top bit is clear.
        EXPECT_EQ(path.min_exp, least + 1);
        EXPECT_GE(path.min_exp, -(1 << path.exp_bits));
        EXPECT_LT(path.max_exp, 1 << path.exp_bits);
        EXPECT_EQ(path.is_always_normal(), path.is_exact);
        EXPECT_FALSE(path.denormalizes);
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
  ExactRange sum{.sig_bits = 12, .min_exp = 1, .max_exp = 20, .unnormalized_exp = 20};
  EXPECT_EQ(rounding_path(sum, kE4m3, {}).normalizing, Normalizing::kLimited);
  EXPECT_FALSE(rounding_path(sum, kE4m3, {}).denormalizes);
  sum.min_exp = 11;
  EXPECT_EQ(rounding_path(sum, kE4m3, {}).normalizing, Normalizing::kFull);
}

// Where exponents may lie below it, zeros on top of the significand make the shift to the left do for both.
TEST(RoundingPath, ReachesSubnormalsByAShiftToTheLeft) {
  ExactRange sum{.sig_bits = 12, .min_exp = -3, .max_exp = 20, .unnormalized_exp = 20};
  RoundingPath path = rounding_path(sum, kE4m3, {});
  EXPECT_EQ(path.normalizing, Normalizing::kLimited);
  EXPECT_EQ(path.top_zeros, 3);
  EXPECT_FALSE(path.clamps);
  // The smallest may lie so far below that all their bits are below the last that matters.
  sum.min_exp = -9;
  path = rounding_path(sum, kE4m3, {});
  EXPECT_EQ(path.top_zeros, 4 + 1);
  EXPECT_TRUE(path.clamps);
  EXPECT_EQ(rounding_path(sum, kE4m3, {2}).top_zeros, 4 + 2);
}

// A product goes down as far as the fraction's last bit, or as the smallest product does, with no bit that is
// always zero.
TEST(RoundingPath, PlacesProducts) {
  const auto places = [](const Format& a, const Format& b, const Format& to, const Fraction& fraction) {
    const RoundingPath path = rounding_path(product_range(a, b, to), to, fraction);
    return std::tuple(path.places, path.placed_sig_bits, path.clamps);
  };
  EXPECT_EQ(places(kE4m3, kE4m3, kE4m3, {}), std::tuple(3 + 1, 8 + 4, true));
  EXPECT_EQ(places(kE4m3, kE4m3, kE4m3, {2}), std::tuple(3 + 2, 8 + 5, true));
  EXPECT_EQ(places(kE5m2, kE5m2, kE5m2, {}), std::tuple(2 + 1, 6 + 3, true));
  EXPECT_EQ(places(kE4m3, kE4m3, kE5m2, {}),
            std::tuple(3, 8 + 0, false));  // 2^-18, the second bit of 01, lies four below 2^-14
  EXPECT_EQ(places(kE4m3, kE4m3, kBf16, {}), std::tuple(0, 8, false));
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
  EXPECT_EQ(
      path.widths,
      (std::vector<Width>{{"exact_exp", 6, "-2^5 <= -11 and 23 < 2^5, binades above 2^-6"},
                          {"exp", 5, "0 <= 0 and 23 < 2^5, binades above 2^-6"},
                          {"placed_sig", 12,
                           "8 bits, the top one 4 binades below 2^-6 or fewer, or all below what is kept"}}));
  EXPECT_EQ(rounding_path(conversion_range(kFp32, kE4m3), kE4m3, {}).widths.back(),
            (Width{"denormal_sig", 6, "4 bits kept, 1 below them, 1 for all the rest"}));
}

}  // namespace
}  // namespace fp8forge
