// Tiles with random contents: the kinds of operands that a wrong array is likely to stumble over.
#pragma once

#include <cstdint>

#include "sim/conformance/products.hpp"
#include "sim/conformance/random.hpp"
#include "sim/conformance/run.hpp"

namespace fp8forge::conformance {

enum class TileKind {
  kFinite,        // any finite codes
  kModerate,      // exponents in the middle: sums with much cancellation and few large terms
  kSubnormal,     // subnormals and zeros, with a few of the smallest normals
  kLargest,       // the top binade
  kZeros,         // mostly zeros of both signs, whole rows and columns of them
  kCancellation,  // the second half takes back the first, up to a small rest
  kSpecial,       // finite, with a few NaN and infinities in some rows and columns
};
inline constexpr int kTileKinds = 7;

// A tile of `terms` beats.
Tile random_tile(const ArrayUnit& unit, const Products& products, TileKind kind, std::int64_t terms,
                 Random& random);

// A tile in which each row has terms of its own, which come in their order: in the beats of the others it is
// zero. Column c sees all of them with a random sign.
Tile tile_of_rows(const ArrayUnit& unit, const std::vector<std::vector<CodePair>>& rows, Random& random);

// Terms of a random tile, 1 ... most: mostly around the number of rows, where the drain of one tile meets the
// next, else spread evenly over the magnitudes.
std::int64_t random_terms(const ArrayUnit& unit, std::int64_t most, Random& random);

}  // namespace fp8forge::conformance
