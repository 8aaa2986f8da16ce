// The golden model: what each operation's result is, from exact values and one rounding. It is mathematics,
// and shares no code with the generator or the RTL. Codes are the formats' bit patterns in the low bits; bits
// above are ignored. Formats are data: a caller may change canonical_nan in the target's format.
//
// exact_mul and its like give the value before it is rounded: round(target, exact_mul(...), random) is a
// result with its flags. mul and its like are the code alone. `random` is R of stochastic rounding.
//
// Rules that hold for every operation (IEEE 754-2019 where OFP8 v1.0 is silent): any NaN operand, 0 * Inf and
// Inf - Inf give the target's canonical NaN; all but a quiet NaN raise invalid. See codec.hpp for rounding,
// overflow and flags, number.hpp for zeros; a `rounding` that an exact sum asks for decides its zero's sign.
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
constexpr Number exact_mul(const Format& a, const Format& b, std::uint32_t code_a, std::uint32_t code_b) {
  return product(decode(a, code_a), decode(b, code_b));
}
constexpr std::uint32_t mul(const Format& a, const Format& b, const Target& target, std::uint32_t code_a,
                            std::uint32_t code_b, std::uint32_t random = 0) {
  return round_to(target, exact_mul(a, b, code_a, code_b), random);
}

// a + b.
constexpr Number exact_add(const Format& a, const Format& b, Rounding rounding, std::uint32_t code_a,
                           std::uint32_t code_b) {
  return sum(decode(a, code_a), decode(b, code_b), rounding);
}
constexpr std::uint32_t add(const Format& a, const Format& b, const Target& target, std::uint32_t code_a,
                            std::uint32_t code_b, std::uint32_t random = 0) {
  return round_to(target, exact_add(a, b, target.rounding, code_a, code_b), random);
}

// The value of `code`, times 2^scale; scale in -256 ... 255.
constexpr Number exact_convert(const Format& from, std::uint32_t code, int scale = 0) {
  Number number = decode(from, code);
  number.exponent += scale;
  return number;
}
constexpr std::uint32_t convert(const Format& from, const Target& target, std::uint32_t code,
                                std::uint32_t random = 0) {
  return round_to(target, exact_convert(from, code), random);
}

// a * b + c, the product exact.
constexpr Number exact_fma(const Format& a, const Format& b, const Format& c, Rounding rounding,
                           std::uint32_t code_a, std::uint32_t code_b, std::uint32_t code_c) {
  return sum(exact_mul(a, b, code_a, code_b), decode(c, code_c), rounding);
}
constexpr std::uint32_t fma(const Format& a, const Format& b, const Format& c, const Target& target,
                            std::uint32_t code_a, std::uint32_t code_b, std::uint32_t code_c,
                            std::uint32_t random = 0) {
  return round_to(target, exact_fma(a, b, c, target.rounding, code_a, code_b, code_c), random);
}

// c + sum of a_i * b_i, one rounding. a and b are 8-bit formats; the spans have one length, 1 ... 65536. The
// order does not matter: infinities of both signs among the addends are invalid, also beside a quiet NaN.
Number exact_dot(const Format& a, const Format& b, const Format& c, Rounding rounding,
                 std::span<const std::uint32_t> codes_a, std::span<const std::uint32_t> codes_b,
                 std::uint32_t code_c);
std::uint32_t dot(const Format& a, const Format& b, const Format& c, const Target& target,
                  std::span<const std::uint32_t> codes_a, std::span<const std::uint32_t> codes_b,
                  std::uint32_t code_c, std::uint32_t random = 0);

// c + sum of a_i * b_i through an accumulator of a floating-point format (rounded_accumulator.hpp): c is
// converted to it, then come the terms in ascending i, and the way to the target is one more, stated,
// rounding. The flags are those of all these roundings. The spans have one length.
Rounded dot_rounded_with_flags(const Format& a, const Format& b, const Format& c, const Format& accumulator,
                               const Target& target, std::span<const std::uint32_t> codes_a,
                               std::span<const std::uint32_t> codes_b, std::uint32_t code_c,
                               std::uint32_t random = 0);
std::uint32_t dot_rounded(const Format& a, const Format& b, const Format& c, const Format& accumulator,
                          const Target& target, std::span<const std::uint32_t> codes_a,
                          std::span<const std::uint32_t> codes_b, std::uint32_t code_c,
                          std::uint32_t random = 0);

// The code of the largest |x| among the finite ones of `codes`; 0 if there is none.
constexpr std::uint32_t amax(const Format& format, std::span<const std::uint32_t> codes) {
  std::uint32_t largest = 0;
  for (const std::uint32_t code : codes) {
    const std::uint32_t magnitude = code & (format.sign_mask() - 1);  // codes are ordered as their values
    if (magnitude <= format.max_finite()) largest = std::max(largest, magnitude);
  }
  return largest;
}

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
