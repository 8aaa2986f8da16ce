// What the golden model makes of the beats of a run: the rows that must come out, and what error_o must say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/conformance/run.hpp"
#include "sim/conformance/unit.hpp"
#include "sim/golden/number.hpp"

namespace fp8forge::conformance {

struct Expected {
  static constexpr std::size_t kNever = std::numeric_limits<std::size_t>::max();

  // A tile here is what has one sum: a tile with those before it that were kept.
  std::vector<std::uint32_t> codes;    // [tile][row][column]
  std::vector<std::size_t> tile_ends;  // index one past each tile's last beat
  std::vector<TileControl> controls;   // of each tile's results
  std::vector<std::uint32_t> amax;     // of each tile, a bf16 code; empty where the array has none
  std::size_t disagreement = kNever;   // first beat where tlast of a and b differ (error_o bit 0)
  std::size_t overlong = kNever;       // first beat above max_terms in its tile (error_o bit 1)
  std::size_t misplaced = kNever;      // first beat of d with a wrong tlast (error_o bit 2)

  std::size_t tiles() const { return tile_ends.size(); }
  std::size_t tile_begin(std::size_t tile) const { return tile == 0 ? 0 : tile_ends[tile - 1]; }
};

// The exact sums of all cells of the tiles that give rows, [tile][row][column], without D and unscaled.
std::vector<golden::Number> exact_sums(const ArrayUnit& unit, const Run& run);

// Beats of a and b in pairs; a tile ends where either says so (docs/ports.md). Beats after the last end,
// and tiles that were kept, make no rows.
Expected expect(const ArrayUnit& unit, const Run& run);

}  // namespace fp8forge::conformance
