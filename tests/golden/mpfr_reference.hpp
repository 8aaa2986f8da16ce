// What the operations must give, by GNU MPFR: exact values in wide precision, the IEEE roundings from MPFR
// itself (precision, mpfr_check_range, mpfr_subnormalize), RMM and ROD from a value's two neighbours. Shares
// nothing with sim/golden but the table of formats and the Target that says where a result goes.
#pragma once

#include <mpfr.h>

#include <cstdint>
#include <span>

#include "sim/golden/codec.hpp"

namespace fp8forge {

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

class MpfrReference {
 public:
  std::uint32_t mul(const Format& a, const Format& b, const Target& target, std::uint32_t code_a,
                    std::uint32_t code_b);
  std::uint32_t add(const Format& a, const Format& b, const Target& target, std::uint32_t code_a,
                    std::uint32_t code_b);
  std::uint32_t convert(const Format& from, const Target& target, std::uint32_t code);
  std::uint32_t fma(const Format& a, const Format& b, const Format& c, const Target& target,
                    std::uint32_t code_a, std::uint32_t code_b, std::uint32_t code_c);
  std::uint32_t dot(const Format& a, const Format& b, const Format& c, const Target& target,
                    std::span<const std::uint32_t> codes_a, std::span<const std::uint32_t> codes_b,
                    std::uint32_t code_c);
  std::uint32_t dot_rounded(const Format& a, const Format& b, const Format& c, const Format& accumulator,
                            const Target& target, std::span<const std::uint32_t> codes_a,
                            std::span<const std::uint32_t> codes_b, std::uint32_t code_c);
  // Whether the last exact result, before its rounding, was a zero.
  bool is_zero() { return mpfr_zero_p(exact_) != 0; }

  // `value` rounded to the target.
  std::uint32_t round(const Target& target, double value);

 private:
  // Enough for every exact sum here: from 2^-149 (fp32) to 2^128 and a carry.
  static constexpr mpfr_prec_t kExact = 448;

  std::uint32_t round(const Target& target);  // exact_, to the target
  Real& narrow(int precision) {
    return precision == 24   ? p24_
           : precision == 11 ? p11_
           : precision == 8  ? p8_
           : precision == 4  ? p4_
                             : p3_;
  }

  Real exact_{kExact}, x_{kExact}, y_{kExact};
  Real p24_{24}, p11_{11}, p8_{8}, p4_{4}, p3_{3};
};

}  // namespace fp8forge
