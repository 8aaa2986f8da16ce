#include "sim/conformance/vectors.hpp"

#include <algorithm>
#include <utility>

#include "sim/conformance/array_checks.hpp"

namespace fp8forge::conformance {

namespace {

constexpr std::uint64_t kVectorStream = 40;
constexpr std::int64_t kSumsPerPiece = 8;          // of one pace
constexpr std::size_t kReadyPerPiece = 256;        // cycles of one back-pressure
constexpr std::int64_t kMostRunsWithoutOne = 100;  // of a check, until it counts as used up

template <typename T>
void join(const std::vector<T>& more, std::vector<T>& all) {
  all.insert(all.end(), more.begin(), more.end());
}

void join(const Stream& more, Stream& all) {
  join(more.data, all.data);
  join(more.last, all.last);
  join(more.gaps, all.gaps);
  join(more.user, all.user);
}

void join(const Run& more, Run& all) {
  join(more.a, all.a);
  join(more.b, all.b);
}

// The sums of a run, one after the other and without stalls.
std::vector<Run> sums_of(const ArrayUnit& unit, const Run& run) {
  std::vector<Run> sums;
  std::size_t first = 0;
  for (const DrainedTile& tile : drained_tiles(unit, run, controls(unit, run))) {
    sums.push_back(tile_alone(unit, run, {first, tile.end, first, tile.end}));
    first = tile.end;
  }
  return sums;
}

// The sums of a check's runs that are no longer than `most` beats.
class SumSource {
 public:
  SumSource(const ArrayUnit& unit, ArrayCheck check, std::int64_t most)
      : unit_(unit), check_(std::move(check)), most_(static_cast<std::size_t>(most)) {}

  // The next of them; empty once there are no more.
  Run next() {
    for (std::int64_t runs = 0; runs <= kMostRunsWithoutOne; ++runs) {
      for (; at_ < sums_.size(); ++at_) {
        if (sums_[at_].beats() <= most_) return std::move(sums_[at_++]);
      }
      if (index_ == check_.runs) break;
      sums_ = sums_of(unit_, check_.make(index_++));
      at_ = 0;
    }
    return {};
  }

 private:
  const ArrayUnit& unit_;
  ArrayCheck check_;
  std::size_t most_;
  std::int64_t index_ = 0;
  std::vector<Run> sums_;
  std::size_t at_ = 0;
};

std::vector<SumSource> sources(const ArrayUnit& unit, const std::vector<ArrayUnit>& views,
                               std::uint64_t seed) {
  const std::int64_t most = std::min<std::int64_t>(unit.max_terms, 8 * unit.rows + 64);
  std::vector<SumSource> all;
  for (const ArrayUnit& view : views) {
    all.emplace_back(unit, rounding_check(view, seed), most);
    all.emplace_back(unit, random_check(view, seed), most);
    all.emplace_back(unit, stall_check(view, seed), most);
    if (unit.keep.bits > 0) all.emplace_back(unit, keep_check(view, seed), most);
  }
  if (views.size() > 1) all.emplace_back(unit, formats_check(unit, seed), most);
  return all;
}

}  // namespace

Run vector_run(const ArrayUnit& unit, std::uint64_t seed, std::int64_t sums) {
  Random random(seed, kVectorStream, 0);
  const std::vector<ArrayUnit> views = unit.views();
  std::vector<SumSource> all = sources(unit, views, seed);
  Run run;
  run.ready.clear();
  const auto add = [&](Run piece, bool is_stalled) {
    if (is_stalled) stall(piece, random);
    piece.ready.resize(std::min(piece.ready.size(), kReadyPerPiece));
    join(piece, run);
    join(piece.ready, run.ready);
  };
  for (std::int64_t done = 0, pieces = 0; done < sums; ++pieces) {
    Run piece;
    const std::int64_t end = std::min(done + kSumsPerPiece, sums);
    while (done < end) {
      const Run sum = all[static_cast<std::size_t>(done) % all.size()].next();
      if (sum.beats() > 0) join(sum, piece);
      ++done;
    }
    add(std::move(piece), pieces % 4 != 0);
  }
  const bool stores_longest = unit.max_terms * unit.rows * unit.cols <= kMostStoredProducts;
  const ArrayCheck full = full_check(views.back(), seed);
  if (stores_longest) {
    for (std::int64_t index = 0; index + 1 < full.runs; ++index) add(full.make(index), false);
  }
  for (Run& sum : sums_of(unit, tlast_check(views.front(), seed).make(0))) add(std::move(sum), false);
  if (stores_longest) add(full.make(full.runs - 1), true);
  run.ready.push_back(1);
  return run;
}

}  // namespace fp8forge::conformance
