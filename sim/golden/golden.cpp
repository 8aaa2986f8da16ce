#include "sim/golden/golden.hpp"

#include <cassert>
#include <cmath>
#include <limits>

namespace fp8forge::golden {

void mul(const Format& a, const Format& b, const Target& target, std::span<const std::uint32_t> codes_a,
         std::span<const std::uint32_t> codes_b, std::span<std::uint32_t> results) {
  assert(codes_a.size() == results.size() && codes_b.size() == results.size());
  for (std::size_t i = 0; i < results.size(); ++i) results[i] = mul(a, b, target, codes_a[i], codes_b[i]);
}

void convert(const Format& from, const Target& target, std::span<const std::uint32_t> codes,
             std::span<std::uint32_t> results) {
  assert(codes.size() == results.size());
  for (std::size_t i = 0; i < results.size(); ++i) results[i] = convert(from, target, codes[i]);
}

std::vector<std::uint32_t> matmul(const Format& a, const Format& b, std::int64_t max_terms,
                                  const Target& target, std::size_t rows, std::size_t depth,
                                  std::size_t columns, std::span<const std::uint32_t> codes_a,
                                  std::span<const std::uint32_t> codes_b) {
  assert(codes_a.size() == rows * depth && codes_b.size() == depth * columns);
  std::vector<std::uint32_t> result;
  result.reserve(rows * columns);
  const ExactAccumulator empty(a, b, max_terms);
  std::vector<ExactAccumulator> sums;
  for (std::size_t row = 0; row < rows; ++row) {
    sums.assign(columns, empty);
    for (std::size_t k = 0; k < depth; ++k) {
      const std::uint32_t code_a = codes_a[row * depth + k];
      const std::uint32_t* row_b = &codes_b[k * columns];
      for (std::size_t column = 0; column < columns; ++column)
        sums[column].add_product(code_a, row_b[column]);
    }
    for (const ExactAccumulator& cell : sums) result.push_back(cell.read(target));
  }
  return result;
}

double value_of(const Format& format, std::uint32_t code) {
  const Number number = decode(format, code);
  double magnitude = 0;
  switch (number.kind) {
    case Kind::kNan:
      return std::numeric_limits<double>::quiet_NaN();
    case Kind::kInfinite:
      magnitude = std::numeric_limits<double>::infinity();
      break;
    case Kind::kZero:
      break;
    case Kind::kFinite:
      magnitude =
          std::ldexp(static_cast<double>(static_cast<std::uint32_t>(number.magnitude)), number.exponent);
      break;
  }
  return number.negative ? -magnitude : magnitude;
}

}  // namespace fp8forge::golden
