#include "sim/accuracy/matrix_product.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <random>

#include "sim/golden/golden.hpp"

namespace fp8forge::accuracy {

namespace {

float largest_magnitude(const Matrix& matrix) {
  float largest = 0;
  for (const float value : matrix.values) largest = std::max(largest, std::abs(value));
  return largest;
}

// Every element of the product from one function of row and column.
template <typename Element>
std::vector<double> product(const Matrix& a, const Matrix& b, Element element) {
  assert(a.cols == b.rows);
  std::vector<double> result;
  result.reserve(static_cast<std::size_t>(a.rows) * static_cast<std::size_t>(b.cols));
  for (int row = 0; row < a.rows; ++row) {
    for (int col = 0; col < b.cols; ++col) result.push_back(element(row, col));
  }
  return result;
}

// Codes -127 ... 127 of a symmetric INT8 quantization; element ~ code / scale.
struct Int8Matrix {
  double scale = 1;
  Matrix codes;
};

Int8Matrix quantize_int8(const Matrix& matrix) {
  Int8Matrix quantized{1, matrix};
  const float largest = largest_magnitude(matrix);
  if (largest > 0) quantized.scale = 127.0 / largest;
  for (float& value : quantized.codes.values) {
    value = static_cast<float>(std::nearbyint(value * quantized.scale));
  }
  return quantized;
}

}  // namespace

Matrix normal_matrix(int rows, int cols, std::uint64_t seed) {
  std::mt19937_64 bits(seed);
  std::normal_distribution<float> normal;
  Matrix matrix{rows, cols, {}};
  matrix.values.resize(static_cast<std::size_t>(rows) * static_cast<std::size_t>(cols));
  for (float& value : matrix.values) value = normal(bits);
  return matrix;
}

Quantized quantize(const Matrix& matrix, const Format& format) {
  Quantized quantized;
  const float largest = largest_magnitude(matrix);
  if (largest > 0) quantized.scale = golden::value_of(format, format.max_finite()) / largest;
  const golden::Target target{format, Rounding::kRne, Overflow::kSaturate};
  quantized.codes.reserve(matrix.values.size());
  for (const float value : matrix.values) {
    const float scaled = static_cast<float>(value * quantized.scale);
    quantized.codes.push_back(golden::convert(kFp32, target, std::bit_cast<std::uint32_t>(scaled)));
  }
  return quantized;
}

std::vector<double> product_double(const Matrix& a, const Matrix& b) {
  return product(a, b, [&](int row, int col) {
    double sum = 0;
    for (int k = 0; k < a.cols; ++k) sum += static_cast<double>(a.at(row, k)) * static_cast<double>(b.at(k, col));
    return sum;
  });
}

std::vector<double> product_fp32(const Matrix& a, const Matrix& b) {
  return product(a, b, [&](int row, int col) {
    float sum = 0;
    for (int k = 0; k < a.cols; ++k) sum += a.at(row, k) * b.at(k, col);
    return static_cast<double>(sum);
  });
}

std::vector<double> product_int8(const Matrix& a, const Matrix& b) {
  const Int8Matrix left = quantize_int8(a);
  const Int8Matrix right = quantize_int8(b);
  std::vector<double> result = product_double(left.codes, right.codes);  // sums below 2^53: exact
  for (double& value : result) value /= left.scale * right.scale;
  return result;
}

Deviation deviation(const std::vector<double>& result, const std::vector<double>& reference) {
  assert(result.size() == reference.size());
  Deviation deviation;
  double error = 0;
  double norm = 0;
  for (std::size_t i = 0; i < result.size(); ++i) {
    const double difference = result[i] - reference[i];
    error += difference * difference;
    norm += reference[i] * reference[i];
    deviation.largest = std::max(deviation.largest, std::abs(difference));
  }
  deviation.relative = norm > 0 ? std::sqrt(error / norm) : std::sqrt(error);
  return deviation;
}

}  // namespace fp8forge::accuracy
