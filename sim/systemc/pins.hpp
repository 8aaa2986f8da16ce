// Bits of SystemC ports as bytes and codes. A port of one bit is bool, a wider one sc_bv: what Verilator
// makes of the RTL with --sc --pins-bv 2.
#pragma once

#include <cstdint>
#include <span>
#include <systemc>
#include <type_traits>

namespace fp8forge::systemc {

template <int Width>
using Pin = std::conditional_t<Width == 1, bool, sc_dt::sc_bv<Width>>;

inline std::uint32_t number_of(bool bit) { return bit; }
inline std::uint32_t number_of(const sc_dt::sc_bv_base& bits) { return bits.get_word(0); }

// The lowest bytes of a vector, as many as `bytes` holds; byte 0 is the lowest.
inline void get_bytes(const sc_dt::sc_bv_base& bits, std::span<std::uint8_t> bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<std::uint8_t>(bits.get_word(static_cast<int>(i / 4)) >> i % 4 * 8);
  }
}

// Codes of 8, 16 or 32 bits side by side, code 0 lowest.
inline void set_codes(sc_dt::sc_bv_base& bits, std::span<const std::uint32_t> codes, int code_bits) {
  std::uint32_t word = 0;
  const auto in_word = static_cast<std::size_t>(32 / code_bits);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    word |= codes[i] << i % in_word * static_cast<std::size_t>(code_bits);
    if ((i + 1) % in_word != 0 && i + 1 != codes.size()) continue;
    bits.set_word(static_cast<int>(i / in_word), word);
    word = 0;
  }
}

}  // namespace fp8forge::systemc
