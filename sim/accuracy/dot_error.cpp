#include "sim/accuracy/dot_error.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

#include "sim/accuracy/matrix_product.hpp"
#include "sim/golden/golden.hpp"
#include "sim/golden/mac.hpp"

namespace fp8forge::accuracy {

namespace {

// Exact: the fixed point sums here have far fewer bits than a double.
double value_of(const golden::Number& number) {
  if (number.kind != golden::Kind::kFinite && number.kind != golden::Kind::kZero) return std::nan("");
  const double magnitude = std::ldexp(static_cast<double>(number.magnitude), number.exponent);
  return number.negative ? -magnitude : magnitude;
}

std::vector<std::uint32_t> operands(const Format& format, int terms, std::uint64_t seed) {
  const golden::Target target{format, Rounding::kRne, Overflow::kSaturate};
  std::vector<std::uint32_t> codes;
  for (const float value : normal_matrix(1, terms, seed).values) {
    codes.push_back(golden::convert(kFp32, target, std::bit_cast<std::uint32_t>(value)));
  }
  return codes;
}

}  // namespace

DotError dot_error(const Format& a, const Format& b, const std::optional<Format>& accumulator, int terms,
                   int products, std::uint64_t seed) {
  golden::Mac sum(a, b, accumulator, terms);
  golden::Mac exact(a, b, std::nullopt, terms);
  DotError error;
  for (int n = 0; n < products; ++n) {
    const std::uint64_t draw = seed + 2 * static_cast<std::uint64_t>(n);
    const std::vector<std::uint32_t> codes_a = operands(a, terms, draw);
    const std::vector<std::uint32_t> codes_b = operands(b, terms, draw + 1);
    double magnitude = 0;
    for (std::size_t k = 0; k < codes_a.size(); ++k) {
      sum.step(codes_a[k], codes_b[k], k == 0);
      exact.step(codes_a[k], codes_b[k], k == 0);
      magnitude += std::abs(golden::value_of(a, codes_a[k]) * golden::value_of(b, codes_b[k]));
    }
    if (magnitude == 0) continue;
    const double relative = std::abs(value_of(sum.value()) - value_of(exact.value())) / magnitude;
    error.worst = std::max(error.worst, relative);
    error.mean += relative / products;
  }
  return error;
}

}  // namespace fp8forge::accuracy
