// How good a matrix product in FP8 is: matrices quantized with one scale a tensor, and the error of a product
// against double precision, beside FP32's and INT8's (arXiv 2209.05433 section 3: per-tensor scaling).
#pragma once

#include <cstdint>
#include <vector>

#include "generator/format/format.hpp"

namespace fp8forge::accuracy {

// Row-major, rows * cols values.
struct Matrix {
  int rows = 0;
  int cols = 0;
  std::vector<float> values;

  float at(int row, int col) const { return values[index(row, col)]; }
  float& at(int row, int col) { return values[index(row, col)]; }
  std::size_t index(int row, int col) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(cols) + static_cast<std::size_t>(col);
  }
};

// Independent draws of the standard normal distribution; the same seed gives the same matrix.
Matrix normal_matrix(int rows, int cols, std::uint64_t seed);

// A matrix as codes of an FP8 format: element ~ value of its code / scale. Row-major like the matrix.
struct Quantized {
  double scale = 1;
  std::vector<std::uint32_t> codes;
};

// Scales the largest magnitude to the format's largest finite value and rounds each element (RNE, saturating).
// A matrix of zeros has scale 1.
Quantized quantize(const Matrix& matrix, const Format& format);

// Products of a (M x K) and b (K x N).
std::vector<double> product_double(const Matrix& a, const Matrix& b);  // the reference: every operation in double
std::vector<double> product_fp32(const Matrix& a, const Matrix& b);    // multiply and add in float, ascending k
std::vector<double> product_int8(const Matrix& a, const Matrix& b);    // symmetric scale a tensor, exact INT32 sums

struct Deviation {
  double relative = 0;  // Frobenius norm of the difference over that of the reference
  double largest = 0;   // largest absolute difference of an element
};
Deviation deviation(const std::vector<double>& result, const std::vector<double>& reference);

}  // namespace fp8forge::accuracy
