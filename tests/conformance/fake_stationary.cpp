#include "tests/conformance/fake_stationary.hpp"

#include <algorithm>

#include "tests/conformance/source.hpp"

namespace fp8forge::conformance {

namespace {

constexpr std::size_t kRoom = 2;  // beats of each buffer

}  // namespace

FakeStationary::FakeStationary(const ArrayUnit& unit, StationaryFault fault, RegisterFault register_fault)
    : unit_(unit),
      fault_(fault),
      register_fault_(register_fault),
      sum_(unit.a, unit.b, fault == StationaryFault::kKeptSumExact ? std::nullopt : unit.accumulator,
           fault == StationaryFault::kTermsForgotten ? 1 << 20 : unit.max_terms),
      output_(unit, Fault::kNone) {}

void FakeStationary::reset() {
  a_.clear();
  b_.clear();
  out_.clear();
  const bool longer = fault_ == StationaryFault::kLatencyLonger;
  wave_.assign(static_cast<std::size_t>(unit_.rows) + (longer ? 3 : 2), {});
  memory_.assign(static_cast<std::size_t>(unit_.tile_rows), {});
  loading_.clear();
  complete_ = surplus_ = adds_ = over_ = false;
  first_a_ = true;
  row_ = kept_rows_ = 0;
  terms_ = wait_ = pause_ = 0;
  error_ = 0;
}

golden::Number FakeStationary::sum(const Row& row, std::size_t col) {
  if (row.lost) return golden::nan_number();
  const golden::Target stored{unit_.accumulator.value_or(kFp32), Rounding::kRne, Overflow::kNonsaturate};
  golden::Number total = golden::zero_number(false);
  bool begins = true;
  for (const Addend& addend : row.sum) {
    const std::size_t count = addend.weights->size();
    for (std::size_t step = 0; step < count; ++step, begins = false) {
      const std::size_t k = fault_ == StationaryFault::kTermsReversed ? count - 1 - step : step;
      sum_.step(addend.a[k], (*addend.weights)[k][col], begins);
    }
    if (fault_ == StationaryFault::kAbsentAddsZero && count < static_cast<std::size_t>(unit_.rows))
      sum_.step(0, 0, false);
    if (fault_ != StationaryFault::kKeptTileSummed) continue;
    total = golden::decode(stored.to,
                           golden::round_to(stored, golden::sum(total, sum_.value(), stored.rounding)));
    begins = true;
  }
  if (fault_ == StationaryFault::kKeptTileSummed) return total;
  if (fault_ == StationaryFault::kKeptSumExact)
    return golden::decode(stored.to, golden::round_to(stored, sum_.value()));
  return sum_.value();
}

FakeStationary::Row FakeStationary::finished(Row row) {
  const std::size_t beat = output_.rows();
  if (unit_.d && d_last_[beat] != row.last && fault_ != StationaryFault::kAddendTlastUnnoticed) error_ |= 8;
  for (std::size_t col = 0; col < static_cast<std::size_t>(unit_.cols); ++col)
    row.codes.push_back(output_.result(sum(row, col), row.control, row.last));
  if (row.last) row.amax = output_.take_amax();
  return row;
}

std::uint8_t FakeStationary::marks(const Row& row) {
  const golden::Target target = unit_.target(unit_.first_control());
  // Beside the modes of this array nothing is clamped.
  const golden::Target unclamped{target.to, Rounding::kRne, Overflow::kNonsaturate};
  std::uint8_t all = 0;
  for (std::size_t col = 0; col < static_cast<std::size_t>(unit_.cols); ++col) {
    const golden::Number number = sum(row, col);
    const std::uint32_t code = golden::round_to(target, number);
    const golden::Kind kind = golden::decode(target.to, code).kind;
    all |= kind == golden::Kind::kNan ? kSawNan : kind == golden::Kind::kInfinite ? kSawInfinite : 0;
    if (code != golden::round_to(unclamped, number)) all |= kSawSaturated;
  }
  return all;
}

void FakeStationary::load(bool b_after_bubble) {
  const Beat beat = b_.front();
  b_.pop_front();
  if (surplus_) {
    surplus_ = !beat.last;
    return;
  }
  if (complete_) loading_.clear();
  complete_ = false;
  if (fault_ != StationaryFault::kWeightLost || !b_after_bubble || beat.last) loading_.push_back(beat.data);
  const bool full = loading_.size() == static_cast<std::size_t>(unit_.rows);
  complete_ = beat.last || full;
  if (full && !beat.last) {
    surplus_ = fault_ != StationaryFault::kSurplusKept;
    if (fault_ != StationaryFault::kSurplusUntold) error_ |= 1;
  }
}

FakeStationary::Row FakeStationary::take(bool is_swap) {
  const Beat beat = a_.front();
  a_.pop_front();
  if (is_swap) {
    before_ = used_;
    Weights weights = loading_;
    if (fault_ == StationaryFault::kAbsentCounts && used_) {
      for (std::size_t k = weights.size(); k < used_->size(); ++k) weights.push_back((*used_)[k]);
    }
    used_ = std::make_shared<const Weights>(weights);
    if (fault_ != StationaryFault::kUserOfKept || !adds_) control_ = beat.control;
    control_.keep = beat.control.keep;
    terms_ = (adds_ ? terms_ : 0) + static_cast<std::int64_t>(loading_.size());
    over_ = terms_ > unit_.max_terms && fault_ != StationaryFault::kTermsForgotten;
    if (over_) error_ |= 2;
    wait_ = control_.keep ? unit_.rows + 2 : 0;
    complete_ = false;
    loading_.clear();
  }
  const bool late = is_swap && fault_ == StationaryFault::kWeightsLate && before_;
  const bool has_place = row_ < static_cast<std::size_t>(unit_.tile_rows);
  const bool has_partner = row_ < kept_rows_;
  Row row{true, false, beat.last, false, row_, {}, control_, {}};
  row.lost = over_ || (adds_ && !has_partner && fault_ != StationaryFault::kMisfitNotNan);
  if (adds_ && has_partner && fault_ != StationaryFault::kKeptLost) {
    row.sum = memory_[row_].sum;
    row.lost = row.lost || memory_[row_].lost;
  }
  row.sum.push_back({beat.data, late ? before_ : used_});
  const bool shorter = beat.last && row_ + 1 < kept_rows_;
  const bool misfits = (control_.keep && !has_place) || (adds_ && (!has_partner || shorter));
  if (misfits && fault_ != StationaryFault::kMisfitUntold) error_ |= 4;
  row.exists = !control_.keep;
  row.store = control_.keep && has_place;
  ++row_;
  first_a_ = beat.last;
  if (beat.last) {
    adds_ = control_.keep;
    kept_rows_ = control_.keep ? std::min(row_, static_cast<std::size_t>(unit_.tile_rows)) : 0;
    row_ = 0;
    if (fault_ == StationaryFault::kPause) pause_ = unit_.rows;
  }
  return row;
}

void FakeStationary::move(bool b_after_bubble) {
  if (wave_.front().exists) {
    out_.push_back(finished(wave_.front()));
    if (unit_.registers) events_.marks = marks(wave_.front());
  }
  if (wave_.front().store && fault_ == StationaryFault::kAddendForKept) output_.skip_row();
  wave_.pop_front();
  const bool may_start = complete_ && (wait_ == 0 || fault_ == StationaryFault::kKeptTooEarly);
  const bool takes = !a_.empty() && (!first_a_ || may_start) && pause_ == 0;
  if (pause_ > 0) --pause_;
  const bool present = !a_.empty() && (!b_.empty() || wait_ > 0);
  events_.doing = takes ? kBusy : present ? kHeld : kStarved;
  const bool is_swap = takes && first_a_;
  wave_.push_back(takes ? take(is_swap) : Row{});
  if (wait_ > 0 && (first_a_ || takes)) --wait_;
  const bool may_load = surplus_ || !complete_ || fault_ == StationaryFault::kOverwritten;
  if (!b_.empty() && may_load) load(b_after_bubble);
  // Two moves before it stands at the output a row has passed the last cell.
  if (wave_.front().store) memory_[wave_.front().place] = wave_.front();
}

void FakeStationary::play(const Stimulus& stimulus, Trace& trace) {
  trace = {};
  trace.reset.assign(4, Cycle{0});
  reset();
  FakeRegisters registers(unit_.registers.value_or(RegisterMap{}), register_fault_, stimulus.registers);
  if (unit_.registers) registers.record_reset(trace.reset.size(), trace);
  output_.begin(stimulus.d);
  Source a(stimulus.a), b(stimulus.b), d(stimulus.d);
  d_last_ = stimulus.d.last;
  std::uint64_t taken = 0, tail = 0, lost = 0;
  bool bubble_before = false, b_after_bubble = false;
  for (std::uint64_t cycle = 0; cycle < stimulus.max_cycles; ++cycle) {
    const bool streams_done = tail >= stimulus.tail_cycles;
    if (streams_done && registers.done()) break;
    if (a.done() && b.done() && d.done() && taken >= stimulus.c_beats) ++tail;
    const bool ready = stimulus.ready[cycle % stimulus.ready.size()];
    const bool a_ready = cycle > 0 && a_.size() < kRoom, b_ready = cycle > 0 && b_.size() < kRoom;
    // It takes D as it comes, and a row leaves the columns when its beat has come.
    const bool takes_d = cycle > 0 && d.valid();
    const bool has_d = !unit_.d || !wave_.front().exists || d.next > output_.rows();
    const bool advance = cycle > 0 && out_.size() < kRoom && has_d;
    const bool valid = !out_.empty();
    const bool last = valid && out_.front().last && fault_ != StationaryFault::kTlastMissing;
    trace.cycles.push_back(Cycle{static_cast<std::uint16_t>(
        (a.valid() ? 1 : 0) | (b.valid() ? 2 : 0) | (a_ready ? 4 : 0) | (b_ready ? 8 : 0) | (valid ? 16 : 0) |
        (last ? 32 : 0) | (d.valid() ? 64 : 0) | (takes_d ? 192 : 0) | error_ << 8)});
    events_ = {kBlocked, last, last && ready, 0, error_};
    if (valid) {
      const auto append = [&](std::uint32_t code, int bytes) {
        for (int byte = 0; byte < bytes; ++byte)
          trace.payloads.push_back(static_cast<std::uint8_t>(code >> 8 * byte));
      };
      for (const std::uint32_t code : out_.front().codes) append(code, unit_.lane_bytes());
      if (unit_.has_amax) append(out_.front().amax, 2);
      if (ready) ++taken;
      if (ready) out_.pop_front();
      if (!ready && fault_ == StationaryFault::kRowLost && out_.size() == kRoom && ++lost % 7 == 0)
        out_.pop_back();
    }
    if (advance) move(b_after_bubble);
    if (unit_.registers) registers.step(events_, streams_done, trace);
    if (b.valid() && b_ready) b_after_bubble = bubble_before;
    bubble_before = !b.valid();
    if (a.valid() && a_ready) {
      const TileControl control =
          unit_.has_user() ? unit_.control(stimulus.a.user[a.next]) : unit_.first_control();
      a_.push_back({{a.data(unit_.rows), a.data(unit_.rows) + unit_.rows}, a.last(), control});
    }
    if (b.valid() && b_ready)
      b_.push_back({{b.data(unit_.cols), b.data(unit_.cols) + unit_.cols}, b.last(), {}});
    d.step(takes_d);
    a.step(a_ready && a.valid());
    b.step(b_ready && b.valid());
  }
}

ArrayFactory stationary_fakes(const ArrayUnit& unit, StationaryFault fault, RegisterFault register_fault) {
  return [=] { return std::make_unique<FakeStationary>(unit, fault, register_fault); };
}

}  // namespace fp8forge::conformance
