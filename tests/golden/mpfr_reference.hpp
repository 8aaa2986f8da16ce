// What the operations must give, by GNU MPFR: exact values in wide precision, the IEEE roundings from MPFR
// itself (precision, mpfr_check_range, mpfr_subnormalize), RMM, ROD and SR from a value's two neighbours, and
// flags by comparing what is rounded with what it was. Shares nothing with sim/golden but the table of
// formats, the Target that says where a result goes, and the Rounded that holds one.
#pragma once

#include <mpfr.h>

#include <cstdint>
#include <optional>
#include <span>

#include "sim/golden/codec.hpp"

namespace fp8forge {

using golden::Rounded;
using golden::Target;

// An mpfr_t of `precision` bits.
class Real {
 public:
  explicit Real(mpfr_prec_t precision) { mpfr_init2(value_, precision); }
  ~Real() { mpfr_clear(value_); }
  Real(const Real&) = delete;
  Real& operator=(const Real&) = delete;
  operator mpfr_ptr() { return value_; }

 private:
  mpfr_t value_;
};

// `random` is R of stochastic rounding, below 2^target.random_bits.
class MpfrReference {
 public:
  Rounded mul(const Format& a, const Format& b, const Target& target, std::uint32_t code_a,
              std::uint32_t code_b, std::uint32_t random);
  Rounded add(const Format& a, const Format& b, const Target& target, std::uint32_t code_a,
              std::uint32_t code_b, std::uint32_t random);
  Rounded convert(const Format& from, const Target& target, std::uint32_t code, int scale,
                  std::uint32_t random);
  Rounded fma(const Format& a, const Format& b, const Format& c, const Target& target, std::uint32_t code_a,
              std::uint32_t code_b, std::uint32_t code_c, std::uint32_t random);
  Rounded dot(const Format& a, const Format& b, const Format& c, const Target& target,
              std::span<const std::uint32_t> codes_a, std::span<const std::uint32_t> codes_b,
              std::uint32_t code_c, std::uint32_t random);
  Rounded dot_rounded(const Format& a, const Format& b, const Format& c, const Format& accumulator,
                      const Target& target, std::span<const std::uint32_t> codes_a,
                      std::span<const std::uint32_t> codes_b, std::uint32_t code_c, std::uint32_t random);
  // What an accumulator reads after these products, the first of which cleared it; empty: exact.
  Rounded mac(const Format& a, const Format& b, const std::optional<Format>& accumulator,
              std::int64_t max_terms, const Target& target, std::span<const std::uint32_t> codes_a,
              std::span<const std::uint32_t> codes_b, std::uint32_t random);

  // `value` rounded to the target.
  Rounded round(const Target& target, double value);

 private:
  // Enough for every exact sum here: from 2^-149 (fp32) to 2^128 and a carry.
  static constexpr mpfr_prec_t kExact = 448;

  // How far down the exponent goes: as far as the format's, or without end.
  enum class Range { kGradual, kUnbounded };

  Rounded round(const Target& target, std::uint32_t random);  // exact_, to the target
  // exact_ rounded to `narrow`, which has the target's precision.
  void round_value(const Target& target, Range range, std::uint32_t random, mpfr_ptr narrow);
  void add_to_exact(mpfr_ptr term, const Target& target);
  void product(const Format& a, const Format& b, std::uint32_t code_a, std::uint32_t code_b, mpfr_ptr result);
  Real& narrow(int precision) {
    return precision == 24   ? p24_
           : precision == 11 ? p11_
           : precision == 8  ? p8_
           : precision == 4  ? p4_
                             : p3_;
  }

  Real exact_{kExact}, x_{kExact}, y_{kExact};
  bool invalid_ = false;  // exact_ is a NaN, or on the way to one, that raises the flag
  Real p24_{24}, p11_{11}, p8_{8}, p4_{4}, p3_{3};
};

}  // namespace fp8forge
