#include "sim/conformance/activity.hpp"

#include <algorithm>
#include <limits>

namespace fp8forge::conformance {

namespace {

// Cycles after which nothing moves in an array that neither takes nor gives: a kept tile's rows keep the next
// tile waiting for some cycles more than there are rows of cells.
std::size_t settling(const ArrayUnit& unit) { return static_cast<std::size_t>(40 + 2 * unit.rows); }

// A stream's buffer of two beats: a beat that is taken at the port can leave it from the next cycle on.
class Buffer {
 public:
  void put() { ++put_; }
  bool has() const { return taken_ < put_; }
  std::size_t next() const { return taken_; }
  void take() { ++taken_; }

 private:
  std::size_t put_ = 0, taken_ = 0;
};

// Beats leave the buffers in pairs, but that tiles which give rows end `rows` cycles apart.
class OutputStationary {
 public:
  OutputStationary(const ArrayUnit& unit, const Run& run)
      : run_(run), told_(controls(unit, run)), left_(0), rows_(unit.rows) {}

  Doing step(Buffer& a, Buffer& b) {
    if (left_ > 0) --left_;
    if (!a.has() || !b.has()) return kStarved;
    const std::size_t beat = a.next();
    const bool drains = (run_.a.last[beat] || run_.b.last[beat]) && !told_[beat].keep;
    if (drains && left_ > 0) return kHeld;
    if (drains) left_ = rows_;
    a.take();
    b.take();
    return kBusy;
  }

 private:
  const Run& run_;
  std::vector<TileControl> told_;
  std::int64_t left_;  // cycles until the next tile may end
  std::int64_t rows_;
};

// A tile starts when its weights are loaded, a row a cycle, the next tile's from the cycle of its start on;
// and when each of its rows will find the kept sum that it adds to, which lies Rows + 2 cycles behind.
class WeightStationary {
 public:
  WeightStationary(const ArrayUnit& unit, const Run& run) : unit_(unit), run_(run), rows_(unit.rows) {}

  Doing step(Buffer& a, Buffer& b) {
    const bool takes = a.has() && (!begins_ || (complete_ && wait_ == 0));
    const Doing doing = takes ? kBusy : a.has() && (b.has() || wait_ > 0) ? kHeld : kStarved;
    const bool starts = takes && begins_;
    if (takes) {
      if (starts) wait_ = is_kept(a.next()) ? rows_ + 2 : 0;
      begins_ = run_.a.last[a.next()];
      a.take();
    }
    // Within a tile its own rows count.
    if (wait_ > 0 && (begins_ || takes)) --wait_;
    const bool may_load = !complete_ || starts;
    if (starts) complete_ = false;
    if (b.has() && (surplus_ || may_load)) {
      const bool is_last = run_.b.last[b.next()];
      if (!surplus_) {
        ++loaded_;
        complete_ = is_last || loaded_ == rows_;
        if (complete_) loaded_ = 0;
        surplus_ = complete_ && !is_last;
      } else {
        surplus_ = !is_last;
      }
      b.take();
    }
    return doing;
  }

 private:
  bool is_kept(std::size_t beat) const {
    return unit_.keep.bits > 0 && unit_.control(run_.a.user[beat]).keep;
  }

  const ArrayUnit& unit_;
  const Run& run_;
  int rows_, loaded_ = 0, wait_ = 0;
  bool begins_ = true;     // the next beat of A is the first of its tile
  bool complete_ = false;  // weights wait for it
  bool surplus_ = false;   // beats of B are dropped
};

template <typename Array>
void follow(const Trace& trace, Array array, Activity& result) {
  Buffer a, b;
  std::int64_t busy = 0;
  result.may.push_back(kBlocked);  // the output buffer is not ready at once
  for (std::size_t n = 0; n < trace.cycles.size(); ++n) {
    if (n > 0) {
      const Doing doing = array.step(a, b);
      result.may.push_back(doing);
      result.least_busy.push_back(busy);
      busy += doing == kBusy;
    } else {
      result.least_busy.push_back(0);
    }
    if (trace.cycles[n].takes_a()) a.put();
    if (trace.cycles[n].takes_b()) b.put();
  }
  result.least_busy.push_back(busy);
  result.most_busy = result.least_busy;
  result.most_held = std::numeric_limits<std::int64_t>::max();
}

// Beats that are taken from the buffers in the end: of A alone where weights stay.
std::int64_t all_busy(const ArrayUnit& unit, const Run& run) {
  if (!unit.is_weight_stationary) return static_cast<std::int64_t>(run.beats());
  const auto tiles = std::count(run.b.last.begin(), run.b.last.end(), 1);
  std::int64_t ends = 0, beats = 0;
  for (std::size_t beat = 0; beat < run.a.beats() && ends < tiles; ++beat, ++beats) ends += run.a.last[beat];
  return beats;
}

// Where rows of C wait for their taking, or for D, the ports do not show when the array stops.
void bound(const ArrayUnit& unit, const Run& run, const Trace& trace, Activity& result) {
  constexpr std::int64_t kRoom = 2;                       // of a buffer
  std::int64_t a = 0, b = 0, a_before = 0, b_before = 0;  // beats taken; and those but the last cycle's
  std::size_t last_event = 0;
  for (std::size_t n = 0; n <= trace.cycles.size(); ++n) {
    std::int64_t least = std::max(a, unit.is_weight_stationary ? a : b) - kRoom;
    const std::int64_t most = unit.is_weight_stationary ? a_before : std::min(a_before, b_before);
    if (n > last_event + settling(unit)) least = std::max(least, all_busy(unit, run));
    result.least_busy.push_back(std::max<std::int64_t>(least, 0));
    result.most_busy.push_back(std::max<std::int64_t>(most, result.least_busy.back()));
    if (n == trace.cycles.size()) break;
    const Cycle now = trace.cycles[n];
    const bool a_may_lack = now.a_ready() && a == a_before, b_may_lack = now.b_ready() && b == b_before;
    int may = kBusy | kHeld;
    if (a_may_lack || b_may_lack || (unit.d && now.d_ready())) may |= kStarved;
    if (now.c_valid()) may |= kBlocked;
    result.may.push_back(static_cast<std::uint8_t>(n == 0 ? kBlocked : may));
    a_before = a;
    b_before = b;
    a += now.takes_a();
    b += now.takes_b();
    if (now.takes_a() || now.takes_b() || now.takes_d() || now.c_valid()) last_event = n;
  }
  result.most_held = std::numeric_limits<std::int64_t>::max();
  if (unit.is_weight_stationary) return;
  const auto tiles = static_cast<std::int64_t>(drained_tiles(unit, run, controls(unit, run)).size());
  result.most_held = tiles * (unit.rows - 1);
}

}  // namespace

Activity activity(const ArrayUnit& unit, const Run& run, const Trace& trace) {
  Activity result;
  if (unit.d || std::ranges::find(run.ready, 0) != run.ready.end()) {
    bound(unit, run, trace, result);
  } else if (unit.is_weight_stationary) {
    follow(trace, WeightStationary(unit, run), result);
  } else {
    follow(trace, OutputStationary(unit, run), result);
  }
  return result;
}

}  // namespace fp8forge::conformance
