#include "sim/conformance/register_judge.hpp"

#include <fmt/format.h>

#include <array>
#include <limits>

#include "sim/conformance/activity.hpp"

namespace fp8forge::conformance {

namespace {

constexpr std::uint64_t kNever = std::numeric_limits<std::uint64_t>::max();
constexpr unsigned kOkay = 0, kSlverr = 2;
constexpr int kActivities = 4;
constexpr const char* kNames[kActivities] = {"BUSY", "STARVED", "HELD", "BLOCKED"};

// A response that came, and the access that it belongs to.
struct Answer {
  const RegisterAccess* access = nullptr;
  std::uint64_t cycle = 0;  // in which VALID rose
  unsigned response = 0;
  std::uint32_t data = 0;
};

// A row of C as the ports showed it.
struct ShownRow {
  std::uint64_t taken = 0;       // the cycle of its last beat of A
  std::uint64_t shown = kNever;  // its first cycle at the output
  std::uint8_t marks = 0;        // of its results
};

class RegisterJudge {
 public:
  RegisterJudge(const ArrayUnit& unit, const Run& run, const Expected& expected, const Trace& trace)
      : map_(*unit.registers),
        unit_(unit),
        run_(run),
        expected_(expected),
        trace_(trace),
        traffic_(register_traffic(unit, run)),
        activity_(activity(unit, run, trace)) {}

  std::vector<RegisterFinding> findings() {
    check_reset();
    collect_answers();
    collect_rows();
    follow();
    return std::move(findings_);
  }

 private:
  void broken(std::string rule, std::uint64_t cycle) { findings_.push_back({std::move(rule), cycle}); }

  void check_reset() {
    for (std::size_t n = 0; n < trace_.register_reset.size(); ++n) {
      const RegisterCycle cycle = trace_.register_reset[n];
      if (cycle.aw_ready()) broken("s_axil_awready is high in reset", n);
      if (cycle.w_ready()) broken("s_axil_wready is high in reset", n);
      if (cycle.ar_ready()) broken("s_axil_arready is high in reset", n);
      if (cycle.b_valid()) broken("s_axil_bvalid is high in reset", n);
      if (cycle.r_valid()) broken("s_axil_rvalid is high in reset", n);
    }
  }

  // Pairs responses with accesses, and holds both response channels to AXI4.
  void collect_answers() {
    std::vector<const RegisterAccess*> writes, reads;
    for (const RegisterAccess& access : traffic_.accesses)
      (access.is_write ? writes : reads).push_back(&access);
    std::size_t addresses = 0, data = 0, read_addresses = 0;  // taken before the cycle
    bool b_waits = false, r_waits = false;
    for (std::uint64_t n = 0; n < trace_.register_cycles.size(); ++n) {
      const RegisterCycle now = trace_.register_cycles[n];
      const RegisterCycle before = n > 0 ? trace_.register_cycles[n - 1] : RegisterCycle{0};
      if (b_waits && !now.b_valid()) broken("s_axil_bvalid fell before bready", n);
      if (r_waits && !now.r_valid()) broken("s_axil_rvalid fell before rready", n);
      if (now.b_valid() && b_waits && now.b_response() != before.b_response()) {
        broken("s_axil_bresp changed while it waited for bready", n);
      }
      if (now.r_valid() && r_waits &&
          (now.r_response() != before.r_response() || trace_.read_data[n] != trace_.read_data[n - 1])) {
        broken("s_axil_rdata or s_axil_rresp changed while it waited for rready", n);
      }
      if (now.b_valid() && !b_waits) {
        if (writes_.size() >= std::min({addresses, data, writes.size()})) {
          broken("a response to a write before its address and data", n);
        } else {
          writes_.push_back({writes[writes_.size()], n, now.b_response()});
        }
      }
      if (now.r_valid() && !r_waits) {
        if (reads_.size() >= std::min(read_addresses, reads.size())) {
          broken("a response to a read before its address", n);
        } else {
          reads_.push_back({reads[reads_.size()], n, now.r_response(), trace_.read_data[n]});
        }
      }
      b_waits = now.b_valid() && !now.b_ready();
      r_waits = now.r_valid() && !now.r_ready();
      addresses += now.takes_aw();
      data += now.takes_w();
      read_addresses += now.takes_ar();
    }
    const std::uint64_t end = trace_.register_cycles.size();
    if (writes_.size() < writes.size()) {
      broken(fmt::format("{} of {} writes had a response", writes_.size(), writes.size()), end);
    }
    if (reads_.size() < reads.size()) {
      broken(fmt::format("{} of {} reads had a response", reads_.size(), reads.size()), end);
    }
  }

  void collect_rows() {
    const auto cols = static_cast<std::size_t>(unit_.cols);
    std::vector<std::uint64_t> taken;
    for (std::uint64_t n = 0; n < trace_.cycles.size(); ++n) {
      if (trace_.cycles[n].takes_a()) taken.push_back(n);
    }
    for (std::size_t row = 0; row < expected_.rows.size(); ++row) {
      const std::size_t beat = expected_.rows[row].a_beat;
      ShownRow shown{beat < taken.size() ? taken[beat] : kNever};
      for (std::size_t col = 0; col < cols; ++col) shown.marks |= expected_.marks[row * cols + col];
      rows_.push_back(shown);
    }
    std::size_t row = 0;
    for (std::uint64_t n = 0; n < trace_.cycles.size() && row < rows_.size(); ++n) {
      if (!trace_.cycles[n].c_valid()) continue;
      rows_[row].shown = std::min(rows_[row].shown, n);
      if (run_.ready[n % run_.ready.size()]) ++row;
    }
  }

  // Goes through the cycles with the counters as they may stand in each.
  void follow() {
    std::size_t write = 0, read = 0;
    for (std::uint64_t n = 0; n < trace_.cycles.size(); ++n) {
      for (; write < writes_.size() && writes_[write].cycle <= n; ++write) do_write(writes_[write]);
      // What stood in the cycle before VALID rose.
      for (; read < reads_.size() && reads_[read].cycle <= n + 1; ++read) do_read(reads_[read], n);
      if (!runs_) continue;
      ++counted_;
      for (int k = 0; k < kActivities; ++k) {
        least_[k] += activity_.may[n] == 1 << k;
        most_[k] += activity_.may[n] >> k & 1;
      }
      const Cycle cycle = trace_.cycles[n];
      tiles_ += cycle.c_valid() && cycle.c_last() && run_.ready[n % run_.ready.size()];
    }
  }

  void do_write(const Answer& write) {
    const RegisterAccess& access = *write.access;
    const bool is_control = (access.address & ~3U) == map_.control;
    check_response(write, is_control ? kOkay : kSlverr);
    if (!is_control || (access.strobe & 1) == 0) return;
    if ((access.data & kControlClear) != 0) {
      counted_ = tiles_ = busy_least_ = busy_most_ = 0;
      least_ = most_ = {};
      cleared_ = write.cycle;
      since_reset_ = false;
    } else if (runs_) {
      busy_least_ += window_least(write.cycle);
      busy_most_ += window_most(write.cycle);
    }
    runs_ = (access.data & kControlRun) != 0;
    window_ = write.cycle;
  }

  // BUSY cycles from the start of the counted cycles that go on, to before cycle n.
  std::int64_t window_least(std::uint64_t n) const {
    return std::max<std::int64_t>(0, activity_.least_busy[n] - activity_.most_busy[window_]);
  }
  std::int64_t window_most(std::uint64_t n) const {
    return activity_.most_busy[n] - activity_.least_busy[window_];
  }

  void check_response(const Answer& answer, unsigned wanted) {
    if (answer.response == wanted) return;
    broken(fmt::format("{} address {:02x} is answered {}, not {}",
                       answer.access->is_write ? "a write to" : "a read of", answer.access->address,
                       answer.response, wanted),
           answer.cycle);
  }

  void expect_value(const Answer& read, const char* name, std::int64_t least, std::int64_t most) {
    const auto got = static_cast<std::int64_t>(read.data);
    if (got >= least && got <= most) return;
    const std::string wanted =
        least == most ? fmt::format("{}", least) : fmt::format("{} to {}", least, most);
    broken(fmt::format("{} reads {}, not {}", name, got, wanted), read.cycle);
  }

  // `n`: the cycle whose state was read.
  void do_read(const Answer& read, std::uint64_t n) {
    const std::uint32_t address = read.access->address & ~3U;
    check_response(read, map_.exists(address) ? kOkay : kSlverr);
    if (address == map_.control) {
      expect_value(read, "CONTROL", runs_ ? kControlRun : 0, runs_ ? kControlRun : 0);
    } else if (address == map_.status) {
      check_status(read, n);
    } else if (address == map_.tiles) {
      expect_value(read, "TILES", tiles_, tiles_);
    } else if (map_.is_counter(address) && (address & 4) != 0) {
      // No run is as long as to reach the upper words.
      expect_value(read, "the upper word of a counter", 0, 0);
    } else {
      const std::uint32_t addresses[kActivities] = {map_.busy, map_.starved, map_.held, map_.blocked};
      for (int k = 0; k < kActivities; ++k) {
        if (address == addresses[k]) check_activity(read, k, n);
      }
    }
  }

  void check_activity(const Answer& read, int k, std::uint64_t n) {
    std::int64_t least = least_[k], most = most_[k];
    if (k == 0) {
      least = std::max(least, busy_least_ + (runs_ ? window_least(n) : 0));
      most = std::min(most, busy_most_ + (runs_ ? window_most(n) : 0));
    }
    if (k == 2) most = std::min(most, activity_.most_held);
    expect_value(read, kNames[k], least, most);
    value_[k] = read.data;
    epoch_[k] = cleared_;
    counted_at_[k] = counted_;
    seen_at_[k] = true;
    std::int64_t sum = 0;
    for (int other = 0; other < kActivities; ++other) {
      if (!seen_at_[other] || epoch_[other] != cleared_ || counted_at_[other] != counted_) return;
      sum += value_[other];
    }
    if (sum != counted_) {
      broken(
          fmt::format("BUSY, STARVED, HELD and BLOCKED add up to {}, {} cycles were counted", sum, counted_),
          read.cycle);
    }
  }

  // A row's marks are set when it leaves the rounders: some cycles after its last beat, and before it is
  // shown.
  void check_status(const Answer& read, std::uint64_t n) {
    const unsigned error = read.data >> kErrorShift;
    if (error != trace_.cycles[n].error()) {
      broken(fmt::format("STATUS has {:02x} for error_o, which is {:02x}", error, trace_.cycles[n].error()),
             read.cycle);
    }
    unsigned must = 0, may = 0;
    for (const ShownRow& row : rows_) {
      if (row.taken == kNever) continue;
      const bool surely_since = since_reset_ || row.taken >= cleared_;
      const bool perhaps_since = since_reset_ || row.shown > cleared_;
      if (surely_since && row.shown <= n) must |= row.marks;
      if (perhaps_since && row.taken < n) may |= row.marks;
    }
    const unsigned seen = read.data & 0xFF;
    if ((must & ~seen) != 0) {
      broken(fmt::format("STATUS has marks {:x}, results had {:x}", seen, must), read.cycle);
    }
    if ((seen & ~may) != 0) {
      broken(fmt::format("STATUS has marks {:x}, results had {:x} at most", seen, may), read.cycle);
    }
  }

  const RegisterMap& map_;
  const ArrayUnit& unit_;
  const Run& run_;
  const Expected& expected_;
  const Trace& trace_;
  const RegisterTraffic traffic_;
  const Activity activity_;
  std::vector<RegisterFinding> findings_;
  std::vector<Answer> writes_, reads_;
  std::vector<ShownRow> rows_;

  // The registers as they may stand.
  bool runs_ = true;
  bool since_reset_ = true;  // nothing was cleared
  std::uint64_t cleared_ = 0;
  std::uint64_t window_ = 0;  // the first of the counted cycles that go on
  std::int64_t counted_ = 0, tiles_ = 0;
  std::int64_t busy_least_ = 0, busy_most_ = 0;  // before these
  std::array<std::int64_t, kActivities> least_{}, most_{};
  // The last reads of counters, and what they were of.
  std::array<std::int64_t, kActivities> value_{}, counted_at_{};
  std::array<std::uint64_t, kActivities> epoch_{};
  std::array<bool, kActivities> seen_at_{};
};

}  // namespace

std::vector<RegisterFinding> judge_registers(const ArrayUnit& unit, const Run& run, const Expected& expected,
                                             const Trace& trace) {
  return RegisterJudge(unit, run, expected, trace).findings();
}

}  // namespace fp8forge::conformance
