// Runs of golden-against-MPFR comparisons, of any size: the quick and the full tests differ in it alone.
// Codes and flags are compared, in every mode; in stochastic rounding with several widths and random numbers.
// Each run reports its first mismatches as test failures, with a command line's worth of detail.
#pragma once

#include <cstdint>

#include "generator/format/format.hpp"

namespace fp8forge {

// Every `stride`-th of the 65,536 operand pairs of mul and of add, for one pair of fp8 formats, to every
// format, in every mode, both overflow policies.
void check_mul_pairs(const Format& a, const Format& b, int stride);
void check_add_pairs(const Format& a, const Format& b, int stride);

// Every `stride`-th code of a format of at most 16 bits, to every format, in every mode, both policies.
void check_convert_codes(const Format& from, int stride);

// fp32 to every format: every binade boundary and the ties of each format (those `stride` codes apart) with
// two codes around them, and `random` codes.
void check_convert_fp32(int stride, std::int64_t random);

// `cases` of conversions of a value times a power of two, from every format to every one; half of them near
// the ends of the destination's range.
void check_convert_scaled(std::int64_t cases, std::uint64_t seed);

// `cases` of fma, of dot (exact and rounded) and of sums in a mac's accumulators, read after each of their
// terms; rich in cancellation, ties, subnormals, infinities and signed zeros.
void check_fma(std::int64_t cases, std::uint64_t seed);
void check_dot(std::int64_t cases, std::uint64_t seed);
void check_mac(std::int64_t cases, std::uint64_t seed);

}  // namespace fp8forge
