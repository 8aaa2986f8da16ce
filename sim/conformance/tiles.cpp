#include "sim/conformance/tiles.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace fp8forge::conformance {

namespace {

using Codes = std::vector<std::uint8_t>;

// A random finite code of the kind. `finite` has the positive codes in its first half, in ascending order of
// magnitude, then the negative ones likewise: so formats lay out their codes.
std::uint8_t random_code(const Codes& finite, const Format& format, TileKind kind, Random& random) {
  const auto magnitudes = static_cast<std::int64_t>(finite.size() / 2);
  const auto of_magnitude = [&](std::int64_t magnitude) {
    const std::int64_t half = random.chance(50) ? magnitudes : 0;
    return finite[static_cast<std::size_t>(half + std::clamp<std::int64_t>(magnitude, 0, magnitudes - 1))];
  };
  const std::int64_t binade = std::int64_t{1} << format.man_bits;
  switch (kind) {
    case TileKind::kModerate:
      return of_magnitude(magnitudes / 2 + random.below(4 * binade) - 2 * binade);
    case TileKind::kSubnormal:
      return of_magnitude(random.below(random.chance(10) ? 2 * binade : binade));
    case TileKind::kLargest:
      return of_magnitude(magnitudes - 1 - random.below(binade));
    case TileKind::kZeros:
      return random.chance(80) ? of_magnitude(0) : of_magnitude(random.below(magnitudes));
    default:
      return of_magnitude(random.below(magnitudes));
  }
}

Codes random_codes(const Codes& finite, const Format& format, TileKind kind, std::size_t count,
                   Random& random) {
  Codes codes(count);
  for (std::uint8_t& code : codes) code = random_code(finite, format, kind, random);
  return codes;
}

// One lane (row of A, column of B) of a tile all zero, signs kept random.
void clear_lane(Codes& codes, std::size_t lanes, std::size_t lane, const Format& format) {
  for (std::size_t at = lane; at < codes.size(); at += lanes) {
    codes[at] = static_cast<std::uint8_t>(codes[at] & format.sign_mask());
  }
}

// Puts a special code into some lanes at random beats; now and then a zero, for 0 * Inf.
void sprinkle(Codes& codes, std::size_t lanes, const Codes& special, Random& random) {
  const auto beats = static_cast<std::int64_t>(codes.size() / lanes);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    if (!random.chance(40)) continue;
    for (std::int64_t times = 1 + random.below(3); times > 0; --times) {
      codes[static_cast<std::size_t>(random.below(beats)) * lanes + lane] =
          random.chance(75) ? random.pick(special) : std::uint8_t{0};
    }
  }
}

// Beats of the second half become those of the first with A negated, all in random order; one beat stays.
void take_back(Tile& tile, std::size_t rows, std::size_t cols, std::size_t beats, const Format& a,
               Random& random) {
  const std::size_t half = beats / 2;
  std::vector<std::size_t> order(half);
  std::iota(order.begin(), order.end(), std::size_t{0});
  random.shuffle(order);
  for (std::size_t n = 0; n < half; ++n) {
    for (std::size_t row = 0; row < rows; ++row) {
      tile.a[(half + n) * rows + row] =
          static_cast<std::uint8_t>(tile.a[order[n] * rows + row] ^ a.sign_mask());
    }
    for (std::size_t col = 0; col < cols; ++col)
      tile.b[(half + n) * cols + col] = tile.b[order[n] * cols + col];
  }
}

}  // namespace

Tile random_tile(const ArrayUnit& unit, const Products& products, TileKind kind, std::int64_t terms,
                 Random& random) {
  assert(terms >= 1);
  const auto rows = static_cast<std::size_t>(unit.rows), cols = static_cast<std::size_t>(unit.cols);
  const auto beats = static_cast<std::size_t>(terms);
  Tile tile{random_codes(products.finite_a(), unit.a, kind, beats * rows, random),
            random_codes(products.finite_b(), unit.b, kind, beats * cols, random)};
  switch (kind) {
    case TileKind::kZeros:
      for (std::size_t row = 0; row < rows; ++row) {
        if (random.chance(25)) clear_lane(tile.a, rows, row, unit.a);
      }
      for (std::size_t col = 0; col < cols; ++col) {
        if (random.chance(25)) clear_lane(tile.b, cols, col, unit.b);
      }
      break;
    case TileKind::kCancellation:
      take_back(tile, rows, cols, beats, unit.a, random);
      break;
    case TileKind::kSpecial:
      sprinkle(tile.a, rows, products.special_a(), random);
      sprinkle(tile.b, cols, products.special_b(), random);
      break;
    default:
      break;
  }
  return tile;
}

Tile tile_of_rows(const ArrayUnit& unit, const std::vector<std::vector<CodePair>>& rows, Random& random) {
  std::vector<std::size_t> order;  // of the rows whose beats come one after the other
  for (std::size_t row = 0; row < rows.size(); ++row) order.insert(order.end(), rows[row].size(), row);
  random.shuffle(order);
  std::vector<std::uint8_t> signs(static_cast<std::size_t>(unit.cols));
  for (std::uint8_t& sign : signs) {
    sign = random.chance(50) ? static_cast<std::uint8_t>(unit.b.sign_mask()) : std::uint8_t{0};
  }
  std::vector<std::size_t> next(rows.size());
  Tile tile;
  const auto add = [&](std::size_t row, const CodePair& codes) {
    for (std::size_t other = 0; other < static_cast<std::size_t>(unit.rows); ++other) {
      tile.a.push_back(other == row ? codes.first : std::uint8_t{0});
    }
    for (const std::uint8_t sign : signs) tile.b.push_back(static_cast<std::uint8_t>(codes.second ^ sign));
  };
  for (const std::size_t row : order) add(row, rows[row][next[row]++]);
  if (order.empty()) add(0, {0, 0});
  return tile;
}

std::int64_t random_terms(const ArrayUnit& unit, std::int64_t most, Random& random) {
  std::int64_t terms = 0;
  switch (random.below(4)) {
    case 0:
      terms = 1 + random.below(4);
      break;
    case 1:
      terms = unit.rows - 2 + random.below(5);
      break;
    case 2:
      terms = 1 + random.below(3 * unit.rows);
      break;
    default:
      terms = std::int64_t{1} << random.below(21);
      terms += random.below(terms);
      if (terms > most) terms = 1 + random.below(most);
  }
  return std::clamp<std::int64_t>(terms, 1, most);
}

}  // namespace fp8forge::conformance
