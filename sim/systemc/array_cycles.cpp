#include "sim/systemc/array_cycles.hpp"

namespace fp8forge::systemc {

namespace {

constexpr std::size_t kInputDepth = 2;
// The output buffer stops the array while it has room for one row, which is then still in flight.
constexpr int kOutputDepth = 3;
constexpr int kOutputReserve = 1;

}  // namespace

ArrayCycles::ArrayCycles(const conformance::ArrayUnit& unit)
    : unit_(unit), sums_(unit), control_(unit.first_control()) {}

void ArrayCycles::reset() {
  sums_.clear();
  tiles_.clear();
  a_ = b_ = {};
  begins_ = true;
  terms_ = 0;
  error_ = 0;
  wave_ = -1;
  moved_ = done_ = has_sum_ = has_result_ = advances_ = false;
  c_held_ = row_ = 0;
}

std::span<const std::uint32_t> ArrayCycles::c_row() const {
  const auto cols = static_cast<std::size_t>(unit_.cols);
  return std::span(tiles_.front()).subspan(static_cast<std::size_t>(row_) * cols, cols);
}

void ArrayCycles::InputBuffer::clock(const Offer& offer, bool pops) {
  const bool pushes = offer.valid && ready;
  if (pops) beats.pop_front();
  if (pushes) beats.push_back({{offer.data.begin(), offer.data.end()}, offer.last, offer.user});
  ready = beats.size() < kInputDepth;
}

bool ArrayCycles::drains_next() const {
  if (!a_.beats.front().last && !b_.beats.front().last) return false;
  return !(begins_ ? unit_.control(a_.beats.front().user) : control_).keep;
}

void ArrayCycles::take() {
  const Beat& a = a_.beats.front();
  const Beat& b = b_.beats.front();
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
  tiles_.push_back(sums_.read(control_));
  sums_.clear();
  terms_ = 0;
}

void ArrayCycles::clock(const Inputs& inputs) {
  // One row leaves its cells in each move, so a tile's end waits until the wave of the tile before has come
  // to the last row. A tile that is kept sends no wave.
  const bool has_pair = !a_.beats.empty() && !b_.beats.empty();
  const bool drains = has_pair && drains_next();
  const bool takes = has_pair && advances_ && (!drains || wave_ < 0 || wave_ == unit_.rows - 1);
  if (takes) take();
  a_.clock(inputs.a, takes);
  b_.clock(inputs.b, takes);

  // From the end of the way to its beginning: each stage takes what the one before it held.
  const bool gives = c_valid() && inputs.c_ready;
  if (gives && ++row_ == unit_.rows) {
    tiles_.pop_front();
    row_ = 0;
  }
  c_held_ += (has_result_ && moved_ ? 1 : 0) - (gives ? 1 : 0);
  if (moved_) {
    has_result_ = has_sum_;
    has_sum_ = done_;
  }
  done_ = advances_ && wave_ >= 0;
  if (advances_) {
    if (wave_ >= 0 && ++wave_ == unit_.rows) wave_ = -1;
    if (takes && drains) wave_ = 0;
  }
  moved_ = advances_;
  advances_ = c_held_ < kOutputDepth - kOutputReserve;
}

}  // namespace fp8forge::systemc
