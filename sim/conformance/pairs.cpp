// Every pair of operand codes through every cell.
//
// Small arrays: a tile of one term for each of the 65,536 pairs; row r and column c get the codes shifted by
// a multiple of r and c, so each cell meets every pair once and neighbours never meet the same one.
//
// Large arrays: such a tile costs at least `rows` cycles, a long one costs one cycle a term. So finite pairs
// are dealt at random into long tiles, and each tile gets further terms that bring its exact sum S to a small
// odd number of units v (a unit is the lowest product bit, or the result's lowest bit where that is higher),
// with |v| below 2^(precision of the result). Results are spaced one unit apart there, so a sum that is off
// by any whole number of units gives another result: nothing is rounded away. A wrong product stays hidden
// only if the errors in its tile cancel exactly. One wrong pair cannot; errors that depend on the pair's sign
// or size meet other companions in each tile, since these were dealt at random, and are dealt anew in a
// second pass; an error proportional to the sum shows because v is not zero. The further terms are chosen by
// value (few large ones, one for every 4 bits or so), not by negating the terms under test, which would hide
// every symmetric error. Even and odd rows, and even and odd columns, get different pairs at the same time,
// so that neighbours differ. NaN and infinities would cover a whole tile: their pairs stand alone in tiles of
// one term.
//
// A rounded accumulator drops what is small beside its sum, so that a wrong product could stay hidden in a
// long tile. With one pairs always stand alone; in large arrays each meets one of 16 neighbouring cells.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "sim/conformance/array_checks.hpp"
#include "sim/conformance/products.hpp"
#include "sim/conformance/stationary_checks.hpp"

namespace fp8forge::conformance {

namespace {

constexpr std::int64_t kTilesPerRun = 512;
constexpr int kLargestSingle = 16;         // rows and columns up to which pairs stand alone
constexpr std::int64_t kTestTerms = 224;   // pairs under test in a long tile
constexpr std::int64_t kSpareTerms = 160;  // room for the further terms
constexpr std::int64_t kLongTilesPerRun = 6;
constexpr int kPasses = 2;
constexpr std::uint64_t kModeStream = 102;

constexpr int kShare = 16;

// A tile of one term: codes of a pair, moved on by the lane.
Tile single(const ArrayUnit& unit, std::int64_t pair) {
  Tile tile;
  const std::int64_t a = pair / 256, b = pair % 256;
  for (int row = 0; row < unit.rows; ++row) tile.a.push_back(static_cast<std::uint8_t>(a + 37 * row));
  for (int col = 0; col < unit.cols; ++col) tile.b.push_back(static_cast<std::uint8_t>(b + 91 * col));
  return tile;
}

// Each cell meets one pair in `share`, a power of two: those whose codes agree in the lowest bits in cell (0,
// 0). Of `share` neighbours in a row or a column, whose codes are moved on by odd steps, one meets each pair.
ArrayCheck single_check(const ArrayUnit& unit, const std::string& name, int share) {
  const std::string cells = share == 1 ? "every cell" : fmt::format("one of {} neighbouring cells", share);
  return {name, fmt::format("operand pairs through {}, each alone in a tile", cells),
          65536 / share / kTilesPerRun, [unit, share](std::int64_t index) {
            Random random(0, kModeStream, static_cast<std::uint64_t>(index));
            Run run;
            for (std::int64_t n = 0; n < kTilesPerRun; ++n) {
              const std::int64_t pair = (index * kTilesPerRun + n) * share;
              append(unit, single(unit, pair + pair / 256 % share), random_mode(unit, random), run);
            }
            return run;
          }};
}

// Pairs with a NaN or an infinity, the same for all cells but for the lane's sign.
ArrayCheck special_check(const ArrayUnit& unit, const Products& products, const std::string& name) {
  std::vector<CodePair> pairs;
  const auto contains = [](const std::vector<std::uint8_t>& codes, int code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
  };
  for (int a = 0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      if (contains(products.special_a(), a) || contains(products.special_b(), b)) {
        pairs.emplace_back(static_cast<std::uint8_t>(a), static_cast<std::uint8_t>(b));
      }
    }
  }
  const auto count = static_cast<std::int64_t>(pairs.size());
  constexpr std::int64_t kPerRun = 64;
  return {name, "pairs with NaN or Inf through every cell, each alone in a tile",
          (count + kPerRun - 1) / kPerRun, [unit, pairs = std::move(pairs), count](std::int64_t index) {
            Run run;
            for (std::int64_t n = index * kPerRun; n < std::min(count, (index + 1) * kPerRun); ++n) {
              const auto [a, b] = pairs[static_cast<std::size_t>(n)];
              Tile tile;
              for (int row = 0; row < unit.rows; ++row) {
                tile.a.push_back(static_cast<std::uint8_t>(a ^ (row % 2 ? unit.a.sign_mask() : 0)));
              }
              for (int col = 0; col < unit.cols; ++col) {
                tile.b.push_back(static_cast<std::uint8_t>(b ^ (col % 2 ? unit.b.sign_mask() : 0)));
              }
              append(unit, tile, run);
            }
            return run;
          }};
}

// The finite pairs dealt into long tiles.
class LongTiles {
 public:
  LongTiles(const ArrayUnit& unit, const Products& products, std::uint64_t seed)
      : unit_(unit), products_(products), seed_(seed) {
    const auto pairs = static_cast<std::int64_t>(products.finite_a().size() * products.finite_b().size());
    for (int pass = 0; pass < kPasses; ++pass) {
      std::vector<std::uint32_t> order(static_cast<std::size_t>(pairs));
      for (std::size_t n = 0; n < order.size(); ++n) order[n] = static_cast<std::uint32_t>(n);
      Random random(seed, 100, static_cast<std::uint64_t>(pass));
      random.shuffle(order);
      orders_.push_back(std::move(order));
    }
    tiles_per_pass_ = (pairs + kTestTerms - 1) / kTestTerms;
  }

  std::int64_t tiles() const { return kPasses * tiles_per_pass_; }

  Tile tile(std::int64_t index) const {
    Random random(seed_, 101, static_cast<std::uint64_t>(index));
    const std::vector<std::uint32_t>& order = orders_[static_cast<std::size_t>(index / tiles_per_pass_)];
    const auto first = static_cast<std::size_t>((index % tiles_per_pass_) * kTestTerms);
    const std::size_t end = std::min(order.size(), first + static_cast<std::size_t>(kTestTerms));
    // Terms of the classes of lanes: even and odd rows of A, even and odd columns of B.
    std::vector<Term> terms;
    Units sums[2][2] = {};
    for (std::size_t n = first; n < end; ++n) {
      terms.push_back(under_test(order[n]));
      for (const int row : {0, 1}) {
        for (const int col : {0, 1}) sums[row][col] += products_.of(terms.back().a[row], terms.back().b[col]);
      }
    }
    for (const int row : {0, 1}) {
      for (const int col : {0, 1}) {
        for (const auto& [a, b] : products_.compose(small_odd(random) - sums[row][col], random)) {
          Term term{{signed_zero(random), signed_zero(random)}, {signed_zero(random), signed_zero(random)}};
          term.a[row] = a;
          term.b[col] = b;
          terms.push_back(term);
        }
      }
    }
    random.shuffle(terms);
    Tile tile;
    for (const Term& term : terms) {
      for (int row = 0; row < unit_.rows; ++row) tile.a.push_back(term.a[row % 2]);
      for (int col = 0; col < unit_.cols; ++col) tile.b.push_back(term.b[col % 2]);
    }
    return tile;
  }

 private:
  struct Term {
    std::uint8_t a[2], b[2];
  };

  // Odd lanes get the codes of the list moved on by an odd step: each class meets each pair once.
  Term under_test(std::uint32_t pair) const {
    const std::size_t count_a = products_.finite_a().size(), count_b = products_.finite_b().size();
    const std::size_t a = pair / count_b, b = pair % count_b;
    return {{products_.finite_a()[a], products_.finite_a()[(a + 37) % count_a]},
            {products_.finite_b()[b], products_.finite_b()[(b + 91) % count_b]}};
  }

  static std::uint8_t signed_zero(Random& random) { return random.chance(50) ? 0x80 : 0x00; }

  // A sum that is read exactly: an odd number of the larger of the two lowest bits, within the precision.
  Units small_odd(Random& random) const {
    const Format& to = unit_.to;
    const Units odd = 2 * random.below(std::int64_t{1} << std::min(to.man_bits, 6)) + 1;
    return (random.chance(50) ? odd : -odd) << std::max(0, to.min_lsb() - products_.lowest());
  }

  ArrayUnit unit_;
  Products products_;
  std::uint64_t seed_;
  std::vector<std::vector<std::uint32_t>> orders_;  // a permutation of the finite pairs for each pass
  std::int64_t tiles_per_pass_ = 0;
};

// Whether every value of the format is one of `to`.
bool holds_values(const Format& to, const Format& format) {
  return to.man_bits >= format.man_bits && to.min_lsb() <= format.min_lsb() &&
         golden::value_of(to, to.max_finite()) >= golden::value_of(format, format.max_finite());
}

bool holds_products(const ArrayUnit& unit) {
  const Format& to = unit.to;
  // What an accumulator has rounded away, no result shows.
  if (unit.accumulator && holds_values(to, *unit.accumulator)) return true;
  const Products products(unit.a, unit.b);
  const double largest = std::ldexp(static_cast<double>(products.largest()), products.lowest());
  // Products have at most the significand bits of both operands together.
  return to.man_bits + 1 >= unit.a.man_bits + unit.b.man_bits + 2 && to.min_lsb() <= products.lowest() &&
         golden::value_of(to, to.max_finite()) >= largest;
}

std::vector<ArrayCheck> checks_of_view(const ArrayUnit& unit, std::uint64_t seed, const std::string& prefix) {
  const bool alone = unit.rows <= kLargestSingle && unit.cols <= kLargestSingle;
  if (alone || unit.max_terms < kTestTerms + kSpareTerms) return {single_check(unit, prefix + "pairs", 1)};
  if (unit.accumulator) return {single_check(unit, prefix + "pairs", kShare)};
  const Products products(unit.a, unit.b);
  const auto tiles = std::make_shared<const LongTiles>(unit, products, seed);
  const std::string how = unit.to.min_lsb() <= products.lowest() ? "read exactly" : "read as rounded";
  return {{prefix + "pairs", fmt::format("operand pairs through every cell, in long tiles {}", how),
           (tiles->tiles() + kLongTilesPerRun - 1) / kLongTilesPerRun,
           [unit, tiles](std::int64_t index) {
             Run run;
             const std::int64_t end = std::min(tiles->tiles(), (index + 1) * kLongTilesPerRun);
             for (std::int64_t n = index * kLongTilesPerRun; n < end; ++n) append(unit, tiles->tile(n), run);
             return run;
           }},
          special_check(unit, products, prefix + "special")};
}

}  // namespace

bool holds_every_product(const ArrayUnit& unit) {
  const std::vector<ArrayUnit> views = unit.operand_views();
  return std::ranges::all_of(views, holds_products);
}

std::vector<ArrayCheck> pair_checks(const ArrayUnit& unit, std::uint64_t seed, const std::string& prefix) {
  if (unit.is_weight_stationary) return stationary_pair_checks(unit, seed, prefix);
  std::vector<ArrayCheck> checks;
  for (const ArrayUnit& view : unit.operand_views()) {
    for (ArrayCheck& check : checks_of_view(view, seed, prefix)) {
      checks.push_back(of_view(std::move(check), view));
    }
  }
  return checks;
}

}  // namespace fp8forge::conformance
