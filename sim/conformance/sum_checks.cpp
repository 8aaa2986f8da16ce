// Checks by composed sums: results on and beside rounding boundaries, and accumulators filled to the last
// bit.
#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "sim/conformance/array_checks.hpp"
#include "sim/conformance/boundaries.hpp"
#include "sim/conformance/check_parts.hpp"
#include "sim/conformance/tiles.hpp"
#include "sim/golden/golden.hpp"

namespace fp8forge::conformance {

namespace {

enum : std::uint64_t { kRoundingStream = 20, kFullStream };

// `terms` largest products; odd rows negative, all negative rows positive with `swapped`.
Tile full_tile(const ArrayUnit& unit, std::int64_t terms, bool swapped) {
  const auto [a, b] = largest_pair(unit);
  Tile tile;
  for (std::int64_t term = 0; term < terms; ++term) {
    for (int row = 0; row < unit.rows; ++row) {
      tile.a.push_back(static_cast<std::uint8_t>(a | ((row % 2 == 1) != swapped ? unit.a.sign_mask() : 0)));
    }
  }
  tile.b.assign(static_cast<std::size_t>(terms * unit.cols), b);
  return tile;
}

// Up to half of the terms, back down again, and a rest of one unit when the number of terms allows.
Tile up_and_down(const ArrayUnit& unit, bool swapped) {
  Tile tile = full_tile(unit, unit.max_terms, swapped);
  const auto rows = static_cast<std::size_t>(unit.rows), cols = static_cast<std::size_t>(unit.cols);
  const auto terms = static_cast<std::size_t>(unit.max_terms), half = terms / 2;
  for (std::size_t at = half * rows; at < 2 * half * rows; ++at) {
    tile.a[at] = static_cast<std::uint8_t>(tile.a[at] ^ unit.a.sign_mask());
  }
  if (2 * half == terms) return tile;
  for (std::size_t row = 0; row < rows; ++row) tile.a[2 * half * rows + row] = 1;
  for (std::size_t col = 0; col < cols; ++col) tile.b[2 * half * cols + col] = 1;
  return tile;
}

}  // namespace

ArrayCheck rounding_check(const ArrayUnit& unit, std::uint64_t seed) {
  const auto products = products_of(unit);
  const auto boundaries = std::make_shared<const Boundaries>(unit, *products);
  const std::int64_t cells = static_cast<std::int64_t>(unit.rows) * unit.cols;
  return {"rounding", "sums on and beside rounding boundaries, ties and overflow",
          std::clamp<std::int64_t>(8'000 / cells, 8, 200),
          [unit, seed, products, boundaries](std::int64_t index) {
            Random random(seed, kRoundingStream, static_cast<std::uint64_t>(index));
            Run run;
            while (run.beats() < 2000) {
              const TileControl control = random_control(unit, random);
              std::vector<std::vector<CodePair>> sums(static_cast<std::size_t>(unit.rows));
              std::int64_t terms = 0;
              const auto first = random.below(unit.rows);
              for (std::int64_t n = 0; n < unit.rows; ++n) {
                auto pairs = products->compose(boundaries->random_sum(control.scale, random), random);
                terms += static_cast<std::int64_t>(pairs.size());
                if (terms > unit.max_terms) break;
                sums[static_cast<std::size_t>((first + n) % unit.rows)] = std::move(pairs);
              }
              append(unit, tile_of_rows(unit, sums, random), control, run);
            }
            return run;
          }};
}

ArrayCheck full_check(const ArrayUnit& unit, std::uint64_t seed) {
  enum { kSigns, kSignsSwapped, kUpAndDown, kTooMany, kRuns };
  const auto products = products_of(unit);
  return {"full", "accumulators filled to max_terms, and one term more", kRuns,
          [unit, seed, products](std::int64_t index) {
            Random random(seed, kFullStream, static_cast<std::uint64_t>(index));
            Run run;
            switch (index) {
              case kSigns:
              case kSignsSwapped:
                append(unit, full_tile(unit, unit.max_terms, index == kSignsSwapped),
                       random_control(unit, random), run);
                break;
              case kUpAndDown:
                append(unit, up_and_down(unit, false), run);
                break;
              default:
                append(unit, random_tile(unit, *products, TileKind::kFinite, unit.max_terms + 1, random),
                       run);
            }
            // The next tile finds the array fit for work.
            append(unit,
                   random_tile(unit, *products, TileKind::kFinite, std::min<std::int64_t>(unit.max_terms, 5),
                               random),
                   run);
            return run;
          }};
}

}  // namespace fp8forge::conformance
