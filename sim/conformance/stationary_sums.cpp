// Checks of a weight-stationary array by composed sums.
#include <algorithm>
#include <memory>

#include "sim/conformance/boundaries.hpp"
#include "sim/conformance/check_parts.hpp"
#include "sim/conformance/stationary_checks.hpp"
#include "sim/conformance/stationary_tiles.hpp"

namespace fp8forge::conformance {

namespace {

enum : std::uint64_t { kRoundingStream = 50, kFullStream };

// The pairs in tiles of as many rows of B as there are, the last one told `control` and not kept.
void append_sum(const ArrayUnit& unit, const std::vector<CodePair>& pairs, const TileControl& control,
                Random& random, Run& run) {
  const auto rows = static_cast<std::size_t>(unit.rows);
  for (std::size_t first = 0; first == 0 || first < pairs.size(); first += rows) {
    const std::size_t end = std::min(pairs.size(), first + rows);
    const std::vector<CodePair> part(pairs.begin() + static_cast<std::ptrdiff_t>(first),
                                     pairs.begin() + static_cast<std::ptrdiff_t>(end));
    append(unit, tile_of_sum(unit, part, random),
           end < pairs.size() ? random_control(unit, random, true) : control, run);
  }
}

// A sum whose pairs fit into the array, for results times 2^scale.
std::vector<CodePair> fitting_sum(const ArrayUnit& unit, const Products& products,
                                  const Boundaries& boundaries, int scale, Random& random) {
  // Each tile counts with all rows: absent terms are zeros.
  const std::int64_t tiles = unit.keep.bits > 0 ? unit.max_terms / unit.rows : 1;
  constexpr int kTries = 50;
  for (int n = 0; n < kTries; ++n) {
    std::vector<CodePair> pairs = products.compose(boundaries.random_sum(scale, random), random);
    if (static_cast<std::int64_t>(pairs.size()) <= tiles * unit.rows) return pairs;
  }
  return {{random.pick(products.finite_a()), random.pick(products.finite_b())}};
}

// `terms` largest products in tiles of all rows; only the last one is not kept, unless `more` follow.
void append_largest(const ArrayUnit& unit, std::int64_t terms, bool swapped, bool more, Run& run) {
  for (std::int64_t left = terms; left > 0; left -= unit.rows) {
    const std::int64_t now = std::min<std::int64_t>(left, unit.rows);
    TileControl control = unit.first_control();
    control.keep = left > now || more;
    append(unit, largest_tile(unit, now, swapped), control, run);
  }
}

}  // namespace

ArrayCheck stationary_rounding_check(const ArrayUnit& unit, std::uint64_t seed) {
  const auto products = products_of(unit);
  const auto boundaries = std::make_shared<const Boundaries>(unit, *products);
  return {"rounding", "sums on and beside rounding boundaries, ties and overflow", 24,
          [unit, seed, products, boundaries](std::int64_t index) {
            Random random(seed, kRoundingStream, static_cast<std::uint64_t>(index));
            Run run;
            while (run.b.beats() < 2000) {
              const TileControl control = random_control(unit, random);
              append_sum(unit, fitting_sum(unit, *products, *boundaries, control.scale, random), control,
                         random, run);
            }
            return run;
          }};
}

ArrayCheck stationary_full_check(const ArrayUnit& unit, std::uint64_t seed) {
  enum { kSigns, kSignsSwapped, kUpAndDown, kTooMany, kRuns };
  const bool keeps = unit.keep.bits > 0 && unit.tile_rows >= 2;
  // Rounded sums stay long before that, or are infinite.
  constexpr std::int64_t kUntilSumsStay = 1200;
  const std::int64_t most = unit.accumulator ? kUntilSumsStay : unit.max_terms;
  const std::int64_t terms = keeps ? most : std::min<std::int64_t>(unit.rows, unit.max_terms);
  const char* what = "sums of largest products";
  if (keeps) {
    what = unit.accumulator ? "the largest products until the sum stays or is infinite, and back"
                            : "sums of max_terms largest products, and one term more";
  }
  return {unit.accumulator ? "stay" : "full", what, kRuns, [unit, seed, keeps, terms](std::int64_t index) {
            Random random(seed, kFullStream, static_cast<std::uint64_t>(index));
            const Products products(unit.a, unit.b);
            Run run;
            switch (index) {
              case kSigns:
              case kSignsSwapped:
                append_largest(unit, terms, index == kSignsSwapped, false, run);
                break;
              case kUpAndDown:
                if (keeps && terms > 1) append_largest(unit, terms / 2, false, true, run);
                append_largest(unit, std::max<std::int64_t>(terms / 2, 1), true, false, run);
                break;
              default:
                append_largest(unit, keeps ? terms + 1 : terms, false, false, run);
            }
            // The next tile finds the array fit for work.
            const std::int64_t few = std::min<std::int64_t>(terms, unit.rows);
            append(unit, stationary_tile(unit, products, TileKind::kFinite, 3, few, random), run);
            return run;
          }};
}

}  // namespace fp8forge::conformance
