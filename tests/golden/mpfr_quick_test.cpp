// Golden against MPFR, a spread of what mpfr_full_test.cpp tries whole.
#include <gtest/gtest.h>

#include "tests/golden/mpfr_checks.hpp"

namespace fp8forge {
namespace {

TEST(GoldenMpfrQuick, MulPairs) {
  for (const Format& a : {kE4m3, kE5m2}) {
    for (const Format& b : {kE4m3, kE5m2}) check_mul_pairs(a, b, 17);
  }
}

TEST(GoldenMpfrQuick, AddPairs) {
  for (const Format& a : {kE4m3, kE5m2}) {
    for (const Format& b : {kE4m3, kE5m2}) check_add_pairs(a, b, 17);
  }
}

TEST(GoldenMpfrQuick, ConvertFp8Codes) {
  check_convert_codes(kE4m3, 1);
  check_convert_codes(kE5m2, 1);
}

TEST(GoldenMpfrQuick, ConvertSomeFp16AndBf16Codes) {
  check_convert_codes(kFp16, 13);
  check_convert_codes(kBf16, 13);
}

TEST(GoldenMpfrQuick, ConvertFp32) { check_convert_fp32(211, 200000); }

TEST(GoldenMpfrQuick, Fma) { check_fma(200000, 1); }

TEST(GoldenMpfrQuick, Dot) { check_dot(5000, 1); }

TEST(GoldenMpfrQuick, ConvertScaled) { check_convert_scaled(100000, 1); }

TEST(GoldenMpfrQuick, Mac) { check_mac(4000, 1); }

}  // namespace
}  // namespace fp8forge
