#include "sim/conformance/vectors.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "sim/conformance/array_checks.hpp"
#include "sim/conformance/expected.hpp"
#include "sim/conformance/stationary.hpp"

namespace fp8forge::conformance {

namespace {

constexpr std::uint64_t kVectorStream = 40;
constexpr std::int64_t kSumsPerPiece = 8;          // of one pace
constexpr std::size_t kReadyPerPiece = 256;        // cycles of one back-pressure
constexpr std::size_t kMostMisfits = 8;            // about that many sums of kept tiles that do not fit
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
  join(more.d, all.d);
}

// The beats of each sum of a run.
std::vector<TileBeats> beats_of_sums(const ArrayUnit& unit, const Run& run) {
  std::vector<TileBeats> sums;
  if (!unit.is_weight_stationary) {
    std::size_t first = 0;
    for (const DrainedTile& tile : drained_tiles(unit, run, controls(unit, run))) {
      sums.push_back({first, tile.end, first, tile.end});
      first = tile.end;
    }
    return sums;
  }
  bool begins = true;
  TileBeats sum;
  for (const StationaryTile& tile : stationary_tiles(unit, run)) {
    if (begins) sum = tile.beats;
    sum.a_end = tile.beats.a_end;
    sum.b_end = tile.beats.b_end;
    begins = !tile.control.keep;
    if (begins) sums.push_back(sum);
  }
  return sums;
}

// The sums of a run, one after the other and without stalls.
std::vector<Run> sums_of(const ArrayUnit& unit, const Run& run) {
  std::vector<Run> sums;
  for (const TileBeats& beats : beats_of_sums(unit, run)) sums.push_back(tile_alone(unit, run, beats));
  return sums;
}

// Whether error_o stays quiet.
bool is_sound(const ArrayUnit& unit, const Run& run) {
  const Expected expected = expect(unit, run);
  return std::ranges::none_of(expected.errors, &Expected::Error::is_set);
}

// The sound sums of a check's runs that are no longer than `most` beats.
class SumSource {
 public:
  SumSource(const ArrayUnit& unit, ArrayCheck check, std::size_t most)
      : unit_(unit), check_(std::move(check)), most_(most) {}

  // The next of them; empty once there are no more.
  Run next() {
    for (std::int64_t runs = 0; runs <= kMostRunsWithoutOne; ++runs) {
      for (; at_ < sums_.size(); ++at_) {
        if (sums_[at_].beats() <= most_ && is_sound(unit_, sums_[at_])) return std::move(sums_[at_++]);
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

// The kept tiles of a check that have not as many rows as the tile before: a few sums with what follows them.
std::vector<Run> sums_that_do_not_fit(const ArrayUnit& unit, const ArrayCheck& check, std::size_t most) {
  std::vector<Run> found;
  for (std::int64_t index = 0; index < check.runs && found.size() < kMostMisfits; ++index) {
    for (Run& sum : sums_of(unit, check.make(index))) {
      const std::vector<Expected::Error> errors = expect(unit, sum).errors;
      const bool has_too_many_terms = errors[1].is_set();
      if (errors[2].is_set() && !has_too_many_terms && sum.beats() <= most) found.push_back(std::move(sum));
    }
  }
  return found;
}

bool is_one_of(const ArrayCheck& check, std::initializer_list<std::string_view> names) {
  return std::ranges::any_of(names, [&](std::string_view name) { return check.name.starts_with(name); });
}

}  // namespace

Run vector_run(const ArrayUnit& unit, std::uint64_t seed, std::int64_t sums) {
  Random random(seed, kVectorStream, 0);
  const auto most = static_cast<std::size_t>(8 * unit.rows + 64);
  std::vector<SumSource> sources;
  std::vector<ArrayCheck> longest, wrong, kept;
  for (ArrayCheck& check : array_checks(unit, seed)) {
    if (is_one_of(check, {"keep"}) && unit.is_weight_stationary) kept.push_back(check);
    if (is_one_of(check, {"rounding", "random", "stalls", "keep", "formats", "steps"}))
      sources.emplace_back(unit, std::move(check), most);
    else if (is_one_of(check, {"full"}))
      longest.push_back(std::move(check));
    else if (is_one_of(check, {"tlast", "surplus"}))
      wrong.push_back(std::move(check));
  }
  Run run;
  run.ready.clear();
  const auto add = [&](Run piece, bool is_stalled) {
    if (is_stalled) {
      stall(piece, random);
      stall(piece.d, random);
    }
    piece.ready.resize(std::min(piece.ready.size(), kReadyPerPiece));
    join(piece, run);
    join(piece.ready, run.ready);
  };
  for (std::int64_t done = 0, pieces = 0; done < sums; ++pieces) {
    Run piece;
    for (const std::int64_t end = std::min(done + kSumsPerPiece, sums); done < end; ++done) {
      const Run sum = sources[static_cast<std::size_t>(done) % sources.size()].next();
      if (sum.beats() > 0) join(sum, piece);
    }
    add(std::move(piece), pieces % 4 != 0);
  }
  if (unit.accumulator || unit.max_terms * unit.rows * unit.cols > kMostStoredProducts) longest.clear();
  // The last run of a check of the longest sums has a term too many.
  if (!longest.empty()) {
    for (std::int64_t index = 0; index + 1 < longest.back().runs; ++index)
      add(longest.back().make(index), false);
  }
  for (const ArrayCheck& check : kept) {
    for (Run& sum : sums_that_do_not_fit(unit, check, most)) add(std::move(sum), false);
  }
  for (const ArrayCheck& check : wrong) {
    for (Run& sum : sums_of(unit, check.make(0))) add(std::move(sum), false);
  }
  if (!longest.empty()) add(longest.back().make(longest.back().runs - 1), true);
  run.ready.push_back(1);
  return run;
}

}  // namespace fp8forge::conformance
