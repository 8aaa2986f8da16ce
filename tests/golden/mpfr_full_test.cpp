// Golden against MPFR, whole: every operand pair, every 16-bit input, millions of sums.
#include <gtest/gtest.h>

#include "tests/golden/mpfr_checks.hpp"

namespace fp8forge {
namespace {

TEST(GoldenMpfrFull, MulE4m3E4m3) { check_mul_pairs(kE4m3, kE4m3, 1); }
TEST(GoldenMpfrFull, MulE4m3E5m2) { check_mul_pairs(kE4m3, kE5m2, 1); }
TEST(GoldenMpfrFull, MulE5m2E4m3) { check_mul_pairs(kE5m2, kE4m3, 1); }
TEST(GoldenMpfrFull, MulE5m2E5m2) { check_mul_pairs(kE5m2, kE5m2, 1); }
TEST(GoldenMpfrFull, AddE4m3E4m3) { check_add_pairs(kE4m3, kE4m3, 1); }
TEST(GoldenMpfrFull, AddE4m3E5m2) { check_add_pairs(kE4m3, kE5m2, 1); }
TEST(GoldenMpfrFull, AddE5m2E4m3) { check_add_pairs(kE5m2, kE4m3, 1); }
TEST(GoldenMpfrFull, AddE5m2E5m2) { check_add_pairs(kE5m2, kE5m2, 1); }
TEST(GoldenMpfrFull, ConvertFp16) { check_convert_codes(kFp16, 1); }
TEST(GoldenMpfrFull, ConvertBf16) { check_convert_codes(kBf16, 1); }
TEST(GoldenMpfrFull, ConvertFp32) { check_convert_fp32(1, 4000000); }
TEST(GoldenMpfrFull, Fma) { check_fma(12000000, 2); }
TEST(GoldenMpfrFull, Dot) { check_dot(150000, 2); }
TEST(GoldenMpfrFull, ConvertScaled) { check_convert_scaled(4000000, 2); }
TEST(GoldenMpfrFull, Mac) { check_mac(150000, 2); }

}  // namespace
}  // namespace fp8forge
