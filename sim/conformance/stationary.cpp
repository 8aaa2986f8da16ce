#include "sim/conformance/stationary.hpp"

#include <algorithm>

#include "sim/golden/mac.hpp"

namespace fp8forge::conformance {

namespace {

// Tiles that share their sums: all but the last are kept.
using Chain = std::vector<StationaryTile>;

std::size_t rows_of(const StationaryTile& tile) { return tile.beats.a_end - tile.beats.a_begin; }

// Rows of a kept tile that the array remembers.
std::size_t remembered(const ArrayUnit& unit, const StationaryTile& tile) {
  return std::min(rows_of(tile), static_cast<std::size_t>(unit.tile_rows));
}

// Whether row m of the chain's last tile misses sums of a tile before it.
bool is_lost(const ArrayUnit& unit, const Chain& chain, std::size_t row) {
  return std::any_of(chain.begin(), std::prev(chain.end()),
                     [&](const StationaryTile& kept) { return row >= remembered(unit, kept); });
}

class ChainSum {
 public:
  ChainSum(const ArrayUnit& unit, const Run& run)
      : unit_(unit),
        run_(run),
        formats_a_(unit.formats_of_a()),
        formats_b_(unit.formats_of_b()),
        sum_(formats_a_, formats_b_, unit.accumulator, unit.max_terms) {}

  // The sums of the chain's last tile, [row][column].
  std::vector<golden::Number> sums(const Chain& chain) {
    std::vector<golden::Number> all;
    for (std::size_t row = 0; row < rows_of(chain.back()); ++row) {
      const bool lost = is_lost(unit_, chain, row);
      for (std::size_t col = 0; col < static_cast<std::size_t>(unit_.cols); ++col) {
        all.push_back(lost ? golden::nan_number() : sum(chain, row, col));
      }
    }
    return all;
  }

 private:
  golden::Number sum(const Chain& chain, std::size_t row, std::size_t col) {
    const auto rows = static_cast<std::size_t>(unit_.rows), cols = static_cast<std::size_t>(unit_.cols);
    bool begins = true;
    for (const StationaryTile& tile : chain) {
      sum_.select(index_of(formats_a_, tile.control.a), index_of(formats_b_, tile.control.b));
      const std::uint8_t* a = &run_.a.data[(tile.beats.a_begin + row) * rows];
      const std::uint8_t* b = &run_.b.data[tile.beats.b_begin * cols + col];
      for (std::size_t k = 0; k < tile.terms; ++k, begins = false) sum_.step(a[k], b[k * cols], begins);
    }
    return sum_.value();
  }

  static std::size_t index_of(const std::vector<Format>& formats, const Format& format) {
    return formats.size() > 1 && formats[1] == format ? 1 : 0;
  }

  const ArrayUnit& unit_;
  const Run& run_;
  std::vector<Format> formats_a_, formats_b_;
  golden::Mac sum_;
};

// What a tile of a chain does wrong: the first beat of A that shows it.
std::size_t misfit(const ArrayUnit& unit, const StationaryTile& tile, const StationaryTile* before) {
  std::size_t first = Expected::kNever;
  const std::size_t rows = rows_of(tile);
  const auto at = [&](std::size_t row) { first = std::min(first, tile.beats.a_begin + row); };
  if (tile.control.keep && rows > static_cast<std::size_t>(unit.tile_rows))
    at(static_cast<std::size_t>(unit.tile_rows));
  if (before != nullptr && rows > remembered(unit, *before)) at(remembered(unit, *before));
  if (before != nullptr && rows < remembered(unit, *before)) at(rows - 1);
  return first;
}

}  // namespace

std::vector<StationaryTile> stationary_tiles(const ArrayUnit& unit, const Run& run) {
  std::vector<StationaryTile> tiles;
  std::size_t a = 0, b = 0;
  while (true) {
    StationaryTile tile;
    tile.beats = {a, a, b, b};
    const auto find_end = [](const Stream& stream, std::size_t& at) {
      while (at < stream.beats() && !stream.last[at]) ++at;
      return at < stream.beats() ? ++at != 0 : false;
    };
    if (!find_end(run.a, a) || !find_end(run.b, b)) return tiles;
    tile.beats.a_end = a;
    tile.beats.b_end = b;
    tile.terms = std::min(b - tile.beats.b_begin, static_cast<std::size_t>(unit.rows));
    tile.control = unit.control(unit.has_user() ? run.a.user[tile.beats.a_begin] : 0,
                                unit.b_user_bits() > 0 ? run.b.user[tile.beats.b_begin] : 0);
    tiles.push_back(tile);
  }
}

std::vector<golden::Number> weight_stationary_sums(const ArrayUnit& unit, const Run& run) {
  std::vector<golden::Number> all;
  Chain chain;
  ChainSum chain_sum(unit, run);
  for (const StationaryTile& tile : stationary_tiles(unit, run)) {
    chain.push_back(tile);
    if (tile.control.keep) continue;
    const std::vector<golden::Number> sums = chain_sum.sums(chain);
    all.insert(all.end(), sums.begin(), sums.end());
    chain.clear();
  }
  return all;
}

Expected expect_weight_stationary(const ArrayUnit& unit, const Run& run) {
  Expected expected;
  expected.errors = {{1, "bit 0 (more than ROWS beats of B)"},
                     {2, "bit 1 (more than MAX_TERMS terms)"},
                     {4, "bit 2 (rows of kept tiles)"}};
  Chain chain;
  ChainSum chain_sum(unit, run);
  std::int64_t terms = 0;
  for (const StationaryTile& tile : stationary_tiles(unit, run)) {
    const TileBeats& beats = tile.beats;
    const std::size_t last_weights = beats.b_begin + tile.terms - 1;
    if (beats.b_end - beats.b_begin > tile.terms && expected.errors[0].b_beat == Expected::kNever) {
      expected.errors[0].b_beat = last_weights;
    }
    terms += static_cast<std::int64_t>(tile.terms);
    if (terms > unit.max_terms && expected.errors[1].a_beat == Expected::kNever) {
      expected.errors[1].a_beat = beats.a_begin;
      expected.errors[1].b_beat = last_weights;
    }
    const std::size_t wrong = misfit(unit, tile, chain.empty() ? nullptr : &chain.back());
    expected.errors[2].a_beat = std::min(expected.errors[2].a_beat, wrong);
    chain.push_back(tile);
    if (tile.control.keep) continue;
    add_results(unit, run, tile.control, chain_sum.sums(chain), expected);
    for (std::size_t row = 0; row < rows_of(tile); ++row) {
      expected.rows.push_back(
          {expected.tiles.size(), static_cast<int>(row), beats.a_begin + row, last_weights});
    }
    const TileBeats& first = chain.front().beats;
    expected.tiles.push_back(
        {{first.a_begin, beats.a_end, first.b_begin, beats.b_end}, expected.rows.size(), tile.control});
    chain.clear();
    terms = 0;
  }
  expect_addend_error(unit, run, 8, "bit 3 (tlast of D)", expected);
  return expected;
}

std::vector<Term> weight_stationary_terms(const ArrayUnit& unit, const Run& run, const TileBeats& beats,
                                          int row, int col) {
  std::vector<Term> terms;
  for (const StationaryTile& tile : stationary_tiles(unit, run)) {
    if (tile.beats.a_begin < beats.a_begin || tile.beats.a_begin >= beats.a_end) continue;
    const std::size_t at = tile.beats.a_begin + static_cast<std::size_t>(row);
    for (std::size_t k = 0; k < tile.terms && at < tile.beats.a_end; ++k) {
      terms.push_back({tile.control.a, tile.control.b,
                       run.a.data[at * static_cast<std::size_t>(unit.rows) + k],
                       run.b.data[(tile.beats.b_begin + k) * static_cast<std::size_t>(unit.cols) +
                                  static_cast<std::size_t>(col)]});
    }
  }
  return terms;
}

}  // namespace fp8forge::conformance
