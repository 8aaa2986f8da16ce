#include "sim/conformance/stationary_tiles.hpp"

#include <algorithm>
#include <cassert>

#include "sim/conformance/boundaries.hpp"

namespace fp8forge::conformance {

namespace {

std::uint8_t any_code(Random& random) { return static_cast<std::uint8_t>(random.below(256)); }

// The second half of the terms takes back the first: equal weights, and A negated; the last may stay.
void take_back(const ArrayUnit& unit, std::size_t terms, Tile& tile) {
  const auto rows = static_cast<std::size_t>(unit.rows), cols = static_cast<std::size_t>(unit.cols);
  const std::size_t half = terms / 2;
  for (std::size_t k = 0; k < half; ++k) {
    for (std::size_t col = 0; col < cols; ++col) tile.b[(half + k) * cols + col] = tile.b[k * cols + col];
    for (std::size_t at = 0; at < tile.a.size(); at += rows) {
      tile.a[at + half + k] = static_cast<std::uint8_t>(tile.a[at + k] ^ unit.a.sign_mask());
    }
  }
}

}  // namespace

Tile stationary_tile(const ArrayUnit& unit, const Products& products, TileKind kind, std::int64_t rows,
                     std::int64_t terms, Random& random) {
  assert(rows >= 1 && terms >= 1 && terms <= unit.rows);
  const TileKind filling = kind == TileKind::kCancellation ? TileKind::kFinite : kind;
  Tile tile = random_tile(unit, products, filling, std::max(rows, terms), random);
  tile.a.resize(static_cast<std::size_t>(rows * unit.rows));
  tile.b.resize(static_cast<std::size_t>(terms * unit.cols));
  if (kind == TileKind::kCancellation) take_back(unit, static_cast<std::size_t>(terms), tile);
  for (std::int64_t row = 0; row < rows; ++row) {
    for (std::int64_t k = terms; k < unit.rows; ++k) {
      tile.a[static_cast<std::size_t>(row * unit.rows + k)] = any_code(random);
    }
  }
  return tile;
}

Tile any_stationary_tile(const ArrayUnit& unit, const Products& products, std::int64_t most_rows,
                         Random& random) {
  const auto kind = static_cast<TileKind>(random.below(kTileKinds));
  const std::int64_t rows = random_terms(unit, most_rows, random);
  return stationary_tile(unit, products, kind, rows, random_weights(unit, random), random);
}

std::int64_t random_weights(const ArrayUnit& unit, Random& random) {
  return random.chance(60) ? unit.rows : 1 + random.below(unit.rows);
}

Tile tile_of_sum(const ArrayUnit& unit, const std::vector<CodePair>& pairs, Random& random) {
  const auto rows = static_cast<std::size_t>(unit.rows);
  assert(pairs.size() <= rows);
  std::vector<CodePair> places(pairs);
  places.resize(rows, {0, 0});
  random.shuffle(places);
  std::vector<std::uint8_t> signs(static_cast<std::size_t>(unit.cols), 0);
  for (std::size_t col = 1; col < signs.size(); ++col) {
    if (random.chance(50)) signs[col] = static_cast<std::uint8_t>(unit.b.sign_mask());
  }
  Tile tile;
  for (const auto& [a, b] : places) {
    tile.a.push_back(a);
    for (const std::uint8_t sign : signs) tile.b.push_back(static_cast<std::uint8_t>(b ^ sign));
  }
  return tile;
}

Tile largest_tile(const ArrayUnit& unit, std::int64_t terms, bool swapped) {
  const auto [a, b] = largest_pair(unit);
  const auto rows = static_cast<std::size_t>(unit.rows);
  Tile tile{std::vector<std::uint8_t>(2 * rows, a),
            std::vector<std::uint8_t>(static_cast<std::size_t>(terms * unit.cols), b)};
  for (std::size_t k = 0; k < rows; ++k) {
    std::uint8_t& code = tile.a[swapped ? k : rows + k];
    code = static_cast<std::uint8_t>(code ^ unit.a.sign_mask());
  }
  return tile;
}

}  // namespace fp8forge::conformance
