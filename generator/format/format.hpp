// A floating-point format as data: field widths, bias and the meaning of the top codes. A new format is a new
// row of the table in format.cpp, not new code. Codes are unsigned integers, sign bit on top.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace fp8forge {

// What the codes with an all-ones exponent field mean.
enum class Specials {
  kIeee,        // mantissa 0: infinity; otherwise NaN, quiet when the top mantissa bit is set (IEEE 754-2019 3.4)
  kNanAllOnes,  // all-ones mantissa: NaN; otherwise an ordinary binade, no infinity (OFP8 v1.0 E4M3)
};

struct Format {
  std::string_view name;  // as on the command line
  int exp_bits;           // width of the exponent field
  int man_bits;           // width of the mantissa field, hidden bit not counted
  int bias;               // value of a normal: 2^(exponent field - bias) * 1.mantissa
  Specials specials;
  std::uint32_t canonical_nan;  // the NaN that operations return

  constexpr int bits() const { return 1 + exp_bits + man_bits; }
  constexpr int hex_digits() const { return (bits() + 3) / 4; }
  constexpr int bytes() const { return (bits() + 7) / 8; }
  constexpr std::uint32_t code_mask() const { return static_cast<std::uint32_t>((std::uint64_t{1} << bits()) - 1); }
  constexpr std::uint32_t sign_mask() const { return std::uint32_t{1} << (bits() - 1); }
  constexpr std::uint32_t man_mask() const { return (std::uint32_t{1} << man_bits) - 1; }
  constexpr std::uint32_t exp_mask() const { return (std::uint32_t{1} << exp_bits) - 1; }
  constexpr bool has_infinity() const { return specials == Specials::kIeee; }
  // Positive infinity's code; only for formats that have one.
  constexpr std::uint32_t infinity() const { return exp_mask() << man_bits; }
  // Code of the largest finite value.
  constexpr std::uint32_t max_finite() const {
    return has_infinity() ? infinity() - 1 : (sign_mask() - 1) - 1;
  }
  // Exponent of the smallest normal, and of the lowest subnormal bit: values are multiples of 2^min_lsb().
  constexpr int min_exp() const { return 1 - bias; }
  constexpr int min_lsb() const { return 1 - bias - man_bits; }

  bool operator==(const Format&) const = default;
};

inline constexpr Format kE4m3{"e4m3", 4, 3, 7, Specials::kNanAllOnes, 0x7F};
inline constexpr Format kE5m2{"e5m2", 5, 2, 15, Specials::kIeee, 0x7F};
inline constexpr Format kFp16{"fp16", 5, 10, 15, Specials::kIeee, 0x7E00};
inline constexpr Format kBf16{"bf16", 8, 7, 127, Specials::kIeee, 0x7FC0};
inline constexpr Format kFp32{"fp32", 8, 23, 127, Specials::kIeee, 0x7FC00000};

// Every known format, narrow ones first.
std::span<const Format> all_formats();

// The format of that name, or nullptr.
const Format* find_format(std::string_view name);

// True for the 8-bit formats, which operands a and b have.
constexpr bool is_fp8(const Format& format) { return format.bits() == 8; }

}  // namespace fp8forge
