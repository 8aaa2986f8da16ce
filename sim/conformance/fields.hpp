// Fields of bits in a row of words, lowest word first: the lanes of a vector.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace fp8forge::conformance {

// Bits [index * bits, (index + 1) * bits); bits is 1 … 32.
inline std::uint32_t field(std::span<const std::uint32_t> words, int index, int bits) {
  const auto first = static_cast<std::size_t>(index) * static_cast<std::size_t>(bits);
  const std::size_t word = first / 32, shift = first % 32;
  std::uint64_t both = words[word];
  if (shift + static_cast<std::size_t>(bits) > 32) both |= static_cast<std::uint64_t>(words[word + 1]) << 32;
  return static_cast<std::uint32_t>(both >> shift & ((std::uint64_t{1} << bits) - 1));
}

// The same field, or-ed with `value`; set fields from zero.
inline void set_field(std::span<std::uint32_t> words, int index, int bits, std::uint32_t value) {
  const auto first = static_cast<std::size_t>(index) * static_cast<std::size_t>(bits);
  const std::size_t word = first / 32, shift = first % 32;
  const std::uint64_t both = static_cast<std::uint64_t>(value) << shift;
  words[word] |= static_cast<std::uint32_t>(both);
  if (shift + static_cast<std::size_t>(bits) > 32) words[word + 1] |= static_cast<std::uint32_t>(both >> 32);
}

}  // namespace fp8forge::conformance
