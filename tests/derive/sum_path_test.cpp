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
  // The addend's subnormals are the result's own: the product alone is normalized.
  SumPath path = sum_path(product_addend(kE4m3, kE4m3, kE4m3), addend_of(kE4m3, kE4m3), kE4m3, {1});
  EXPECT_TRUE(path.x.normalizes);
  EXPECT_FALSE(path.y.normalizes);
  EXPECT_EQ(path.width, 9);
  // e5m2's results are finer than e4m3's subnormals.
  path = sum_path(product_addend(kE5m2, kE5m2, kE5m2), addend_of(kE4m3, kE5m2), kE5m2, {1});
  EXPECT_TRUE(path.y.normalizes);
  EXPECT_LT(path.y.zero_exp, 0);
}

TEST(SumPath, IsExactWhereTheResultHasRoomForAllBits) {
  const SumPath path = sum_path(addend_of(kE4m3, kFp32), addend_of(kE4m3, kFp32), kFp32, {1});
  EXPECT_TRUE(path.is_exact);
  EXPECT_EQ(path.width, 18);  // 2^8 to 2^-9
  EXPECT_FALSE(sum_path(addend_of(kE5m2, kFp32), addend_of(kE5m2, kFp32), kFp32, {1}).is_exact);
  EXPECT_FALSE(sum_path(addend_of(kE4m3, kE4m3), addend_of(kE4m3, kE4m3), kE4m3, {1}).is_exact);
}

TEST(SumPath, IsNoWiderThanTheProductOfThirtyTwoBitsAsks) {
  // 24 bits kept, one below, one for a shift: no 48-bit product and no 76-bit shifter.
  EXPECT_EQ(sum_path(product_addend(kE4m3, kE4m3, kFp32), addend_of(kFp32, kFp32), kFp32, {1}).width, 26);
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
