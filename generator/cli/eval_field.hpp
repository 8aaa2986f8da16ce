// One field of a case of `fp8forge eval`: what it means and how it is written, as text and as bytes. Not its
// value: cases are vectors of numbers beside a vector of fields.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "generator/format/format.hpp"

namespace fp8forge::cli {

struct Field {
  enum class Kind : std::uint8_t {
    kCode,    // a code of `format`
    kScale,   // 9 bits, two's complement
    kClear,   // 1 bit: this product starts a new sum
    kRandom,  // R of stochastic rounding
    kFlags,   // 4 bits: invalid, overflow, underflow, inexact
  };

  Kind kind;
  std::string_view stem;  // of its name
  int lane;               // and the number after that; -1: none
  int bits;               // 1 ... 32
  Format format = {};     // of a code

  // "a", "b3", "scale".
  std::string name() const;
  // What a text that is none is told to be not, "a code of e4m3", and what would be right.
  std::string description() const;
  std::string hint() const;

  int hex_digits() const { return (bits + 3) / 4; }
  std::size_t bytes() const { return static_cast<std::size_t>(bits + 7) / 8; }
  std::uint32_t mask() const { return static_cast<std::uint32_t>((std::uint64_t{1} << bits) - 1); }

  bool operator==(const Field&) const = default;
};

inline Field code_field(std::string_view stem, const Format& format, int lane = -1) {
  return {Field::Kind::kCode, stem, lane, format.bits(), format};
}
inline Field scale_field() { return {Field::Kind::kScale, "scale", -1, 9}; }
inline Field clear_field() { return {Field::Kind::kClear, "clear", -1, 1}; }
inline Field random_field(int bits, int lane = -1) { return {Field::Kind::kRandom, "R", lane, bits}; }
inline Field flags_field(int lane = -1) { return {Field::Kind::kFlags, "f", lane, 4}; }

}  // namespace fp8forge::cli
