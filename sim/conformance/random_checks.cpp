// Checks by random tiles: values without stalls, streams with stalls, tlast, reset, timing.
#include <algorithm>

#include "sim/conformance/array_checks.hpp"
#include "sim/conformance/check_parts.hpp"
#include "sim/conformance/tiles.hpp"

namespace fp8forge::conformance {

namespace {

// Numbers of the checks in Random's streams.
enum : std::uint64_t {
  kRandomStream = 1,
  kStallStream,
  kTlastStream,
  kResetStream,
  kTimingStream,
  kKeepStream,
  kFormatsStream
};

constexpr std::int64_t kBeatsPerRun = 3000;

// Beats worth trying: fewer on large arrays, which simulate slowly but try more cells with each, and with
// rounded accumulators, each step of which the golden model has to round.
std::int64_t beats_for(const ArrayUnit& unit, std::int64_t most) {
  const std::int64_t steps = unit.accumulator ? 20'000'000 : 60'000'000;
  return std::clamp<std::int64_t>(steps / (unit.rows * unit.cols), most / 80, most);
}

// Terms of the longest random tile.
std::int64_t longest_tile(const ArrayUnit& unit) {
  constexpr std::int64_t kLongest = 16384;
  if (!unit.accumulator) return std::min(unit.max_terms, kLongest);
  return std::clamp<std::int64_t>(4'000'000 / (unit.rows * unit.cols), 1024, kLongest);
}

TileKind random_kind(Random& random) { return static_cast<TileKind>(random.below(kTileKinds)); }

Tile any_tile(const ArrayUnit& unit, const Products& products, std::int64_t most, Random& random) {
  const TileKind kind = random_kind(random);
  return random_tile(unit, products, kind, random_terms(unit, most, random), random);
}

// Tiles of up to a few times the rows, `beats` in all or a little more.
Run short_tiles(const ArrayUnit& unit, const Products& products, std::int64_t beats, Random& random) {
  Run run;
  const std::int64_t most = std::min<std::int64_t>(unit.max_terms, 3 * unit.rows);
  while (static_cast<std::int64_t>(run.beats()) < beats)
    append(unit, any_tile(unit, products, most, random), random_control(unit, random), run);
  return run;
}

// Sums of several short tiles, all but the last of each flagged *keep*.
Run kept_tiles(const ArrayUnit& unit, const Products& products, std::int64_t beats, Random& random) {
  Run run;
  while (static_cast<std::int64_t>(run.beats()) < beats) {
    std::int64_t left = unit.max_terms;
    for (std::int64_t more = random.below(6); more > 0 && left > 1; --more) {
      const Tile tile = any_tile(unit, products, std::min<std::int64_t>(left - 1, 2 * unit.rows), random);
      left -= static_cast<std::int64_t>(tile.a.size()) / unit.rows;
      append(unit, tile, random_control(unit, random, true), run);
    }
    append(unit, any_tile(unit, products, std::min<std::int64_t>(left, 2 * unit.rows), random),
           random_control(unit, random), run);
  }
  return run;
}

// A sum of max_terms terms, and one with a term more; the last term in a tile of its own.
Run kept_to_the_limit(const ArrayUnit& unit, const Products& products, Random& random) {
  Run run;
  for (const std::int64_t terms : {unit.max_terms, unit.max_terms + 1}) {
    if (terms > 1) {
      append(unit, random_tile(unit, products, TileKind::kFinite, terms - 1, random),
             random_control(unit, random, true), run);
    }
    append(unit, random_tile(unit, products, TileKind::kFinite, 1, random), random_control(unit, random),
           run);
  }
  return run;
}

// Sums of `rows` tiles of one term each: a beat every cycle, since only the last is drained.
Run kept_singles(const ArrayUnit& unit, const Products& products, Random& random) {
  Run run;
  for (int sum = 0; sum < 12; ++sum) {
    for (int left = unit.rows; left > 0; --left) {
      append(unit, random_tile(unit, products, random_kind(random), 1, random),
             random_control(unit, random, left > 1), run);
    }
  }
  run.timing = Timing::kEveryCycle;
  return run;
}

// Tiles of `terms` terms each, `beats` in all or a little more.
Run equal_tiles(const ArrayUnit& unit, const Products& products, std::int64_t terms, std::int64_t tiles,
                Random& random) {
  Run run;
  for (std::int64_t n = 0; n < tiles; ++n) {
    append(unit, random_tile(unit, products, random_kind(random), terms, random), run);
  }
  return run;
}

}  // namespace

ArrayCheck random_check(const ArrayUnit& unit, std::uint64_t seed) {
  return {"random", "random tiles: specials, zeros, subnormals, cancellation",
          std::max<std::int64_t>(12, beats_for(unit, 1'200'000) / kBeatsPerRun),
          [unit, seed, products = products_of(unit)](std::int64_t index) {
            Random random(seed, kRandomStream, static_cast<std::uint64_t>(index));
            Run run;
            // The first runs have one tile of the full length each, one for each kind.
            if (index < kTileKinds) {
              append(unit,
                     random_tile(unit, *products, static_cast<TileKind>(index), longest_tile(unit), random),
                     run);
            }
            while (static_cast<std::int64_t>(run.beats()) < kBeatsPerRun) {
              append(unit, any_tile(unit, *products, unit.max_terms < 2048 ? unit.max_terms : 2048, random),
                     random_control(unit, random), run);
            }
            return run;
          }};
}

ArrayCheck stall_check(const ArrayUnit& unit, std::uint64_t seed) {
  return {"stalls", "random bubbles and back-pressure",
          std::max<std::int64_t>(24, beats_for(unit, 240'000) / 600),
          [unit, seed, products = products_of(unit)](std::int64_t index) {
            Random random(seed, kStallStream, static_cast<std::uint64_t>(index));
            Run run = short_tiles(unit, *products, std::max<std::int64_t>(400, 12 * unit.rows), random);
            stall(run, random);
            return run;
          }};
}

ArrayCheck keep_check(const ArrayUnit& unit, std::uint64_t seed) {
  enum { kLimit, kFullRate, kUnstalled, kRuns = 32 };
  return {"keep", "sums of several tiles, kept from one to the next", kRuns,
          [unit, seed, products = products_of(unit)](std::int64_t index) {
            Random random(seed, kKeepStream, static_cast<std::uint64_t>(index));
            if (index == kLimit && unit.max_terms <= 16384) return kept_to_the_limit(unit, *products, random);
            if (index == kFullRate && unit.rows <= unit.max_terms)
              return kept_singles(unit, *products, random);
            Run run = kept_tiles(unit, *products, std::max<std::int64_t>(200, 8 * unit.rows), random);
            if (index > kUnstalled) stall(run, random);
            return run;
          }};
}

ArrayCheck formats_check(const ArrayUnit& unit, std::uint64_t seed) {
  return {"formats", "formats that change from tile to tile, kept ones too", 32,
          [seed, views = views_of_products(unit)](std::int64_t index) {
            Random random(seed, kFormatsStream, static_cast<std::uint64_t>(index));
            const ArrayUnit& any = views.front().unit;
            Run run;
            std::int64_t left = any.max_terms;
            bool keep = true;
            while (static_cast<std::int64_t>(run.beats()) < std::max(200, 12 * any.rows) || keep) {
              const ViewOfProducts& view = random.pick(views);
              const Tile tile =
                  any_tile(view.unit, view.products, std::min<std::int64_t>(left, 2 * any.rows), random);
              left -= static_cast<std::int64_t>(tile.a.size()) / any.rows;
              keep = any.keep.bits > 0 && left > 0 && random.chance(50);
              if (!keep) left = any.max_terms;
              append(view.unit, tile, random_control(view.unit, random, keep), run);
            }
            if (index % 2) stall(run, random);
            return run;
          }};
}

ArrayCheck tlast_check(const ArrayUnit& unit, std::uint64_t seed) {
  return {"tlast", "tlast of A and B disagree: the tile ends there, error_o tells", 8,
          [unit, seed, products = products_of(unit)](std::int64_t index) {
            Random random(seed, kTlastStream, static_cast<std::uint64_t>(index));
            Run run = short_tiles(unit, *products, 6 * unit.rows, random);
            const auto beats = static_cast<std::int64_t>(run.beats());
            for (std::int64_t times = 1 + random.below(4); times > 0; --times) {
              const auto beat = static_cast<std::size_t>(random.below(beats));
              // Either one side ends early, or one side misses an end that the other keeps.
              (random.chance(50) ? run.a : run.b).last[beat] ^= 1;
            }
            run.a.last.back() = 1;
            if (index % 2) stall(run, random);
            return run;
          }};
}

ArrayCheck reset_check(const ArrayUnit& unit, std::uint64_t seed) {
  return {"reset", "reset in the middle of a tile and of a drain", 16,
          [unit, seed, products = products_of(unit)](std::int64_t index) {
            Random random(seed, kResetStream, static_cast<std::uint64_t>(index));
            return with_reset(unit, short_tiles(unit, *products, 5 * unit.rows, random), index, random);
          }};
}

ArrayCheck timing_check(const ArrayUnit& unit, std::uint64_t seed) {
  enum {
    kFullRate,
    kFullRateLonger,
    kShortTiles,
    kLatencyOne,
    kLatencyRows,
    kLatencyLong,
    kLatencyBlocked,
    kRuns
  };
  return {"timing", "a beat every cycle, tile interval, latency", kRuns,
          [unit, seed, products = products_of(unit)](std::int64_t index) {
            Random random(seed, kTimingStream, static_cast<std::uint64_t>(index));
            // Without stalls a tile of `rows` terms or more takes a beat every cycle.
            const std::int64_t rows = std::min<std::int64_t>(unit.rows, unit.max_terms);
            const std::int64_t more = std::min<std::int64_t>(unit.rows + 3, unit.max_terms);
            const bool full_rate = unit.max_terms >= unit.rows;
            Run run;
            switch (index) {
              case kFullRate:
              case kFullRateLonger:
                run = equal_tiles(unit, *products, index == kFullRate ? rows : more, 12, random);
                if (full_rate) run.timing = Timing::kEveryCycle;
                return run;
              case kShortTiles:
                run = equal_tiles(unit, *products, 1, 12, random);
                run.timing = Timing::kInterval;
                return run;
              case kLatencyOne:
                run = equal_tiles(unit, *products, 1, 4, random);
                break;
              case kLatencyRows:
                run = equal_tiles(unit, *products, rows, 4, random);
                break;
              case kLatencyLong:
                run = equal_tiles(unit, *products, std::min<std::int64_t>(3 * unit.rows + 1, unit.max_terms),
                                  4, random);
                break;
              default:
                // One tile, and a sink that is not ready when it comes.
                run = equal_tiles(unit, *products, rows, 1, random);
                block_first_rows(unit, run);
            }
            isolate_tiles(unit, run.a);
            isolate_tiles(unit, run.b);
            run.timing = Timing::kLatency;
            return run;
          }};
}

}  // namespace fp8forge::conformance
