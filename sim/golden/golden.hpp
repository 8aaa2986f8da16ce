// The golden model: what each operation's result is, from exact values and one rounding. It is mathematics,
// and shares no code with the generator or the RTL. Codes are the formats' bit patterns in the low bits; bits
// above are ignored. Formats are data: a caller may change canonical_nan in the target's format.
//
// Rules that hold for every operation (IEEE 754-2019 where OFP8 v1.0 is silent): any NaN operand, 0 * Inf and
// Inf - Inf give the target's canonical NaN; see codec.hpp for rounding and overflow, number.hpp for zeros.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "generator/format/format.hpp"
#include "generator/format/rounding.hpp"
#include "sim/golden/codec.hpp"
#include "sim/golden/exact_accumulator.hpp"
#include "sim/golden/number.hpp"

namespace fp8forge::golden {

// a * b.
constexpr std::uint32_t mul(const Format& a, const Format& b, const Target& target, std::uint32_t code_a,
                            std::uint32_t code_b) {
  return round_to(target, product(decode(a, code_a), decode(b, code_b)));
}

// a + b.
constexpr std::uint32_t add(const Format& a, const Format& b, const Target& target, std::uint32_t code_a,
                            std::uint32_t code_b) {
  return round_to(target, sum(decode(a, code_a), decode(b, code_b), target.rounding));
}

// The value of `code` in another format.
constexpr std::uint32_t convert(const Format& from, const Target& target, std::uint32_t code) {
  return round_to(target, decode(from, code));
}

// a * b + c, the product exact.
constexpr std::uint32_t fma(const Format& a, const Format& b, const Format& c, const Target& target,
                            std::uint32_t code_a, std::uint32_t code_b, std::uint32_t code_c) {
  const Number exact_product = product(decode(a, code_a), decode(b, code_b));
  return round_to(target, sum(exact_product, decode(c, code_c), target.rounding));
}

// c + sum of a_i * b_i, one rounding. a and b are 8-bit formats; the spans have one length, at most 65536.
std::uint32_t dot(const Format& a, const Format& b, const Format& c, const Target& target,
                  std::span<const std::uint32_t> codes_a, std::span<const std::uint32_t> codes_b,
                  std::uint32_t code_c);

// c + sum of a_i * b_i through an accumulator of a floating-point format: c is converted to it, each term is
// one fused RNE in ascending i (overflow to Inf stays as IEEE has it), and the way to the target is one more,
// stated, rounding. The spans have one length.
std::uint32_t dot_rounded(const Format& a, const Format& b, const Format& c, const Format& accumulator,
                          const Target& target, std::span<const std::uint32_t> codes_a,
                          std::span<const std::uint32_t> codes_b, std::uint32_t code_c);

// Batches: results[i] from the i-th operands; the spans have one length.
void mul(const Format& a, const Format& b, const Target& target, std::span<const std::uint32_t> codes_a,
         std::span<const std::uint32_t> codes_b, std::span<std::uint32_t> results);
void convert(const Format& from, const Target& target, std::span<const std::uint32_t> codes,
             std::span<std::uint32_t> results);

// C = A * B with an exact accumulator of `max_terms` for each element, as ExactAccumulator reads it. A is
// rows x depth, B depth x columns, the result rows x columns, all row by row.
std::vector<std::uint32_t> matmul(const Format& a, const Format& b, std::int64_t max_terms,
                                  const Target& target, std::size_t rows, std::size_t depth,
                                  std::size_t columns, std::span<const std::uint32_t> codes_a,
                                  std::span<const std::uint32_t> codes_b);

// The value of a code as a double, exact for every format of 32 bits or fewer here; a NaN is a quiet NaN.
double value_of(const Format& format, std::uint32_t code);

}  // namespace fp8forge::golden
