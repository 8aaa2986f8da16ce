#include "sim/accuracy/matrix_product.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/golden/golden.hpp"

namespace fp8forge::accuracy {
namespace {

TEST(NormalMatrix, RepeatsWithItsSeedAndLooksNormal) {
  const Matrix matrix = normal_matrix(100, 100, 7);
  EXPECT_EQ(matrix.values, normal_matrix(100, 100, 7).values);
  EXPECT_NE(matrix.values, normal_matrix(100, 100, 8).values);
  double sum = 0, squares = 0;
  for (const float value : matrix.values) {
    sum += value;
    squares += value * value;
  }
  EXPECT_NEAR(sum / 1e4, 0, 0.05);
  EXPECT_NEAR(squares / 1e4, 1, 0.05);
}

TEST(Quantize, PutsTheLargestMagnitudeAtTheLargestFiniteValue) {
  const Matrix matrix{1, 4, {0.5F, -2.0F, 0.0F, 1.0F}};
  const Quantized e4m3 = quantize(matrix, kE4m3);
  EXPECT_EQ(e4m3.scale, 224);
  EXPECT_EQ(e4m3.codes, (std::vector<std::uint32_t>{0x6E, 0xFE, 0x00, 0x76}));  // 112, -448, 0, 224
  const Quantized e5m2 = quantize(matrix, kE5m2);
  EXPECT_EQ(e5m2.codes[1], 0xFBU);  // -57344
}

TEST(Quantize, ZerosKeepScaleOne) {
  const Quantized zeros = quantize(Matrix{1, 2, {0.0F, -0.0F}}, kE4m3);
  EXPECT_EQ(zeros.scale, 1);
  EXPECT_EQ(zeros.codes, (std::vector<std::uint32_t>{0x00, 0x80}));
}

TEST(Products, AgreeOnSmallIntegers) {
  const Matrix a{2, 3, {1, 2, 3, -4, 5, 127}};
  const Matrix b{3, 1, {10, 127, -1}};
  const std::vector<double> exact = {1 * 10 + 2 * 127 - 3, -4 * 10 + 5 * 127 - 127};
  EXPECT_EQ(product_double(a, b), exact);
  EXPECT_EQ(product_fp32(a, b), exact);
  EXPECT_EQ(product_int8(a, b), exact);  // both scales are 1
}

TEST(Deviation, IsRelativeToTheReference) {
  const Deviation found = deviation({3, 4.5}, {3, 4});
  EXPECT_DOUBLE_EQ(found.relative, 0.5 / 5);
  EXPECT_DOUBLE_EQ(found.largest, 0.5);
}

}  // namespace
}  // namespace fp8forge::accuracy
