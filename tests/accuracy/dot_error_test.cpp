#include "sim/accuracy/dot_error.hpp"

#include <gtest/gtest.h>

namespace fp8forge::accuracy {
namespace {

TEST(DotError, ExactSumsHaveNone) {
  const DotError error = dot_error(kE4m3, kE5m2, std::nullopt, 4096, 4, 1);
  EXPECT_EQ(error.worst, 0);
  EXPECT_EQ(error.mean, 0);
}

TEST(DotError, OneTermIsRoundedOnce) {
  // A product has at most 8 significant bits: exact in bf16, whose exponents reach further than a product's.
  EXPECT_EQ(dot_error(kE4m3, kE4m3, kBf16, 1, 1000, 1).worst, 0);
  // Two terms: one rounding to 8 significant bits, by half of the last one's weight at most.
  const DotError two = dot_error(kE4m3, kE4m3, kBf16, 2, 1000, 1);
  EXPECT_GT(two.worst, 0x1p-9);
  EXPECT_LE(two.worst, 0x1p-8);
}

TEST(DotError, GrowsAsTheAccumulatorNarrows) {
  const DotError fp32 = dot_error(kE4m3, kE4m3, kFp32, 4096, 8, 1);
  const DotError fp16 = dot_error(kE4m3, kE4m3, kFp16, 4096, 8, 1);
  const DotError bf16 = dot_error(kE4m3, kE4m3, kBf16, 4096, 8, 1);
  EXPECT_GT(fp32.worst, 0);
  EXPECT_GT(fp16.worst, 1000 * fp32.worst);
  EXPECT_GT(bf16.worst, 2 * fp16.worst);
  EXPECT_LE(bf16.mean, bf16.worst);
  EXPECT_EQ(bf16.worst, dot_error(kE4m3, kE4m3, kBf16, 4096, 8, 1).worst);
}

}  // namespace
}  // namespace fp8forge::accuracy
