// A request: everything that decides the text of a bundle, with every default filled in. It is for the
// generator only; verification and synthesis read the same facts from the bundle's manifest.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/format/format.hpp"
#include "generator/format/rounding.hpp"

namespace fp8forge {

enum class Unit : std::uint8_t {
  kMultiplier,  // a * b
  kAdder,       // a + b
  kFma,         // a * b + c
  kDot,         // c + sum of a_i * b_i
  kMac,         // an accumulator that takes one product a cycle
  kConverter,   // values from format to format
  kArray,       // matrix multiply with AXI4-Stream edges
};
inline constexpr Unit kUnits[] = {Unit::kMultiplier, Unit::kAdder,     Unit::kFma,  Unit::kDot,
                                  Unit::kMac,        Unit::kConverter, Unit::kArray};

// What stays in an array's cells while operands move: the sums of a tile, or its weights B.
enum class Dataflow : std::uint8_t { kOutputStationary, kWeightStationary };
inline constexpr Dataflow kDataflows[] = {Dataflow::kOutputStationary, Dataflow::kWeightStationary};

// How exact sums are added: by a prefix tree of carries (the least area x delay in cells of a library), by
// `+`, which FPGAs map to their carry chains, or bit by bit (the least area). The numbers are those of
// rtl/fp8_add.sv.
enum class Carries : std::uint8_t { kTree, kChain, kRipple };
inline constexpr Carries kCarries[] = {Carries::kTree, Carries::kChain, Carries::kRipple};

// The largest size of an array's edge, of the guard against too many terms in one exact sum, of a vector, and
// of a stochastic rounding's random operand.
inline constexpr int kMaxArrayEdge = 256;
inline constexpr int kMaxTermsLimit = 1 << 20;
inline constexpr int kMaxTileRows = 4096;  // of a tile that a weight-stationary array keeps
inline constexpr int kMaxLanes = 64;
// Parts that a sum is cut into. The narrowest sum has 37 bits, so each part has some: 3 * ceil(bits / 4) <
// bits. More parts than that were not measured to be faster.
inline constexpr int kMaxAccSegments = 4;
inline constexpr int kMaxRandomBits = 24;
inline constexpr int kMaxStages = 8;  // more than any unit has cuts
// A converter's port scale_i, an array's choice by tile: round(x * 2^scale), two's complement.
inline constexpr int kScaleBits = 9;

// Members that a unit does not have keep their defaults, so that == compares what matters.
struct Request {
  Unit unit = Unit::kMultiplier;
  Format a = kE4m3;                                        // all but converter: operand formats, fp8
  Format b = kE4m3;                                        //
  Format c = kE4m3;                                        // fma, dot: addend
  Format from = kFp32;                                     // converter: operand format
  Format to = kE4m3;                                       // result format; of several the first
  std::vector<Format> choose_to{};                         // array: tiles choose one; empty: always `to`
  std::optional<Rounding> rounding = Rounding::kRne;       // empty: decided at run time (array: by each tile)
  std::optional<Overflow> overflow = Overflow::kSaturate;  // likewise
  std::uint32_t nan_e5m2 = kE5m2.canonical_nan;            // the NaN of e5m2 results, 0x7E or 0x7F
  int random_bits = 0;                  // of port random_i, 1 … kMaxRandomBits; 0: no stochastic rounding
  bool flags = false;                   // port status_o
  int stages = 0;                       // register stages
  int lanes = 1;                        // dot: products, 2 … kMaxLanes; converter: values, 1 … kMaxLanes
  bool scale = false;                   // converter: port scale_i; array: each tile has a scale
  bool amax = false;                    // converter: ports amax_o, amax_clear_i; array: m_axis_c_tuser
  std::optional<Format> d{};            // array: C = D + A * B, a stream brings D; fp32 or bf16
  std::optional<Format> accumulator{};  // array, mac: format of rounded accumulators; empty: exact
  int max_terms = 4096;                 // array, mac: most products in one exact sum, 1 … kMaxTermsLimit
  int acc_segments = 1;  // output-stationary array with exact sums: parts of a sum, 1 … kMaxAccSegments
  Carries carries = Carries::kTree;  // dot, exact mac, array with exact sums in one part
  bool choose_a = false;             // array: each tile says whether a is e4m3 or e5m2; `a` is then e5m2
  bool choose_b = false;             // likewise
  bool keep = false;                 // array: tiles that are flagged leave their sums to the next
  bool counters = false;             // array: counters of what it does, behind an AXI4-Lite port
  Dataflow dataflow = Dataflow::kOutputStationary;  // array
  int tile_rows = 64;  // weight-stationary array with keep: most rows of a kept tile, 1 … kMaxTileRows
  int rows = 8;        // array: rows of cells, of A and C or (weight-stationary) of B, 1 … kMaxArrayEdge
  int cols = 8;        // array: columns of B and C, 1 … kMaxArrayEdge
  std::string prefix = {};  // put before every module name

  bool operator==(const Request&) const = default;

  // The result format with the NaN that was asked for.
  Format result_format() const;
  // All formats that results may have, likewise.
  std::vector<Format> result_formats() const;
  bool has_carries() const {
    const bool accumulates = unit == Unit::kMac || unit == Unit::kArray;
    return unit == Unit::kDot || (accumulates && !accumulator && acc_segments == 1);
  }
  bool is_weight_stationary() const { return dataflow == Dataflow::kWeightStationary; }
  // Array, exact mac: most products in one sum. A weight-stationary array has as many as rows in a tile, and
  // without keep in a sum.
  int sum_terms() const { return is_weight_stationary() && !keep ? rows : max_terms; }
  // Whether some rounding is stochastic.
  bool rounds_stochastically() const { return random_bits > 0; }
  // Whether the unit has a clock. An array's is aclk.
  bool is_clocked() const { return stages > 0 || amax || unit == Unit::kMac; }
};

std::string_view name_of(Unit unit);
std::string_view name_of(Dataflow dataflow);
std::string_view name_of(Carries carries);

// "fp8_multiplier" and so on, without the prefix.
std::string top_name(Unit unit);

// The request as the manifest holds it; keys in the order of docs/bundle.md.
nlohmann::ordered_json to_json(const Request& request);

// The shortest command that makes the same RTL: `fp8forge generate array --a e4m3 …`, every option that the
// unit has spelled out except the destination. Only words that no shell changes.
std::string command_line(const Request& request);

}  // namespace fp8forge
