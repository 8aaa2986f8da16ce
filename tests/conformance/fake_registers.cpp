#include "tests/conformance/fake_registers.hpp"

namespace fp8forge::conformance {

FakeRegisters::FakeRegisters(const RegisterMap& map, RegisterFault fault, const RegisterTraffic& traffic)
    : map_(map), fault_(fault), traffic_(traffic) {
  for (Channel* channel : {&aw_, &w_, &ar_}) skip(*channel);
}

void FakeRegisters::record_reset(std::size_t cycles, Trace& trace) const {
  const std::uint16_t bits = fault_ == RegisterFault::kReadyInReset ? 2 : 0;
  trace.register_reset.assign(cycles, RegisterCycle{bits});
}

// To the channel's next access.
void FakeRegisters::skip(Channel& channel) const {
  const auto& all = traffic_.accesses;
  while (channel.next < all.size() && all[channel.next].is_write != channel.is_write) ++channel.next;
}

const RegisterAccess* FakeRegisters::offer(Channel& channel, bool streams_done) {
  if (channel.next == traffic_.accesses.size()) return nullptr;
  const RegisterAccess& access = traffic_.accesses[channel.next];
  if ((access.waits && responses_ < channel.next) || (access.after_run && !streams_done)) return nullptr;
  if (channel.waited < (channel.is_data ? access.data_gap : access.gap)) {
    ++channel.waited;
    return nullptr;
  }
  return &access;
}

void FakeRegisters::take(Channel& channel, const RegisterAccess* offered) {
  channel.held = *offered;
  channel.waited = 0;
  ++channel.next;
  skip(channel);
}

void FakeRegisters::do_write() {
  const RegisterAccess write = *w_.held;
  const bool is_control = (aw_.held->address & ~3U) == map_.control;
  b_valid_ = true;
  b_response_ = is_control || fault_ == RegisterFault::kErrorUntold ? 0 : 2;
  aw_.held.reset();
  w_.held.reset();
  if (!is_control && fault_ != RegisterFault::kWriteEverywhere) return;
  if ((write.strobe & 1) == 0 && fault_ != RegisterFault::kStrobeIgnored) return;
  if (data_first_ && fault_ == RegisterFault::kWriteLost) return;
  runs_ = (write.data & kControlRun) != 0;
  if ((write.data & kControlClear) == 0) return;
  if (fault_ != RegisterFault::kClearLost) counters_ = {};
  if (fault_ != RegisterFault::kMarksNotCleared) marks_ = 0;
}

void FakeRegisters::do_read(const Events& events) {
  const std::uint32_t address = ar_.held->address & ~3U;
  ar_.held.reset();
  r_valid_ = true;
  r_response_ = map_.exists(address) || fault_ == RegisterFault::kErrorUntold ? 0 : 2;
  read_data_ = 0;
  if (address == map_.control) read_data_ = runs_ ? kControlRun : 0;
  if (address == map_.status) {
    read_data_ = marks_;
    if (fault_ != RegisterFault::kErrorMissing) read_data_ |= events.error << kErrorShift;
  }
  const std::uint32_t counters[] = {map_.busy, map_.starved, map_.held, map_.blocked, map_.tiles};
  for (std::size_t k = 0; k < 5; ++k) {
    const bool is_it = address == counters[k];
    const bool is_upper = address == counters[k] + 4 && fault_ == RegisterFault::kUpperIsLower;
    if (is_it || is_upper) read_data_ = counters_[k];
  }
}

void FakeRegisters::count(const Events& events) {
  marks_ |= events.marks;
  if (fault_ == RegisterFault::kMarkMissing) marks_ &= static_cast<std::uint8_t>(~kSawSaturated);
  if (fault_ == RegisterFault::kMarkAlways) marks_ |= kSawNan;
  if (!runs_ && fault_ != RegisterFault::kStopLost) return;
  Doing doing = events.doing;
  if (fault_ == RegisterFault::kStarvedIsHeld && doing == kStarved) {
    doing = kHeld;
  } else if (fault_ == RegisterFault::kStarvedIsHeld && doing == kHeld) {
    doing = kStarved;
  }
  constexpr Doing kOrder[] = {kBusy, kStarved, kHeld, kBlocked};
  for (std::size_t k = 0; k < 4; ++k) counters_[k] += doing == kOrder[k];
  if (fault_ == RegisterFault::kCounterStuck) counters_[2] = 0;
  if (fault_ == RegisterFault::kBusyTwice && doing == kBusy && before_ == kStarved) ++counters_[0];
  before_ = doing;
  counters_[4] += fault_ == RegisterFault::kTilesWhenShown ? events.shows_tile : events.takes_tile;
}

void FakeRegisters::step(const Events& events, bool streams_done, Trace& trace) {
  const RegisterAccess* aw = offer(aw_, streams_done);
  const RegisterAccess* w = offer(w_, streams_done);
  const RegisterAccess* ar = offer(ar_, streams_done);
  const bool awake = cycle_ > 0;
  const bool aw_ready = awake && !aw_.held, w_ready = awake && !w_.held, ar_ready = awake && !ar_.held;
  const bool b_ready = traffic_.b_ready[cycle_ % traffic_.b_ready.size()];
  const bool r_ready = traffic_.r_ready[cycle_ % traffic_.r_ready.size()];
  const bool falls = fault_ == RegisterFault::kValidFalls && r_waited_ && cycle_ % 3 == 0;
  const bool r_valid = r_valid_ && !falls;
  if (fault_ == RegisterFault::kResponseUnstable && b_waited_) b_response_ ^= 2;
  if (fault_ == RegisterFault::kReadUnstable && r_waited_) read_data_ ^= 1;
  trace.register_cycles.push_back(RegisterCycle{static_cast<std::uint16_t>(
      (aw != nullptr ? 1 : 0) | (aw_ready ? 2 : 0) | (w != nullptr ? 4 : 0) | (w_ready ? 8 : 0) |
      (b_valid_ ? 16 : 0) | (b_ready ? 32 : 0) | (ar != nullptr ? 64 : 0) | (ar_ready ? 128 : 0) |
      (r_valid ? 256 : 0) | (r_ready ? 512 : 0) | b_response_ << 10 | r_response_ << 12)});
  trace.read_data.push_back(read_data_);

  // At the edge: reads see what stood before it, writes come after what is counted.
  const bool had_address = aw_.held.has_value(), had_data = w_.held.has_value(),
             had_read = ar_.held.has_value();
  const bool b_free = !b_valid_ || fault_ == RegisterFault::kResponseLost, r_free = !r_valid_;
  b_waited_ = b_valid_ && !b_ready;
  r_waited_ = r_valid && !r_ready;
  if (b_valid_ && b_ready) {
    b_valid_ = false;
    ++responses_;
  }
  if (r_valid && r_ready) {
    r_valid_ = false;
    ++responses_;
  }
  if (had_read && r_free) do_read(events);
  count(events);
  if (had_address && had_data && b_free) do_write();
  if (had_address && !had_data && w == nullptr && b_free && fault_ == RegisterFault::kResponseTooEarly) {
    b_valid_ = true;
  }
  if (aw != nullptr && aw_ready) {
    data_first_ = had_data;
    take(aw_, aw);
  }
  if (w != nullptr && w_ready) take(w_, w);
  if (ar != nullptr && ar_ready) take(ar_, ar);
  ++cycle_;
}

}  // namespace fp8forge::conformance
