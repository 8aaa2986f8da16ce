#include "sim/systemc/registers.hpp"

namespace fp8forge::systemc {

namespace {

constexpr std::uint64_t kCounterMask = (std::uint64_t{1} << 48) - 1;
constexpr unsigned kSlverr = 2;

std::uint32_t word_of(std::uint32_t address) { return address & ~3U; }

}  // namespace

std::uint32_t Registers::read(std::uint32_t address, unsigned error) {
  if (address == map_.control) return runs_ ? conformance::kControlRun : 0;
  if (address == map_.status) return error << conformance::kErrorShift | marks_;
  const std::uint32_t counters[] = {map_.busy, map_.starved, map_.held, map_.blocked, map_.tiles};
  for (std::size_t n = 0; n < counters_.size(); ++n) {
    if (address == counters[n] + 4) return static_cast<std::uint32_t>(upper_);
    if (address != counters[n]) continue;
    upper_ = counters_[n] >> 32;
    return static_cast<std::uint32_t>(counters_[n]);
  }
  return 0;
}

void Registers::clock(const Inputs& inputs, const Events& events) {
  const bool writes = has_aw_ && has_w_ && !b_valid_;
  const bool reads = has_ar_ && !r_valid_;
  if (reads) {
    r_response_ = map_.exists(word_of(ar_address_)) ? 0 : kSlverr;
    r_data_ = read(word_of(ar_address_), events.error);
  }
  const bool counts = runs_;
  bool clears = false;
  if (writes) {
    const bool is_control = word_of(aw_address_) == map_.control;
    b_response_ = is_control ? 0 : kSlverr;
    if (is_control && (w_strobe_ & 1) != 0) {
      runs_ = (w_data_ & conformance::kControlRun) != 0;
      clears = (w_data_ & conformance::kControlClear) != 0;
    }
  }
  const bool counted[] = {events.takes, !events.takes && !events.blocked && !events.present,
                          !events.takes && !events.blocked && events.present, events.blocked, events.ends};
  for (std::size_t n = 0; n < counters_.size(); ++n) {
    if (counts && counted[n]) counters_[n] = (counters_[n] + 1) & kCounterMask;
    if (clears) counters_[n] = 0;
  }
  marks_ = clears ? 0 : marks_ | events.marks;

  b_valid_ = writes || (b_valid_ && !inputs.b_ready);
  r_valid_ = reads || (r_valid_ && !inputs.r_ready);
  // A word is taken where it is offered and its READY is high; READY is high again once it is done.
  const auto take = [](bool valid, bool done, bool& has, bool& ready) {
    const bool takes = valid && ready;
    has = (has && !done) || takes;
    ready = !has;
    return takes;
  };
  if (take(inputs.aw_valid, writes, has_aw_, aw_ready_)) aw_address_ = inputs.aw_address;
  if (take(inputs.ar_valid, reads, has_ar_, ar_ready_)) ar_address_ = inputs.ar_address;
  if (take(inputs.w_valid, writes, has_w_, w_ready_)) {
    w_data_ = inputs.w_data;
    w_strobe_ = inputs.w_strobe;
  }
}

}  // namespace fp8forge::systemc
