#include "sim/conformance/judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "sim/conformance/register_judge.hpp"

namespace fp8forge::conformance {

namespace {

constexpr std::size_t kShownResults = 3;  // of a run

// When the beats of a run were taken and its rows came out.
struct Events {
  std::vector<std::uint64_t> a_taken;  // cycle of each beat
  std::vector<std::uint64_t> b_taken;
  std::vector<std::uint64_t> d_taken;
  std::vector<std::uint64_t> c_shown;  // first cycle in which each row stood at the output
  std::vector<std::uint64_t> c_taken;  // cycle in which it was taken
  std::vector<std::size_t> c_payload;  // index of its payload
};

class Judge {
 public:
  Judge(const ArrayUnit& unit, const Run& run, const Expected& expected, const Trace& trace)
      : unit_(unit), run_(run), expected_(expected), trace_(trace) {}

  Verdict verdict() {
    check_reset();
    collect();
    check_inputs();
    check_rows();
    check_errors();
    check_timing();
    if (unit_.registers) {
      for (const RegisterFinding& finding : judge_registers(unit_, run_, expected_, trace_)) {
        broken(finding.rule, finding.cycle);
      }
    }
    // A broken rule says more than the wrong results that follow from it.
    std::stable_partition(verdict_.findings.begin(), verdict_.findings.end(),
                          [](const Finding& finding) { return !finding.rule.empty(); });
    return std::move(verdict_);
  }

 private:
  void broken(std::string rule, std::uint64_t cycle, std::int64_t tile = -1, int row = -1) {
    ++verdict_.mismatches;
    for (const Finding& finding : verdict_.findings) {
      if (finding.rule == rule) return;
    }
    verdict_.findings.push_back({std::move(rule), tile, row, -1, cycle});
  }

  const std::uint8_t* payload(std::size_t index) const {
    return trace_.payloads.data() + index * static_cast<std::size_t>(unit_.c_bytes());
  }

  void check_reset() {
    for (std::size_t n = 0; n < trace_.reset.size(); ++n) {
      const Cycle cycle = trace_.reset[n];
      if (cycle.a_ready()) broken("s_axis_a_tready is high in reset", n);
      if (cycle.b_ready()) broken("s_axis_b_tready is high in reset", n);
      if (cycle.d_ready()) broken("s_axis_d_tready is high in reset", n);
      if (cycle.c_valid()) broken("m_axis_c_tvalid is high in reset", n);
      if (cycle.error() != 0) broken("error_o is not 0 in reset", n);
    }
  }

  // Finds the events, and holds the output stream to AXI4-Stream: VALID and its payload stay until READY.
  void collect() {
    bool waiting = false;
    std::size_t payloads = 0;
    for (std::uint64_t n = 0; n < trace_.cycles.size(); ++n) {
      const Cycle cycle = trace_.cycles[n];
      if (cycle.takes_a()) events_.a_taken.push_back(n);
      if (cycle.takes_b()) events_.b_taken.push_back(n);
      if (cycle.takes_d()) events_.d_taken.push_back(n);
      if (!cycle.c_valid()) {
        if (waiting) broken("m_axis_c_tvalid fell before tready", n, tile_of_next_row());
        waiting = false;
        continue;
      }
      if (!waiting) {
        events_.c_shown.push_back(n);
      } else if (std::memcmp(payload(payloads), payload(payloads - 1),
                             static_cast<std::size_t>(unit_.c_bytes())) != 0) {
        broken(fmt::format("m_axis_c_tdata{} changed while it waited for tready",
                           unit_.has_amax ? " or m_axis_c_tuser" : ""),
               n, tile_of_next_row());
      } else if (cycle.c_last() != trace_.cycles[n - 1].c_last()) {
        broken("m_axis_c_tlast changed while it waited for tready", n, tile_of_next_row());
      }
      waiting = !run_.ready[n % run_.ready.size()];
      if (!waiting) {
        events_.c_taken.push_back(n);
        events_.c_payload.push_back(payloads);
      }
      ++payloads;
    }
  }

  std::int64_t tile_of_next_row() const {
    const std::size_t next = events_.c_taken.size();
    return next < expected_.rows.size() ? static_cast<std::int64_t>(expected_.rows[next].tile) : -1;
  }

  void check_inputs() {
    if (events_.a_taken.size() < run_.a.beats()) {
      broken(fmt::format("stuck: {} of {} beats of A were taken", events_.a_taken.size(), run_.a.beats()),
             trace_.cycles.size());
    }
    if (events_.b_taken.size() < run_.b.beats()) {
      broken(fmt::format("stuck: {} of {} beats of B were taken", events_.b_taken.size(), run_.b.beats()),
             trace_.cycles.size());
    }
    if (events_.d_taken.size() < run_.d.beats()) {
      broken(fmt::format("stuck: {} of {} beats of D were taken", events_.d_taken.size(), run_.d.beats()),
             trace_.cycles.size());
    }
  }

  // A result's whole lane: above a narrower code there are zeros.
  std::uint32_t code_at(std::size_t row_beat, std::size_t col) const {
    const auto bytes = static_cast<std::size_t>(unit_.lane_bytes());
    std::uint32_t code = 0;
    std::memcpy(&code, payload(events_.c_payload[row_beat]) + col * bytes, bytes);
    return code;
  }

  std::uint32_t amax_at(std::size_t row_beat) const {
    std::uint32_t code = 0;
    std::memcpy(&code, payload(events_.c_payload[row_beat]) + unit_.c_bytes() - 2, 2);
    return code;
  }

  bool row_equals(std::size_t row_beat, std::size_t expected_row) const {
    const auto cols = static_cast<std::size_t>(unit_.cols);
    if ((expected_row + 1) * cols > expected_.codes.size()) return false;
    for (std::size_t col = 0; col < cols; ++col) {
      if (code_at(row_beat, col) != expected_.codes[expected_row * cols + col]) return false;
    }
    return true;
  }

  // The words for rows that came in the wrong place, if it looks like that.
  void explain_shift(std::size_t row_beat) {
    if (row_equals(row_beat, row_beat)) return;
    const auto tile = static_cast<std::int64_t>(expected_.rows[row_beat].tile);
    const int row = expected_.rows[row_beat].row;
    if (row_beat > 0 && row_equals(row_beat, row_beat - 1)) {
      broken("the row before came twice, or a row came late", events_.c_taken[row_beat], tile, row);
    } else if (row_equals(row_beat, row_beat + 1)) {
      broken("a row was lost, or rows were reordered", events_.c_taken[row_beat], tile, row);
    }
  }

  void check_rows() {
    const std::size_t rows_expected = expected_.rows.size();
    const std::size_t rows_seen = std::min(events_.c_taken.size(), rows_expected);
    const auto cols = static_cast<std::size_t>(unit_.cols);
    verdict_.cases += static_cast<std::int64_t>(rows_expected * cols);
    std::size_t shown = 0;
    for (std::size_t n = 0; n < rows_seen; ++n) {
      const std::uint64_t cycle = events_.c_taken[n];
      const auto [tile, row, a_beat, b_beat] = expected_.rows[n];
      if (trace_.cycles[cycle].c_last() != (n + 1 == expected_.tiles[tile].rows_end)) {
        broken("m_axis_c_tlast is not on the last row only", cycle, static_cast<std::int64_t>(tile), row);
      }
      if (cycle <= taken(a_beat, b_beat)) {
        broken("a row came before its tile was complete", cycle, static_cast<std::int64_t>(tile), row);
      }
      if (unit_.has_amax) {
        const std::uint32_t amax = n + 1 == expected_.tiles[tile].rows_end ? expected_.amax[tile] : 0;
        if (amax_at(n) != amax) {
          broken(fmt::format("m_axis_c_tuser is {:04x}, not {:04x}", amax_at(n), amax), cycle,
                 static_cast<std::int64_t>(tile), row);
        }
      }
      for (std::size_t col = 0; col < cols; ++col) {
        const std::uint32_t got = code_at(n, col);
        const std::uint32_t wanted = expected_.codes[n * cols + col];
        if (got == wanted) continue;
        ++verdict_.mismatches;
        if (shown == 0) explain_shift(n);
        if (shown++ < kShownResults) {
          verdict_.findings.push_back(
              {"", static_cast<std::int64_t>(tile), row, static_cast<int>(col), cycle, wanted, got});
        }
      }
    }
    if (events_.c_taken.size() > rows_expected) {
      broken(fmt::format("{} rows came, {} were to come", events_.c_taken.size(), rows_expected),
             events_.c_taken[rows_expected]);
    } else if (rows_seen < rows_expected) {
      broken(fmt::format("{} rows came, {} were to come", rows_seen, rows_expected), trace_.cycles.size(),
             static_cast<std::int64_t>(expected_.rows[rows_seen].tile), expected_.rows[rows_seen].row);
    }
  }

  // Cycle in which both beats were taken, as far as they are some; past the end if they were not.
  std::uint64_t taken(std::size_t a_beat, std::size_t b_beat) const {
    const auto of = [&](const std::vector<std::uint64_t>& cycles, std::size_t beat) {
      if (beat == Expected::kNever) return std::uint64_t{0};
      return beat < cycles.size() ? cycles[beat] : std::uint64_t{trace_.cycles.size()};
    };
    return std::max(of(events_.a_taken, a_beat), of(events_.b_taken, b_beat));
  }

  // Cycle in which that beat of D was taken; past the end if it was not.
  std::uint64_t addend_taken(std::size_t beat) const {
    return beat < events_.d_taken.size() ? events_.d_taken[beat] : trace_.cycles.size();
  }

  void check_errors() {
    for (const Expected::Error& rule : expected_.errors) {
      const bool of_d = rule.d_beat != Expected::kNever;
      const bool wanted = of_d || rule.a_beat != Expected::kNever || rule.b_beat != Expected::kNever;
      const std::uint64_t never = trace_.cycles.size();
      const std::uint64_t from = !wanted ? never
                                 : of_d  ? addend_taken(rule.d_beat)
                                         : taken(rule.a_beat, rule.b_beat);
      bool was_set = false;
      for (std::uint64_t n = 0; n < trace_.cycles.size(); ++n) {
        const bool set = trace_.cycles[n].error() & rule.bit;
        if (set && n <= from) broken(fmt::format("error_o {} is set without cause", rule.meaning), n);
        if (!set && was_set) broken(fmt::format("error_o {} is not sticky", rule.meaning), n);
        was_set = set;
      }
      if (wanted && !was_set)
        broken(fmt::format("error_o {} was not set", rule.meaning), trace_.cycles.size());
    }
  }

  // First cycle in which a tile's first row stood at the output.
  std::uint64_t shown(std::size_t tile) const { return events_.c_shown[expected_.first_row(tile)]; }

  void check_timing() {
    std::size_t tiles = 0;  // whose first row came
    while (tiles < expected_.tiles.size() && expected_.first_row(tiles) < events_.c_shown.size()) ++tiles;
    switch (run_.timing) {
      case Timing::kAny:
        return;
      case Timing::kEveryCycle:
        for (const auto* taken : {&events_.a_taken, &events_.b_taken}) {
          // Weights come at once and wait.
          if (unit_.is_weight_stationary && taken == &events_.b_taken) continue;
          for (std::size_t beat = 1; beat < taken->size(); ++beat) {
            if ((*taken)[beat] != (*taken)[beat - 1] + 1) {
              broken("an input did not take a beat in every cycle", (*taken)[beat - 1] + 1);
            }
          }
        }
        return;
      case Timing::kInterval:
        // The first tile found the array empty, so it may come early.
        for (std::size_t tile = 2; tile < tiles; ++tile) {
          const auto apart = shown(tile) - shown(tile - 1);
          if (apart != static_cast<std::uint64_t>(unit_.interval)) {
            broken(fmt::format("tiles come {} cycles apart, not {}", apart, unit_.interval), shown(tile),
                   static_cast<std::int64_t>(tile));
          }
        }
        return;
      case Timing::kLatency:
        for (std::size_t tile = 0; tile < tiles; ++tile) {
          const Expected::Row& first = expected_.rows[expected_.first_row(tile)];
          const auto latency = static_cast<std::int64_t>(shown(tile)) -
                               static_cast<std::int64_t>(taken(first.a_beat, first.b_beat));
          if (latency != unit_.latency) {
            broken(fmt::format("latency is {} cycles, the manifest says {}", latency, unit_.latency),
                   shown(tile), static_cast<std::int64_t>(tile));
          }
        }
        return;
    }
  }

  const ArrayUnit& unit_;
  const Run& run_;
  const Expected& expected_;
  const Trace& trace_;
  Events events_;
  Verdict verdict_;
};

}  // namespace

Verdict judge(const ArrayUnit& unit, const Run& run, const Expected& expected, const Trace& trace) {
  return Judge(unit, run, expected, trace).verdict();
}

}  // namespace fp8forge::conformance
