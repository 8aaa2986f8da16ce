// Tiles for weight-stationary arrays with random contents.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/conformance/tiles.hpp"

namespace fp8forge::conformance {

// A tile of `rows` rows of A and `terms` rows of B, 1 ... the array's rows. Lanes of A beyond `terms` have
// any codes at all: nobody may look there.
Tile stationary_tile(const ArrayUnit& unit, const Products& products, TileKind kind, std::int64_t rows,
                     std::int64_t terms, Random& random);

// The same of any kind, of random size: up to `most_rows` rows of A, mostly around the number of rows of
// cells, and mostly all rows of B.
Tile any_stationary_tile(const ArrayUnit& unit, const Products& products, std::int64_t most_rows,
                         Random& random);

// Rows of B, 1 ... the array's rows, mostly all of them.
std::int64_t random_weights(const ArrayUnit& unit, Random& random);

// A tile of one row of A whose sum in column 0 is that of `pairs`, as many as the array has rows at most, and
// in other columns that or its negative.
Tile tile_of_sum(const ArrayUnit& unit, const std::vector<CodePair>& pairs, Random& random);

// A tile of `terms` largest products: two rows of A, the second negative, or the first with `swapped`.
Tile largest_tile(const ArrayUnit& unit, std::int64_t terms, bool swapped);

}  // namespace fp8forge::conformance
