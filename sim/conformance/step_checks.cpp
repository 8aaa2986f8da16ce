// Checks of rounded accumulators, where every term is rounded for itself and the order of the terms counts.
#include <algorithm>
#include <cmath>

#include "sim/conformance/array_checks.hpp"
#include "sim/conformance/check_parts.hpp"
#include "sim/conformance/stationary_checks.hpp"
#include "sim/conformance/tiles.hpp"
#include "sim/golden/golden.hpp"
#include "sim/golden/rounded_accumulator.hpp"

namespace fp8forge::conformance {

namespace {

enum : std::uint64_t { kStepsStream = 30, kStayStream, kStationaryStepsStream };

// Terms of one sum, each chosen by what stands in the accumulator.
class Walk {
 public:
  Walk(const ArrayUnit& unit, const Products& products)
      : unit_(unit), products_(products), format_(*unit.accumulator), sum_(unit.a, unit.b, format_) {}

  std::vector<CodePair> terms(std::int64_t count, Random& random) {
    std::vector<CodePair> terms;
    sum_.clear();
    while (static_cast<std::int64_t>(terms.size()) < count) {
      terms.push_back(next(random));
      sum_.add_product(terms.back().first, terms.back().second);
    }
    return terms;
  }

 private:
  CodePair next(Random& random) const {
    const std::uint32_t magnitude = sum_.code() & (format_.sign_mask() - 1);
    if (magnitude > format_.max_finite()) return special(random);
    const double sum = units(sum_.code());
    const double spacing = units(magnitude + (magnitude < format_.max_finite() ? 1 : 0)) -
                           units(magnitude - (magnitude < format_.max_finite() ? 0 : 1));
    const double sign = random.chance(50) ? 1 : -1;
    switch (random.below(12)) {
      case 0:
        return any(random);
      case 1:
        return random.chance(20) ? special(random) : any(random);
      case 2:  // the smallest, and zeros
        if (random.chance(30)) return {random.chance(50) ? std::uint8_t{0x80} : std::uint8_t{0}, 0};
        return near(sign * static_cast<double>(random.below(8)), random);
      case 3:  // half of the smallest number
        return near(sign * std::ldexp(1 + 2 * static_cast<double>(random.below(4)),
                                      format_.min_lsb() - 1 - products_.lowest()),
                    random);
      case 4:  // cancellation
        return near(-sum, random);
      case 5:
        return near(sign * sum * std::ldexp(1.0, static_cast<int>(random.below(5)) - 2), random);
      case 6:  // to the end of the finite numbers, or half a step beyond
        return near(
            std::copysign(units(format_.max_finite()) + (random.chance(50) ? top_spacing() / 2 : 0), sum) -
                sum,
            random);
      default:  // ties, and what lies beside them
        return near(sign * (static_cast<double>(random.below(4)) + 0.5) * spacing, random);
    }
  }

  double units(std::uint32_t code) const {
    return std::ldexp(golden::value_of(format_, code), -products_.lowest());
  }
  double top_spacing() const { return units(format_.max_finite()) - units(format_.max_finite() - 1); }

  // The product nearest to `wanted` units, or one beside it.
  CodePair near(double wanted, Random& random) const {
    const double largest = static_cast<double>(products_.largest());
    if (!(std::abs(wanted) <= 2 * largest)) return any(random);
    return products_.beside(static_cast<Units>(wanted), static_cast<int>(random.below(3)) - 1, random);
  }

  CodePair any(Random& random) const {
    return {random.pick(products_.finite_a()), random.pick(products_.finite_b())};
  }

  // An infinite product where there is one: of a's infinity, since other rows multiply by zero.
  CodePair special(Random& random) const {
    if (!unit_.a.has_infinity() || random.chance(50)) return any(random);
    const auto infinity = static_cast<std::uint8_t>(unit_.a.infinity());
    const auto sign = static_cast<std::uint8_t>(random.chance(50) ? unit_.a.sign_mask() : 0);
    return {static_cast<std::uint8_t>(infinity | sign), random.pick(products_.finite_b())};
  }

  const ArrayUnit& unit_;
  const Products& products_;
  Format format_;
  golden::RoundedAccumulator sum_;
};

// `terms` largest products, their signs as the row and `swapped` have it; from half of them on the other
// sign.
Tile up_and_down(const ArrayUnit& unit, std::int64_t terms, bool swapped) {
  Tile tile;
  for (std::int64_t term = 0; term < terms; ++term) {
    for (int row = 0; row < unit.rows; ++row) {
      const bool negative = ((row % 2 == 1) != swapped) != (term >= terms / 2);
      tile.a.push_back(static_cast<std::uint8_t>(unit.a.max_finite() | (negative ? unit.a.sign_mask() : 0)));
    }
  }
  tile.b.assign(static_cast<std::size_t>(terms * unit.cols), static_cast<std::uint8_t>(unit.b.max_finite()));
  return tile;
}

// Terms of a walk in tiles of at most as many as there are rows, in their order, all but the last tile kept.
// Rows of A have the walk's terms, every other one with the opposite sign, and columns have them likewise.
void append_walk(const ArrayUnit& unit, const std::vector<CodePair>& terms, Random& random, Run& run) {
  const auto rows = static_cast<std::size_t>(unit.rows), cols = static_cast<std::size_t>(unit.cols);
  const std::int64_t most_a = unit.keep.bits > 0 ? std::min(unit.tile_rows, 3) : 3;
  const auto rows_a = static_cast<std::size_t>(1 + random.below(most_a));
  std::vector<std::uint8_t> signs(cols);
  for (std::uint8_t& sign : signs) sign = random.chance(50) ? 0x80 : 0x00;
  for (std::size_t first = 0; first < terms.size();) {
    const std::size_t left = terms.size() - first;
    // Rows beyond the tile's terms have no weight.
    const std::size_t count =
        unit.keep.bits > 0 ? std::min(left, static_cast<std::size_t>(1 + random.below(unit.rows))) : left;
    Tile tile;
    for (std::size_t row = 0; row < rows_a; ++row) {
      for (std::size_t k = 0; k < rows; ++k) {
        const auto sign = static_cast<std::uint8_t>(row % 2 ? 0x80 : 0x00);
        tile.a.push_back(k < count ? static_cast<std::uint8_t>(terms[first + k].first ^ sign)
                                   : static_cast<std::uint8_t>(random.below(256)));
      }
    }
    for (std::size_t k = 0; k < count; ++k) {
      for (const std::uint8_t sign : signs)
        tile.b.push_back(static_cast<std::uint8_t>(terms[first + k].second ^ sign));
    }
    first += count;
    append(unit, tile, random_control(unit, random, first < terms.size()), run);
  }
}

}  // namespace

ArrayCheck stationary_steps_check(const ArrayUnit& unit, std::uint64_t seed) {
  const auto products = products_of(unit);
  return {"steps", "terms that bring sums on and beside the accumulator's rounding boundaries", 48,
          [unit, seed, products](std::int64_t index) {
            Random random(seed, kStationaryStepsStream, static_cast<std::uint64_t>(index));
            Walk walk(unit, *products);
            Run run;
            const std::int64_t most = unit.keep.bits > 0 ? std::max(12, 2 * unit.rows) : unit.rows;
            while (run.b.beats() < 1000)
              append_walk(unit, walk.terms(1 + random.below(most), random), random, run);
            if (index % 2) stall(run, random);
            return run;
          }};
}

ArrayCheck steps_check(const ArrayUnit& unit, std::uint64_t seed) {
  const auto products = products_of(unit);
  const std::int64_t cells = static_cast<std::int64_t>(unit.rows) * unit.cols;
  return {"steps", "terms that bring sums on and beside the accumulator's rounding boundaries",
          std::clamp<std::int64_t>(8'000 / cells, 8, 200), [unit, seed, products](std::int64_t index) {
            Random random(seed, kStepsStream, static_cast<std::uint64_t>(index));
            Walk walk(unit, *products);
            Run run;
            while (run.beats() < 2000) {
              std::vector<std::vector<CodePair>> rows;
              for (int row = 0; row < unit.rows; ++row) rows.push_back(walk.terms(random.below(12), random));
              append(unit, tile_of_rows(unit, rows, random), random_control(unit, random), run);
            }
            if (index % 2) stall(run, random);
            return run;
          }};
}

ArrayCheck stay_check(const ArrayUnit& unit, std::uint64_t seed) {
  return {"stay", "the largest products until the sum stays or is infinite, and back", 2,
          [unit, seed](std::int64_t index) {
            Random random(seed, kStayStream, static_cast<std::uint64_t>(index));
            const std::int64_t cells = static_cast<std::int64_t>(unit.rows) * unit.cols;
            Run run;
            for (const std::int64_t terms :
                 {std::int64_t{8}, std::clamp<std::int64_t>(2'000'000 / cells, 512, 8192)}) {
              append(unit, up_and_down(unit, terms, index == 1), random_control(unit, random), run);
            }
            return run;
          }};
}

}  // namespace fp8forge::conformance
