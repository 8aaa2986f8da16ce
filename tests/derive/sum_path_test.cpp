// Widths of additions, and of fixed-point sums, against every operand.
#include "generator/derive/sum_path.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "generator/derive/fixed_sum.hpp"
#include "generator/derive/stages.hpp"
#include "sim/golden/golden.hpp"

namespace fp8forge {
namespace {

TEST(SumPath, AnAddendThatMayBeSubnormalStaysOnlyWhereNoBitIsMissed) {
  // The addend's subnormals are the result's own; the product's operands come normalized.
  SumPath path = sum_path(product_addend(kE4m3, kE4m3, kE4m3), addend_of(kE4m3, kE4m3), kE4m3, {1}, false);
  EXPECT_FALSE(path.x.normalizes);
  EXPECT_FALSE(path.y.normalizes);
  EXPECT_EQ(path.width, 10);
  // e5m2's results are finer than e4m3's subnormals.
  path = sum_path(product_addend(kE5m2, kE5m2, kE5m2), addend_of(kE4m3, kE5m2), kE5m2, {1}, false);
  EXPECT_TRUE(path.y.normalizes);
  EXPECT_LT(path.y.zero_exp, 0);
}

TEST(SumPath, IsExactWhereTheResultHasRoomForAllBits) {
  const SumPath path = sum_path(addend_of(kE4m3, kFp32), addend_of(kE4m3, kFp32), kFp32, {1}, false);
  EXPECT_TRUE(path.is_exact);
  EXPECT_EQ(path.width, 18);  // 2^8 to 2^-9
  EXPECT_FALSE(sum_path(addend_of(kE5m2, kFp32), addend_of(kE5m2, kFp32), kFp32, {1}, false).is_exact);
  EXPECT_FALSE(sum_path(addend_of(kE4m3, kE4m3), addend_of(kE4m3, kE4m3), kE4m3, {1}, false).is_exact);
}

// Exponents of products of normalized operands, and of their last bits, against every product.
TEST(SumPath, HoldsTheExponentOfEveryProduct) {
  for (const Format& a : {kE4m3, kE5m2}) {
    for (const Format& b : {kE4m3, kE5m2}) {
      const Addend product = product_addend(a, b, kFp32);
      int least = 1000;
      for (std::uint32_t code_a = 1; code_a <= a.max_finite(); ++code_a) {
        for (std::uint32_t code_b = 1; code_b <= b.max_finite(); ++code_b) {
          // The significands' product is below 4: its top bit weighs twice that of the operands' exponents.
          const int exp = std::ilogb(golden::value_of(a, code_a)) + std::ilogb(golden::value_of(b, code_b)) +
                          1 - kFp32.min_exp();
          least = std::min(least, exp);
          EXPECT_LE(exp, product.max_exp);
          EXPECT_LE(product.lowest,
                    std::ilogb(golden::value_of(a, code_a) * golden::value_of(b, code_b)) - kFp32.min_exp());
        }
      }
      EXPECT_EQ(least, product.min_exp);
    }
  }
}

TEST(SumPath, IsNoWiderThanTheProductOfThirtyTwoBitsAsks) {
  // 24 bits kept, one below, two for a shift: no 48-bit product and no 76-bit shifter.
  EXPECT_EQ(sum_path(product_addend(kE4m3, kE4m3, kFp32), addend_of(kFp32, kFp32), kFp32, {1}, false).width,
            27);
}

TEST(SumPath, KnowsWhenAProductCannotMakeTheLargestNumberOverflow) {
  const auto stays_finite = [](const Format& a, const Format& c, const Format& to, int fraction,
                               bool is_directed) {
    return sum_path(product_addend(a, a, to), addend_of(c, to), to, {fraction}, is_directed).sum.stays_finite;
  };
  for (const Format& to : {kBf16, kFp32}) {
    EXPECT_TRUE(stays_finite(kE4m3, to, to, 1, false));
    EXPECT_TRUE(stays_finite(kE5m2, to, to, 24, false));
    EXPECT_FALSE(stays_finite(kE5m2, to, to, 1, true));
  }
  EXPECT_FALSE(stays_finite(kE4m3, kFp16, kFp16, 1, false));
  EXPECT_FALSE(stays_finite(kE4m3, kE4m3, kE4m3, 1, false));
  // The largest fp32 is more than bf16's.
  EXPECT_FALSE(stays_finite(kE4m3, kFp32, kBf16, 1, false));
}

TEST(FixedSum, HoldsTheLargestSumAndNoMore) {
  for (const Format& a : {kE4m3, kE5m2}) {
    for (const Format& b : {kE4m3, kE5m2}) {
      for (const Format& c : {kE4m3, kE5m2, kFp16}) {
        const FixedSum sum = fixed_sum(a, b, 4, &c);
        const double largest = 4 * golden::value_of(a, a.max_finite()) * golden::value_of(b, b.max_finite()) +
                               golden::value_of(c, c.max_finite());
        const double units = std::ldexp(largest, -sum.lowest);
        EXPECT_LT(units, std::ldexp(1.0, sum.sum_bits - 1));
        EXPECT_GE(units, std::ldexp(1.0, sum.sum_bits - 2));
        EXPECT_LE(sum.lowest, c.min_lsb());
        EXPECT_LE(sum.lowest, a.min_lsb() + b.min_lsb());
      }
    }
  }
  EXPECT_FALSE(fixed_sum(kE4m3, kE4m3, 4, &kFp32).adds_c);
}

Request unit_request(Unit unit) {
  Request request;
  request.unit = unit;
  if (unit == Unit::kDot) request.lanes = 4;
  return request;
}

TEST(Stages, CutWhereThePartsAreEven) {
  Request request = unit_request(Unit::kFma);
  const UnitPath path = unit_path(request);
  EXPECT_EQ(natural_cuts(request, path),
            (std::vector<Cut>{Cut::kProduct, Cut::kAligned, Cut::kSum, Cut::kNormalized, Cut::kResult}));
  EXPECT_EQ(chosen_cuts(request, path), std::vector<Cut>{});
  request.stages = 1;
  EXPECT_EQ(chosen_cuts(request, path), std::vector<Cut>{Cut::kAligned});
  request.stages = 5;
  EXPECT_EQ(chosen_cuts(request, path), natural_cuts(request, path));
}

TEST(Stages, MoreThanThereArePlacesForAreRefused) {
  for (const Unit unit : kUnits) {
    if (unit == Unit::kArray) continue;
    Request request = unit_request(unit);
    request.stages = static_cast<int>(natural_cuts(request, unit_path(request)).size());
    EXPECT_TRUE(check_stages(request)) << name_of(unit);
    ++request.stages;
    const Status status = check_stages(request);
    ASSERT_FALSE(status) << name_of(unit);
    EXPECT_EQ(status.error().where, "--stages");
  }
}

}  // namespace
}  // namespace fp8forge
