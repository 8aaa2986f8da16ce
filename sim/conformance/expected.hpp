// What the golden model makes of the beats of a run: the rows that must come out, and what error_o must say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "sim/conformance/run.hpp"
#include "sim/conformance/unit.hpp"
#include "sim/golden/golden.hpp"

namespace fp8forge::conformance {

struct Expected {
  static constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

  // What has one sum: a tile with those before it that were kept.
  struct Tile {
    TileBeats beats;
    std::size_t rows_end = 0;  // index one past its last row of C
    TileControl control;       // of its results
  };
  // A row of C, which cannot come before these beats of A and B were taken.
  struct Row {
    std::size_t tile = 0;
    int row = 0;  // in its tile
    std::size_t a_beat = 0, b_beat = 0;
  };
  // A bit of error_o, and the beats that set it, the first time; kNever: none of that stream.
  struct Error {
    unsigned bit = 0;
    const char* meaning = "";
    std::size_t a_beat = kNever, b_beat = kNever, d_beat = kNever;
    bool is_set() const { return a_beat != kNever || b_beat != kNever || d_beat != kNever; }
  };

  std::vector<std::uint32_t> codes;  // [row of C][column]
  std::vector<std::uint8_t> marks;   // of each code, as STATUS has them; empty where there are no registers
  std::vector<Row> rows;             // of all tiles
  std::vector<Tile> tiles;
  std::vector<Error> errors;
  std::vector<std::uint32_t> amax;  // of each tile, a bf16 code; empty where the array has none

  std::size_t first_row(std::size_t tile) const { return tile == 0 ? 0 : tiles[tile - 1].rows_end; }
};

// Appends the result of a cell whose exact value is `number`.
void add_result(const ArrayUnit& unit, const golden::Target& target, const golden::Number& number,
                Expected& expected);

// The exact sums of all cells of the tiles that give rows, [tile][row][column], without D and unscaled.
// The sums of all cells of the tiles that give rows, [tile][row][column], without D and unscaled: exact, or
// what a rounded accumulator holds.
std::vector<golden::Number> exact_sums(const ArrayUnit& unit, const Run& run);

// Appends the results of a tile's sums, told `control`: with their D, scaled, rounded; and the tile's amax.
void add_results(const ArrayUnit& unit, const Run& run, const TileControl& control,
                 std::span<const golden::Number> sums, Expected& expected);

// Appends the error of D, whose tlast belongs on the last row of each tile; nothing where there is no D.
void expect_addend_error(const ArrayUnit& unit, const Run& run, unsigned bit, const char* meaning,
                         Expected& expected);

// Of an output-stationary array beats of a and b are in pairs; a tile ends where either says so
// (docs/ports.md). Beats after the last end, and tiles that were kept, make no rows.
Expected expect(const ArrayUnit& unit, const Run& run);

}  // namespace fp8forge::conformance
