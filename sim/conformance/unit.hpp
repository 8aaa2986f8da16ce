// What is under test, as the checks need to know it: formats, modes and sizes. Not the RTL, and not a
// request: nothing here says how the unit is built.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "generator/format/format.hpp"
#include "generator/format/rounding.hpp"
#include "sim/golden/golden.hpp"

namespace fp8forge::conformance {

// A way to round: what the golden model is asked for, and the code on the port rounding_i where there is one.
struct Mode {
  Rounding rounding = Rounding::kRne;
  Overflow overflow = Overflow::kSaturate;
  std::uint32_t port_code = 0;  // 7, and 6 without random bits, are RNE too

  bool operator==(const Mode&) const = default;
};

enum class Operation : std::uint8_t { kMul, kAdd, kFma, kDot, kConvert, kMac };

// The inputs that a scalar unit may have beside its modes, in the order of the words of a case.
enum class Slot : std::uint8_t { kA, kB, kC, kScale, kRandom, kClear, kRead };
inline constexpr std::size_t kSlots = 7;

// A unit with operands and results (docs/ports.md), combinational or clocked.
struct ScalarUnit {
  Operation operation = Operation::kMul;
  Format a = kE4m3;  // a converter's operand
  Format b = kE4m3;
  Format c = kE4m3;
  Format to = kE4m3;
  std::vector<Mode> modes;  // each one to be tried; a single one without run-time ports
  bool rounding_is_port = false;
  bool overflow_is_port = false;
  int lanes = 1;        // of a dot, or of a converter's vector
  int random_bits = 0;  // a lane
  bool has_flags = false;
  bool has_scale = false;
  bool has_amax = false;
  std::optional<Format> accumulator = {};  // of a mac; none: exact
  std::int64_t max_terms = 0;              // of an exact mac
  bool is_clocked = false;
  std::int64_t latency = 0;  // cycles

  bool is_vector() const { return operation == Operation::kConvert && lanes > 1; }
  int result_lanes() const { return is_vector() ? lanes : 1; }
  // Bits of an input; 0 if the unit does not have it.
  int bits(Slot slot) const;
  std::size_t words(Slot slot) const { return static_cast<std::size_t>((bits(slot) + 31) / 32); }
  std::size_t result_words() const {
    return static_cast<std::size_t>((result_lanes() * to.bits() + 31) / 32);
  }
  std::size_t status_words() const {
    return has_flags ? static_cast<std::size_t>((result_lanes() * 4 + 31) / 32) : 0;
  }
  golden::Target target(const Mode& mode) const { return {to, mode.rounding, mode.overflow, random_bits}; }
};

// An output-stationary array with exact accumulators (docs/ports.md).
struct ArrayUnit {
  Format a;
  Format b;
  golden::Target target;  // format, rounding and overflow of the results
  int rows = 0;           // 1 ... 64
  int cols = 0;           // 1 ... 64
  std::int64_t max_terms = 0;
  std::int64_t latency = 0;   // cycles from taking a tile's last beat to its first row, unstalled
  std::int64_t interval = 0;  // fewest cycles between the ends of two tiles

  int c_bytes() const { return (target.to.bits() * cols + 7) / 8; }
};

}  // namespace fp8forge::conformance
