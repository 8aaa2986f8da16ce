#include "sim/systemc/output_stationary.hpp"

namespace fp8forge::systemc {

OutputStationary::OutputStationary(const conformance::ArrayUnit& unit)
    : unit_(unit), sums_(unit), control_(unit.first_control()) {}

void OutputStationary::reset() {
  sums_.clear();
  a_.reset();
  b_.reset();
  begins_ = true;
  terms_ = 0;
  error_ = 0;
  wave_ = -1;
  done_ = has_sum_ = false;
}

bool OutputStationary::drains_next() const {
  if (!a_.front().last && !b_.front().last) return false;
  return !(begins_ ? unit_.control(a_.front().user) : control_).keep;
}

// One row leaves its cells in each move, so a tile's end waits until the wave of the tile before has come to
// the last row. A tile that is kept sends no wave.
bool OutputStationary::takes(bool advances) const {
  return advances && present() && (!drains_next() || wave_ < 0 || wave_ == unit_.rows - 1);
}

void OutputStationary::take(ResultRows& rows) {
  const Beat& a = a_.front();
  const Beat& b = b_.front();
  if (begins_ && unit_.has_user()) control_ = unit_.control(a.user);
  begins_ = a.last || b.last;
  if (a.last != b.last) error_ |= 1;
  if (terms_ == unit_.max_terms) {
    error_ |= 2;
  } else {
    ++terms_;
  }
  sums_.add(control_, a.data, b.data);
  if (!begins_ || control_.keep) return;
  for (int row = 0; row < unit_.rows; ++row) rows.push(control_, sums_.row(row), row + 1 == unit_.rows);
  sums_.clear();
  terms_ = 0;
}

void OutputStationary::clock(bool advances, bool moves, const Offer& a, const Offer& b, ResultRows& rows) {
  const bool taken = takes(advances);
  const bool drains = taken && drains_next();
  if (taken) take(rows);
  a_.clock(a, taken);
  b_.clock(b, taken);
  if (moves) has_sum_ = done_;
  done_ = advances && wave_ >= 0;
  if (!advances) return;
  if (wave_ >= 0 && ++wave_ == unit_.rows) wave_ = -1;
  if (drains) wave_ = 0;
}

}  // namespace fp8forge::systemc
