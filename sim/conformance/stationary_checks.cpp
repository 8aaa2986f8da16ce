// Checks of a weight-stationary array by random tiles: values, streams with stalls, kept tiles, reset,
// timing.
#include "sim/conformance/stationary_checks.hpp"

#include <algorithm>

#include "sim/conformance/array_addends.hpp"
#include "sim/conformance/check_parts.hpp"
#include "sim/conformance/stationary_tiles.hpp"

namespace fp8forge::conformance {

namespace {

// Numbers of the checks in Random's streams.
enum : std::uint64_t {
  kRandomStream = 60,
  kStallStream,
  kSurplusStream,
  kResetStream,
  kTimingStream,
  kKeepStream,
  kFormatsStream,
  kMisplacedStream
};

std::int64_t beats_of(const Run& run) { return static_cast<std::int64_t>(run.a.beats()); }

// Most rows of B in a tile whose sums do not have too many terms.
std::int64_t most_weights(const ArrayUnit& unit) { return std::min<std::int64_t>(unit.rows, unit.max_terms); }

// Where max_terms is below the array's rows, tiles of more terms are NaN: they are as good as others.
Run short_tiles(const ArrayUnit& unit, const Products& products, std::int64_t beats, Random& random) {
  Run run;
  while (beats_of(run) < beats) {
    append(unit, any_stationary_tile(unit, products, 3 * unit.rows, random), random_control(unit, random),
           run);
  }
  return run;
}

Run equal_tiles(const ArrayUnit& unit, const Products& products, std::int64_t rows, std::int64_t terms,
                std::int64_t tiles, Random& random) {
  Run run;
  for (std::int64_t n = 0; n < tiles; ++n) {
    const auto kind = static_cast<TileKind>(random.below(kTileKinds));
    append(unit, stationary_tile(unit, products, kind, rows, terms, random), run);
  }
  return run;
}

// A's first beat waits until the first weights are there; from then on they are always in time.
void begin_with_weights(const ArrayUnit& unit, Run& run) {
  run.a.gaps.front() = static_cast<std::uint16_t>(unit.rows + 8);
}

ArrayCheck tiles_check(const ArrayUnit& unit, std::uint64_t seed) {
  const std::int64_t runs =
      std::clamp<std::int64_t>(std::int64_t{30'000'000} / (unit.rows * unit.cols) / 3000, 12, 200);
  return {"random", "random tiles: specials, zeros, subnormals, cancellation", runs,
          [unit, seed, products = products_of(unit)](std::int64_t index) {
            Random random(seed, kRandomStream, static_cast<std::uint64_t>(index));
            Run run;
            while (beats_of(run) < 3000) {
              append(unit, any_stationary_tile(unit, *products, 2048, random), random_control(unit, random),
                     run);
            }
            return run;
          }};
}

ArrayCheck stalled_check(const ArrayUnit& unit, std::uint64_t seed) {
  return {"stalls", "random bubbles and back-pressure", 64,
          [unit, seed, products = products_of(unit)](std::int64_t index) {
            Random random(seed, kStallStream, static_cast<std::uint64_t>(index));
            Run run = short_tiles(unit, *products, std::max<std::int64_t>(300, 12 * unit.rows), random);
            stall(run, random);
            return run;
          }};
}

// Tiles of B that go on beyond the array's rows.
ArrayCheck surplus_check(const ArrayUnit& unit, std::uint64_t seed) {
  return {"surplus", "tiles of B with more rows than the array: the surplus is dropped, error_o tells", 8,
          [unit, seed, products = products_of(unit)](std::int64_t index) {
            Random random(seed, kSurplusStream, static_cast<std::uint64_t>(index));
            Run run;
            while (beats_of(run) < 8 * unit.rows + 20) {
              Tile tile = any_stationary_tile(unit, *products, 2 * unit.rows, random);
              const bool is_full = tile.b.size() == static_cast<std::size_t>(unit.rows * unit.cols);
              // The first tiles are sound: error_o has nothing to tell yet.
              for (std::int64_t more =
                       is_full && beats_of(run) > 10 && random.chance(50) ? 1 + random.below(4) : 0;
                   more > 0; --more) {
                for (int col = 0; col < unit.cols; ++col)
                  tile.b.push_back(static_cast<std::uint8_t>(random.below(256)));
              }
              append(unit, tile, random_control(unit, random), run);
            }
            if (index % 2) stall(run, random);
            return run;
          }};
}

// add_addends() knows it by its name.
ArrayCheck misplaced_check(const ArrayUnit& unit, std::uint64_t seed) {
  return {"tlast", "tlast of D stands on a wrong row: error_o tells", 8,
          [unit, seed, products = products_of(unit)](std::int64_t index) {
            Random random(seed, kMisplacedStream, static_cast<std::uint64_t>(index));
            Run run = short_tiles(unit, *products, 6 * unit.rows, random);
            if (index % 2) stall(run, random);
            return run;
          }};
}

ArrayCheck cut_check(const ArrayUnit& unit, std::uint64_t seed) {
  return {"reset", "reset while weights load and rows are under way", 16,
          [unit, seed, products = products_of(unit)](std::int64_t index) {
            Random random(seed, kResetStream, static_cast<std::uint64_t>(index));
            return with_reset(unit, short_tiles(unit, *products, 5 * unit.rows, random), index, random);
          }};
}

// Sums of several tiles, all but the last of each flagged *keep*; all with as many rows of A, but for
// `misfits`.
void append_kept(const ArrayUnit& unit, const Products& products, std::int64_t rows, bool misfits,
                 Random& random, Run& run) {
  std::int64_t left = unit.max_terms;
  for (std::int64_t more = random.below(5); more >= 0 && left > 0; --more) {
    const std::int64_t terms = std::min(left, random_weights(unit, random));
    left -= terms;
    const bool keep = more > 0 && left > 0;
    if (misfits && random.chance(30)) rows = 1 + random.below(unit.tile_rows + 3);
    const auto kind = static_cast<TileKind>(random.below(kTileKinds));
    append(unit, stationary_tile(unit, products, kind, rows, terms, random),
           random_control(unit, random, keep), run);
    if (!keep) return;
  }
}

// A sum of max_terms terms, and one with a term more.
Run kept_to_the_limit(const ArrayUnit& unit, const Products& products, Random& random) {
  Run run;
  for (const std::int64_t terms : {unit.max_terms, unit.max_terms + 1}) {
    for (std::int64_t left = terms; left > 0;) {
      const std::int64_t now = std::min<std::int64_t>(left, unit.rows);
      left -= now;
      append(unit, stationary_tile(unit, products, TileKind::kModerate, 1, now, random),
             random_control(unit, random, left > 0), run);
    }
  }
  return run;
}

// Kept tiles of enough rows that the next one need not wait.
Run kept_at_full_rate(const ArrayUnit& unit, const Products& products, Random& random) {
  Run run;
  for (int n = 0; n < 12; ++n) {
    append(unit,
           stationary_tile(unit, products, TileKind::kFinite, unit.rows + 2, most_weights(unit), random),
           random_control(unit, random, n % 3 < 2 && unit.max_terms >= 3 * unit.rows), run);
  }
  begin_with_weights(unit, run);
  run.timing = Timing::kEveryCycle;
  return run;
}

ArrayCheck kept_check(const ArrayUnit& unit, std::uint64_t seed) {
  enum { kLimit, kFullRate, kUnstalled, kMisfits = 8, kRuns = 48 };
  return {"keep", "sums of several tiles, kept from one to the next", kRuns,
          [unit, seed, products = products_of(unit)](std::int64_t index) {
            Random random(seed, kKeepStream, static_cast<std::uint64_t>(index));
            if (index == kLimit && unit.max_terms <= 65536) return kept_to_the_limit(unit, *products, random);
            if (index == kFullRate && unit.rows + 2 <= unit.tile_rows)
              return kept_at_full_rate(unit, *products, random);
            Run run;
            while (beats_of(run) < std::max<std::int64_t>(200, 8 * unit.rows)) {
              const std::int64_t rows =
                  1 + random.below(random.chance(50) ? unit.tile_rows : std::min(unit.tile_rows, 4));
              append_kept(unit, *products, rows, index >= kMisfits && index % 4 == 0, random, run);
            }
            if (index > kUnstalled && index % 3) stall(run, random);
            return run;
          }};
}

ArrayCheck changing_check(const ArrayUnit& unit, std::uint64_t seed) {
  return {"formats", "formats that change from tile to tile, kept ones too", 32,
          [seed, views = views_of_products(unit)](std::int64_t index) {
            Random random(seed, kFormatsStream, static_cast<std::uint64_t>(index));
            const ArrayUnit& any = views.front().unit;
            Run run;
            std::int64_t left = any.max_terms, rows = 1;
            bool keep = false;
            while (beats_of(run) < std::max(200, 12 * any.rows) || keep) {
              const ViewOfProducts& view = random.pick(views);
              if (!keep) {
                left = any.max_terms;
                rows = 1 + random.below(any.tile_rows > 0 ? any.tile_rows : 2 * any.rows);
              }
              const std::int64_t terms = std::min(left, random_weights(any, random));
              left -= terms;
              keep = any.keep.bits > 0 && left > 0 && random.chance(50);
              const auto kind = static_cast<TileKind>(random.below(kTileKinds));
              append(view.unit, stationary_tile(view.unit, view.products, kind, rows, terms, random),
                     random_control(view.unit, random, keep), run);
            }
            if (index % 2) stall(run, random);
            return run;
          }};
}

ArrayCheck paced_check(const ArrayUnit& unit, std::uint64_t seed) {
  enum {
    kFullRate,
    kFullRateLonger,
    kInterval,
    kLatencyOne,
    kLatencyRows,
    kLatencyFew,
    kLatencyBlocked,
    kRuns
  };
  return {"timing", "a row of A every cycle, tile interval, latency", kRuns,
          [unit, seed, products = products_of(unit)](std::int64_t index) {
            Random random(seed, kTimingStream, static_cast<std::uint64_t>(index));
            Run run;
            switch (index) {
              case kFullRate:
              case kFullRateLonger:
                run = equal_tiles(unit, *products, unit.rows + (index == kFullRate ? 0 : 3), unit.rows, 12,
                                  random);
                begin_with_weights(unit, run);
                run.timing = Timing::kEveryCycle;
                return run;
              case kInterval:
                run = equal_tiles(unit, *products, 1, unit.rows, 12, random);
                run.timing = Timing::kInterval;
                return run;
              case kLatencyOne:
                run = equal_tiles(unit, *products, 1, unit.rows, 4, random);
                break;
              case kLatencyRows:
                run = equal_tiles(unit, *products, unit.rows, unit.rows, 4, random);
                break;
              case kLatencyFew:
                run = equal_tiles(unit, *products, 3 * unit.rows + 1, 1, 4, random);
                break;
              default:
                // One tile, and a sink that is not ready when it comes.
                run = equal_tiles(unit, *products, unit.rows, unit.rows, 1, random);
                block_first_rows(unit, run);
            }
            isolate_tiles(unit, run.a);
            run.timing = Timing::kLatency;
            return run;
          }};
}

}  // namespace

std::vector<ArrayCheck> stationary_checks(const ArrayUnit& unit, std::uint64_t seed) {
  std::vector<ArrayCheck> checks = stationary_pair_checks(unit, seed, "");
  for (const auto make : {tiles_check, stationary_rounding_check}) {
    for (const ArrayUnit& view : unit.views()) checks.push_back(of_results(make(view, seed), view));
  }
  std::vector makers = {stationary_full_check, stalled_check, surplus_check, cut_check, paced_check};
  if (unit.accumulator) makers.push_back(stationary_steps_check);
  if (unit.keep.bits > 0) makers.push_back(kept_check);
  if (unit.d) makers.push_back(misplaced_check);
  for (const auto make : makers) {
    for (const ArrayUnit& view : unit.operand_views()) checks.push_back(of_view(make(view, seed), view));
  }
  if (unit.views().size() > 1) checks.push_back(changing_check(unit, seed));
  if (unit.d) add_addends(unit, seed, checks);
  add_register_check(unit, seed, checks);
  return checks;
}

}  // namespace fp8forge::conformance
