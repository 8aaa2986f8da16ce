// A derived width: how many bits, and the inequality that proves them enough. Data for the manifest, for the
// comments of the emitted text and for the summary of `fp8forge generate`.
#pragma once

#include <bit>
#include <cstdint>
#include <string>

#include "generator/format/format.hpp"

namespace fp8forge {

struct Width {
  std::string name;    // as the emitted text calls it
  int bits = 0;        //
  std::string reason;  // the inequality

  bool operator==(const Width&) const = default;
};

// Bits that hold every unsigned number up to `largest` (SystemVerilog: $clog2(largest + 1)).
constexpr int unsigned_bits(std::uint64_t largest) { return static_cast<int>(std::bit_width(largest)); }

// Largest biased exponent of a finite number; subnormals count as 1.
constexpr int max_exp(const Format& format) {
  return static_cast<int>(format.max_finite() >> format.man_bits);
}

// Largest significand of a finite number, hidden bit included.
constexpr std::uint32_t max_sig(const Format& format) { return 2 * format.man_mask() + 1; }

// Largest significand of the finite numbers with the largest exponent: e4m3's top binade lacks its last code.
constexpr std::uint32_t max_sig_at_max_exp(const Format& format) {
  return format.man_mask() + 1 + (format.max_finite() & format.man_mask());
}

}  // namespace fp8forge
