#include "sim/systemc/weight_stationary.hpp"

#include <algorithm>
#include <utility>

namespace fp8forge::systemc {

namespace {

constexpr std::uint32_t kNanOfBoth = 0x7F;  // in e4m3 and in e5m2

}  // namespace

WeightStationary::WeightStationary(const conformance::ArrayUnit& unit)
    : unit_(unit),
      fresh_(static_cast<std::size_t>(unit.cols),
             golden::Mac(unit.formats_of_a(), unit.formats_of_b(), unit.accumulator, unit.max_terms)),
      control_(unit.first_control()),
      wave_(static_cast<std::size_t>(unit.rows + 1)) {}

void WeightStationary::reset() {
  a_.reset();
  b_.reset();
  complete_ = surplus_ = false;
  begins_a_ = begins_b_ = true;
  terms_ = 0;
  kept_ = false;
  sums_.clear();
  stored_.clear();
  row_ = 0;
  wait_ = 0;
  std::fill(wave_.begin(), wave_.end(), false);
  error_ = 0;
}

void WeightStationary::start_tile() {
  used_ = loading_;
  control_ = unit_.control(a_.front().user, used_.user);
  if (!kept_) terms_ = 0;
  terms_ += static_cast<std::int64_t>(used_.rows.size());
  if (terms_ > unit_.max_terms) error_ |= 2;
  stored_.clear();
}

WeightStationary::RowSums WeightStationary::sums_of_row(bool& has_partner) const {
  const auto index_of = [](const std::vector<Format>& formats, const Format& format) {
    return static_cast<std::size_t>(std::find(formats.begin(), formats.end(), format) - formats.begin());
  };
  has_partner = !kept_ || row_ < sums_.size();
  RowSums sums = kept_ && has_partner ? sums_[row_] : fresh_;
  const std::size_t format_a = unit_.format_a.bits > 0 ? index_of(unit_.formats_of_a(), control_.a) : 0;
  const std::size_t format_b = unit_.format_b.bits > 0 ? index_of(unit_.formats_of_b(), control_.b) : 0;
  for (std::size_t col = 0; col < sums.size(); ++col) {
    sums[col].select(format_a, format_b);
    for (std::size_t k = 0; k < used_.rows.size(); ++k)
      sums[col].step(a_.front().data[k], used_.rows[k][col], !kept_ && k == 0);
    // It stays NaN in tiles that follow.
    if (!has_partner) sums[col].step(kNanOfBoth, kNanOfBoth, false);
  }
  return sums;
}

bool WeightStationary::take(ResultRows& rows) {
  if (begins_a_) start_tile();
  const bool is_last = a_.front().last;
  bool has_partner = true;
  RowSums sums = sums_of_row(has_partner);
  if (!control_.keep) {
    std::vector<golden::Number> numbers;
    for (const golden::Mac& sum : sums) numbers.push_back(sum.value());
    rows.push(control_, std::move(numbers), is_last);
  }
  const bool has_place = row_ < static_cast<std::size_t>(unit_.tile_rows);
  const std::size_t so_far = row_ + (has_place ? 1 : 0);
  if ((control_.keep && !has_place) || !has_partner || (kept_ && is_last && so_far < sums_.size()))
    error_ |= 4;
  if (control_.keep && has_place) stored_.push_back(std::move(sums));
  row_ = is_last ? 0 : so_far;
  begins_a_ = is_last;
  if (is_last) {
    kept_ = control_.keep;
    sums_ = kept_ ? std::move(stored_) : std::vector<RowSums>();
    stored_.clear();
  }
  return !control_.keep;
}

void WeightStationary::load() {
  const Beat& beat = b_.front();
  if (begins_b_) loading_ = {{}, beat.user};
  loading_.rows.push_back(beat.data);
  const bool is_full = loading_.rows.size() == static_cast<std::size_t>(unit_.rows);
  begins_b_ = complete_ = beat.last || is_full;
  surplus_ = is_full && !beat.last;
  if (surplus_) error_ |= 1;
}

void WeightStationary::clock(bool advances, bool /*moves*/, const Offer& a, const Offer& b,
                             ResultRows& rows) {
  const bool takes_a = takes(advances);
  const bool begins = begins_a_;
  const bool swaps = takes_a && begins;
  const bool loads_b = loads(advances, swaps);
  const bool drops_b = advances && !b_.empty() && surplus_;
  const bool gives = takes_a && take(rows);
  if (takes_a && begins) {
    wait_ = control_.keep ? unit_.rows + 1 : 0;
  } else if (advances && wait_ != 0 && (begins || takes_a)) {
    --wait_;
  }
  if (loads_b) {
    load();
  } else {
    if (swaps) complete_ = false;
    if (drops_b) surplus_ = !b_.front().last;
  }
  a_.clock(a, takes_a);
  b_.clock(b, loads_b || drops_b);
  if (!advances) return;
  std::rotate(wave_.begin(), std::prev(wave_.end()), wave_.end());
  wave_.front() = gives;
}

}  // namespace fp8forge::systemc
