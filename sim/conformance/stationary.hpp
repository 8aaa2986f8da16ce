// Weight-stationary arrays: which beats of A and B make a tile, and what must come of them. Beat m of A is
// row m and carries an element of every column of A; beat k of B is row k. Tiles of A and B go together in
// order.
#pragma once

#include <vector>

#include "sim/conformance/expected.hpp"
#include "sim/conformance/run.hpp"

namespace fp8forge::conformance {

// One tile, kept or not.
struct StationaryTile {
  TileBeats beats;        // surplus beats of B included
  std::size_t terms = 0;  // rows of B that count, at most the array's
  TileControl control;
};

// The tiles whose beats are complete in both streams.
std::vector<StationaryTile> stationary_tiles(const ArrayUnit& unit, const Run& run);

// exact_sums() and expect() of a weight-stationary array.
std::vector<golden::Number> weight_stationary_sums(const ArrayUnit& unit, const Run& run);
Expected expect_weight_stationary(const ArrayUnit& unit, const Run& run);

struct Term {
  Format a, b;
  std::uint8_t code_a, code_b;
};

// The terms of one result of the tiles in `beats`, row m of A and column `col` of B.
std::vector<Term> weight_stationary_terms(const ArrayUnit& unit, const Run& run, const TileBeats& beats,
                                          int row, int col);

}  // namespace fp8forge::conformance
