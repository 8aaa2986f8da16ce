#include "tests/conformance/fake_array.hpp"

#include <cmath>
#include <cstring>

#include "tests/conformance/source.hpp"

namespace fp8forge::conformance {

// Back to no sum.
void FakeArray::forget() {
  a_.clear();
  b_.clear();
  terms_ = counted_ = 0;
}

void FakeArray::add(const std::uint8_t* a, const std::uint8_t* b) {
  a_.insert(a_.end(), a, a + unit_.rows);
  b_.insert(b_.end(), b, b + unit_.cols);
  ++terms_;
  ++counted_;
}

FakeArray::FakeArray(const ArrayUnit& unit, Fault fault)
    : unit_(unit),
      fault_(fault),
      sum_(unit.a, unit.b, fault == Fault::kRoundedAtTheEnd ? std::nullopt : unit.accumulator,
           fault == Fault::kOverlongTileNotNan ? 1 << 20
                                               : unit.max_terms - (fault == Fault::kLimitOneEarly ? 1 : 0)),
      output_(unit, fault) {
  // A word that is one bit narrower than max_terms of the largest product need.
  const Products products(unit.a, unit.b);
  for (limit_ = 1; 2 * limit_ <= products.largest() * unit.max_terms;) limit_ *= 2;
}

golden::Number FakeArray::sum(int row, int col) {
  double total = 0;
  for (std::int64_t step = 0; step < terms_; ++step) {
    const std::int64_t k = fault_ == Fault::kTermsReversed ? terms_ - 1 - step : step;
    std::uint8_t a = a_[static_cast<std::size_t>(k * unit_.rows + row)];
    const std::uint8_t b = b_[static_cast<std::size_t>(k * unit_.cols + col)];
    const bool in_last_cell = row == unit_.rows - 1 && col == unit_.cols - 1;
    if (fault_ == Fault::kProductOfOneCell && in_last_cell && a == 0x93 && b == 0x5A) a ^= 1;
    if (fault_ == Fault::kNanLost && a == unit_.a.canonical_nan) a = 0;
    sum_.step(a, b, step == 0);
    if (fault_ == Fault::kIdleAddsPlusZero) sum_.step(0, 0, false);
    if (fault_ == Fault::kAccumulatorShort)
      total += golden::value_of(unit_.a, a) * golden::value_of(unit_.b, b);
  }
  const double limit = std::ldexp(static_cast<double>(limit_), unit_.a.min_lsb() + unit_.b.min_lsb());
  if (fault_ == Fault::kAccumulatorShort && terms_ <= unit_.max_terms && (total >= limit || total < -limit))
    return golden::zero_number(false);
  if (fault_ == Fault::kRoundedAtTheEnd) {
    const golden::Target stored{*unit_.accumulator, Rounding::kRne, Overflow::kNonsaturate};
    return golden::decode(stored.to, sum_.read(stored).code);
  }
  return sum_.value();
}

void FakeArray::finish_tile(std::int64_t cycle, std::deque<Row>& rows) {
  const std::int64_t latency = unit_.latency + (fault_ == Fault::kLatencyLonger ? 1 : 0);
  for (int row = 0; row < unit_.rows; ++row) {
    Row out{{}, row == unit_.rows - 1, cycle + latency};
    if (fault_ == Fault::kTlastEarly && row == 0) out.last = true;
    if (fault_ == Fault::kTlastMissing) out.last = false;
    const bool is_last = row == unit_.rows - 1;
    for (int col = 0; col < unit_.cols; ++col)
      out.codes.push_back(output_.result(sum(row, col), control_, is_last));
    if (is_last || fault_ == Fault::kAmaxOnEveryRow) out.amax = output_.take_amax();
    rows.push_back(out);
  }
  if (fault_ == Fault::kExtraRow) rows.push_back(rows.back());
  if (fault_ == Fault::kRowsSwapped && unit_.rows > 1) {
    std::swap(rows[rows.size() - 1].codes, rows[rows.size() - 2].codes);
  }
  forget();
}

void FakeArray::play(const Stimulus& stimulus, Trace& trace) {
  trace = {};
  const auto in_reset = [&](Fault fault, int bits) { return fault_ == fault ? bits : 0; };
  const auto reset_bits = static_cast<std::uint16_t>(
      in_reset(Fault::kReadyInReset, 4) | in_reset(Fault::kValidInReset, 16) |
      in_reset(Fault::kReadyOfAddendInReset, 128) | in_reset(Fault::kErrorInReset, 256));
  trace.reset.assign(4, Cycle{reset_bits});
  if (fault_ != Fault::kResetKeepsTerms) forget();
  begins_ = true;
  Source a(stimulus.a), b(stimulus.b), d(stimulus.d);
  output_.begin(stimulus.d);
  std::deque<Row> rows;
  unsigned error = 0;
  bool bubble_before = false, shown_before = false;
  std::int64_t last_end = -1000;
  std::int64_t pause = 0;
  std::uint64_t taken = 0, tail = 0;
  const std::int64_t interval = unit_.interval + (fault_ == Fault::kTilesFartherApart ? 1 : 0);
  for (std::int64_t cycle = 0;
       static_cast<std::uint64_t>(cycle) < stimulus.max_cycles && tail < stimulus.tail_cycles; ++cycle) {
    if (a.done() && b.done() && d.done() && taken >= stimulus.c_beats) ++tail;
    const bool ready = stimulus.ready[static_cast<std::size_t>(cycle) % stimulus.ready.size()];
    const bool both = cycle > 0 && a.valid() && b.valid();
    if (both && unit_.has_user() && (begins_ || fault_ == Fault::kUserOfLastBeat)) {
      control_ = unit_.control(stimulus.a.user[a.next]);
    }
    if (!unit_.has_user()) control_ = unit_.first_control();
    const bool keep = control_.keep && fault_ != Fault::kKeptTileDrained;
    // It takes D as it comes, but for what lies before the cycle after the reset.
    const bool takes_d = cycle > 0 && d.valid();
    bool ends = both && (a.last() || b.last());
    const bool disagree = both && a.last() != b.last();
    if (fault_ == Fault::kTileGoesOn && disagree) ends = false;
    // Rows follow each other as fast as D can.
    const bool has_d = !unit_.d || d.next >= output_.rows();
    const bool room = has_d && rows.size() <= static_cast<std::size_t>(2 * unit_.rows + unit_.latency) &&
                      cycle - last_end >= interval;
    const bool accept =
        both && (!ends || keep || room) && pause == 0 && !(fault_ == Fault::kStuck && taken > 5);
    if (pause > 0) --pause;

    bool valid = !rows.empty() && rows.front().due <= cycle;
    if (fault_ == Fault::kValidWaitsForReady && !ready && !shown_before) valid = false;
    if (fault_ == Fault::kValidFalls && shown_before && !ready && cycle % 5 == 0) valid = false;
    trace.cycles.push_back(Cycle{static_cast<std::uint16_t>(
        (a.valid() ? 1 : 0) | (b.valid() ? 2 : 0) | (accept ? 12 : 0) | (valid ? 16 : 0) |
        (valid && rows.front().last ? 32 : 0) | (d.valid() ? 64 : 0) | (takes_d ? 192 : 0) | error << 8)});
    if (fault_ == Fault::kErrorNotSticky) error = 0;
    if (valid) {
      Row& row = rows.front();
      if (fault_ == Fault::kPayloadUnstable && shown_before) row.codes[0] ^= 1;
      const auto bytes = static_cast<std::size_t>(unit_.lane_bytes());
      for (const std::uint32_t code : row.codes) {
        std::uint8_t little_endian[4];
        std::memcpy(little_endian, &code, 4);
        trace.payloads.insert(trace.payloads.end(), little_endian, little_endian + bytes);
      }
      if (unit_.has_amax) {
        trace.payloads.push_back(static_cast<std::uint8_t>(row.amax));
        trace.payloads.push_back(static_cast<std::uint8_t>(row.amax >> 8));
      }
      if (ready) {
        ++taken;
        if (fault_ == Fault::kRowDoubledUnderBackPressure && shown_before && taken % 7 == 0)
          rows.push_front(row);
        rows.pop_front();
        if (fault_ == Fault::kRowLostUnderBackPressure && shown_before && !rows.empty() && taken % 7 == 0) {
          rows.pop_front();
        }
      }
    }
    shown_before = valid && !ready;
    if (accept) {
      const bool lost = fault_ == Fault::kBeatLostAfterBubble && bubble_before && !ends;
      if (!lost) add(a.data(unit_.rows), b.data(unit_.cols));
      if (disagree && fault_ != Fault::kDisagreementUnnoticed) error |= 1;
      if (counted_ > unit_.max_terms && fault_ != Fault::kLimitUnnoticed) error |= 2;
      begins_ = ends;
      if (ends && keep) {
        if (fault_ == Fault::kKeptSumLost) forget();
        if (fault_ == Fault::kKeptTermsForgotten) counted_ = 0;
      } else if (ends) {
        finish_tile(cycle, rows);
        last_end = cycle;
        if (fault_ == Fault::kSlowInput) pause = 1;
      }
    }
    bubble_before = !both;
    const bool is_last_row =
        d.next % static_cast<std::size_t>(unit_.rows) + 1 == static_cast<std::size_t>(unit_.rows);
    if (takes_d && d.last() != is_last_row && fault_ != Fault::kAddendTlastUnnoticed) error |= 4;
    a.step(accept);
    b.step(accept);
    d.step(takes_d);
  }
}

ArrayFactory fakes(const ArrayUnit& unit, Fault fault) {
  return [unit, fault] { return std::make_unique<FakeArray>(unit, fault); };
}

}  // namespace fp8forge::conformance
