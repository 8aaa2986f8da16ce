#include "sim/systemc/row_path.hpp"

#include <algorithm>

namespace fp8forge::systemc {

RowPath::RowPath(const conformance::ArrayUnit& unit, int stages, int depth, int reserve)
    : has_d_(unit.d.has_value()),
      depth_(static_cast<std::size_t>(depth)),
      reserve_(static_cast<std::size_t>(reserve)),
      held_stages_(static_cast<std::size_t>(has_d_ ? 1 + (unit.segments > 1 ? 1 : 0) : stages)),
      stages_(static_cast<std::size_t>(stages)),
      rows_(unit) {}

void RowPath::reset() {
  std::fill(stages_.begin(), stages_.end(), false);
  d_.reset();
  disagreed_ = false;
  rows_.reset();
  held_ = 0;
  has_room_ = false;
}

bool RowPath::has_addend(bool moves, bool below) const {
  if (!has_d_) return true;
  const bool row = stages_[held_stages_ - 1];
  const bool row_above = held_stages_ > 1 ? stages_[held_stages_ - 2] : below;
  const std::size_t left = d_.size() - (moves && row ? 1 : 0);
  return !(moves ? row_above : row) || left > 0;
}

void RowPath::clock(bool moves, bool flows, bool below, const Offer& d, bool c_ready) {
  const bool pops = valid() && c_ready;
  const bool pushes = gives(moves, flows);
  const bool adds = has_d_ && moves && stages_[held_stages_ - 1];
  if (adds) {
    disagreed_ = disagreed_ || d_.front().last != rows_.next_is_last();
    rows_.add(d_.front().data);
  }
  if (has_d_) d_.clock(d, adds);
  for (std::size_t stage = stages_.size(); stage-- > held_stages_;) {
    if (flows) stages_[stage] = stage > held_stages_ ? stages_[stage - 1] : adds;
  }
  if (moves) {
    for (std::size_t stage = held_stages_; stage-- > 1;) stages_[stage] = stages_[stage - 1];
    stages_[0] = below;
  }
  if (pops) rows_.pop();
  if (pushes) ++held_;
  if (pops) --held_;
  has_room_ = held_ < depth_ - reserve_;
}

}  // namespace fp8forge::systemc
