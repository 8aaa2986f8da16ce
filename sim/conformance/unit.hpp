// What is under test, as the checks need to know it: formats, modes and sizes. Not the RTL, and not a
// request: nothing here says how the unit is built.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "generator/format/format.hpp"
#include "generator/format/rounding.hpp"
#include "sim/conformance/registers.hpp"
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

// What an array is told of a tile.
struct TileControl {
  Mode mode;
  Format a = kE4m3;
  Format b = kE4m3;
  bool keep = false;  // the next tile adds to its sums; it gives no rows
  Format to = kBf16;  // of its results
  int scale = 0;      // they are times 2^scale

  bool operator==(const TileControl&) const = default;
};

// Where a choice lies in s_axis_a_tuser.
struct UserField {
  int lsb = 0;
  int bits = 0;  // 0: the choice is fixed, and not in tuser

  std::uint32_t put(std::uint32_t value) const { return (value & ((1U << bits) - 1)) << lsb; }
  std::uint32_t get(std::uint32_t user) const { return user >> lsb & ((1U << bits) - 1); }
};

// What an array's max_terms is where its sums have no limit.
inline constexpr std::int64_t kAnyTerms = std::int64_t{1} << 40;

// An array (docs/ports.md), of either dataflow.
// Where a tile may choose, a, b and to are the formats that a check is about: see views().
struct ArrayUnit {
  Format a;
  Format b;
  Format to;
  std::vector<Mode> modes;  // each one to be tried; a single one where tiles have no choice
  UserField format_a = {}, format_b = {}, keep = {}, rounding = {}, saturate = {}, to_field = {}, scale = {};
  std::vector<Format> tos = {};            // in the order of their numbers, where tiles choose
  std::optional<Format> d = {};            // of s_axis_d, where results are D + A * B
  bool has_amax = false;                   // m_axis_c_tuser
  int rows = 0;                            // 1 ... 256
  int cols = 0;                            // 1 ... 256
  std::optional<Format> accumulator = {};  // of rounded sums; none: exact
  std::int64_t max_terms = 0;              // kAnyTerms of rounded sums
  int segments = 1;                        // of exact sums; several take a cycle to settle
  std::int64_t latency = 0;   // cycles from taking a tile's last beat to its first row, unstalled; of a
                              // weight-stationary one from taking a row of A to its row of C
  std::int64_t interval = 0;  // fewest cycles between the ends of two tiles; of a weight-stationary one
                              // between the beginnings of two tiles of one row of A and all rows of B
  bool is_weight_stationary = false;  // A comes in rows, B before it; format_b lies in s_axis_b_tuser
  int tile_rows = 0;                  // of a weight-stationary one with keep: most rows of a kept tile
  std::optional<RegisterMap> registers = {};  // behind s_axil_…, of one with counters

  // Of a result's lane in m_axis_c_tdata: those of the widest format.
  int lane_bytes() const;
  // A row as it is recorded: m_axis_c_tdata, and behind it m_axis_c_tuser if there is one.
  int c_bytes() const { return lane_bytes() * cols + (has_amax ? 2 : 0); }
  int d_bytes() const { return d ? d->bytes() * cols : 0; }
  golden::Target target(const TileControl& control) const {
    return {control.to, control.mode.rounding, control.mode.overflow, 0};
  }
  // Of an output-stationary array the cycles of `tiles` tiles of k terms each that are drained, without
  // stalls: from the one that takes the first beats to the one that shows the last row of C, both counted
  // (docs/array.md).
  std::int64_t cycles(std::int64_t tiles, std::int64_t k) const {
    return k + (tiles - 1) * std::max(k, interval) + latency + rows - 1;
  }
  bool has_user() const { return user_bits() > 0; }
  int user_bits() const {
    return format_a.bits + (is_weight_stationary ? 0 : format_b.bits) + keep.bits + rounding.bits +
           saturate.bits + to_field.bits + scale.bits;
  }
  int b_user_bits() const { return is_weight_stationary ? format_b.bits : 0; }
  // In the formats a, b and to and the first mode, not kept, not scaled.
  TileControl first_control() const { return {modes.front(), a, b, false, to, 0}; }
  // The formats that a and b may have: one, or e4m3 and e5m2.
  std::vector<Format> formats_of_a() const;
  std::vector<Format> formats_of_b() const;
  // The formats that results may have.
  std::vector<Format> formats_of_results() const { return tos.empty() ? std::vector{to} : tos; }
  // The unit once for each pair of operand formats that tiles may choose, with a and b set to it; and the
  // same once for each result format that they may choose too.
  std::vector<ArrayUnit> operand_views() const;
  std::vector<ArrayUnit> views() const;
  // What s_axis_a_tuser and s_axis_b_tuser say for a tile, and what they mean.
  std::uint32_t user(const TileControl& control) const;
  std::uint32_t b_user(const TileControl& control) const;
  TileControl control(std::uint32_t user, std::uint32_t b_user = 0) const;
};

}  // namespace fp8forge::conformance
