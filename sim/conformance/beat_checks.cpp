#include "sim/conformance/beat_checks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "sim/conformance/fields.hpp"
#include "sim/conformance/random.hpp"
#include "sim/conformance/scalar_expected.hpp"

namespace fp8forge::conformance {

namespace {

constexpr std::size_t kBeats = 512;
constexpr std::uint64_t kTail = 32;  // cycles after the last beat, in which nothing more may come

// Operands from the unit's own checks, of one batch, and modes that change. The cases are drawn one by one,
// so that two beats in a row have little in common and what belongs to a beat is not seen in another; a
// mac's, which are a history, keep their order.
BeatStimulus operands(const ScalarUnit& unit, const ScalarCheck& source, Random& random) {
  Batch batch;
  source.make(random.below(source.batches), batch);
  BeatStimulus stimulus;
  stimulus.beats.cases = std::min(kBeats, batch.cases);
  const auto last_start = static_cast<std::int64_t>(batch.cases - stimulus.beats.cases);
  const std::int64_t start = random.below(last_start + 1);
  const bool keeps_order = unit.operation == Operation::kMac;
  for (std::size_t i = 0; i < stimulus.beats.cases; ++i) {
    const std::int64_t from = keeps_order ? start + static_cast<std::int64_t>(i)
                                          : random.below(static_cast<std::int64_t>(batch.cases));
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
      const auto words = static_cast<std::ptrdiff_t>(unit.words(static_cast<Slot>(slot)));
      const auto first = batch.inputs[slot].begin() + from * words;
      stimulus.beats.inputs[slot].insert(stimulus.beats.inputs[slot].end(), first, first + words);
    }
  }
  for (std::size_t i = 0; i < stimulus.beats.cases; ++i) stimulus.modes.push_back(random.pick(unit.modes));
  if (unit.operation == Operation::kMac) {
    for (std::uint32_t& read : stimulus.beats.of(Slot::kRead)) read = random.chance(60);
  }
  return stimulus;
}

// 0 or 1 for each cycle, 1 with a chance of `percent`, in runs.
std::vector<std::uint8_t> pattern(int percent, Random& random) {
  std::vector<std::uint8_t> bits(61);
  std::uint8_t bit = 1;
  for (std::uint8_t& each : bits) {
    if (random.chance(40)) bit = random.chance(percent);
    each = bit;
  }
  bits[static_cast<std::size_t>(random.below(61))] = 1;
  return bits;
}

BeatRun stalled(const ScalarUnit& unit, const ScalarCheck& source, Random random) {
  BeatRun run{operands(unit, source, random)};
  BeatStimulus& it = run.stimulus;
  const int bubbles = static_cast<int>(random.below(4)) * 25;
  const int ready = 10 + static_cast<int>(random.below(10)) * 10;
  std::uint64_t waits = 0;
  for (std::size_t i = 0; i < it.beats.cases; ++i) {
    it.gaps.push_back(static_cast<std::uint16_t>(random.chance(bubbles) ? random.below(6) : 0));
    waits += it.gaps.back();
  }
  it.ready = pattern(ready, random);
  it.amax_clear = pattern(3, random);
  it.max_cycles = 64 * it.beats.cases + waits + kTail;
  return run;
}

BeatRun unstalled(const ScalarUnit& unit, const ScalarCheck& source, Random random) {
  BeatRun run{operands(unit, source, random), true};
  BeatStimulus& it = run.stimulus;
  it.gaps.assign(it.beats.cases, 0);
  // Gaps around a few beats let each come out alone.
  for (std::size_t i = 0; i < std::min<std::size_t>(8, it.gaps.size()); ++i) it.gaps[i] = 20;
  it.ready = {1};
  it.amax_clear = pattern(3, random);
  it.max_cycles = it.beats.cases + 8 * 20 + static_cast<std::uint64_t>(unit.latency) + kTail;
  return run;
}

class Judge {
 public:
  Judge(const ScalarUnit& unit, const BeatRun& run, const BeatTrace& trace)
      : unit_(unit), run_(run), trace_(trace), words_(unit.result_words() + unit.status_words()) {
    expect_beats(unit, run.stimulus.beats, run.stimulus.modes, expected_, errors_);
  }

  BeatVerdict judge() {
    for (const BeatCycle& cycle : trace_.reset) {
      if (cycle.valid_out()) note(0, "valid_o is high in reset");
      if (cycle.error()) note(0, "error_o is high in reset");
    }
    for (std::size_t n = 0; n < trace_.cycles.size(); ++n) judge_cycle(n);
    if (taken_ < run_.stimulus.beats.cases) {
      note(trace_.cycles.size(),
           fmt::format("only {} of {} beats were taken", taken_, run_.stimulus.beats.cases));
    }
    if (has_cause_ && !error_) note(trace_.cycles.size(), "error_o is low after a sum had too many products");
    const std::size_t results = expected_.result.size() / unit_.result_words();
    if (given_ < results) {
      note(trace_.cycles.size(), fmt::format("only {} of {} results came", given_, results));
    }
    verdict_.results = static_cast<std::int64_t>(given_);
    return std::move(verdict_);
  }

 private:
  void note(std::size_t cycle, const std::string& what) {
    if (verdict_.findings.size() < 8) verdict_.findings.push_back(fmt::format("cycle {}: {}", cycle, what));
  }

  void judge_cycle(std::size_t n) {
    const BeatCycle cycle = trace_.cycles[n];
    judge_amax(n, cycle);
    if (run_.is_unstalled && cycle.valid_in() && !cycle.ready_out())
      note(n, "a beat waits although nothing stalls");
    if (cycle.takes()) taken_at_.push_back(n);
    if (held_ && !cycle.valid_out()) note(n, "valid_o falls before ready_i took the result");
    if (cycle.valid_out()) judge_result(n, cycle);
    held_ = cycle.valid_out() && !cycle.gives();
    if (cycle.takes()) {
      has_cause_ = has_cause_ || errors_[taken_];
      ++taken_;
    }
    if (cycle.gives()) ++given_;
    update_error(n);
  }

  // error_o of an exact mac rises after a beat that is one too many was taken, and stays.
  void update_error(std::size_t n) {
    if (n + 1 == trace_.cycles.size()) return;
    const bool next = trace_.cycles[n + 1].error();
    if (next && !has_cause_) note(n + 1, "error_o rises without a reason");
    if (!next && error_) note(n + 1, "error_o falls");
    error_ = next;
  }

  void judge_result(std::size_t n, const BeatCycle& cycle) {
    const auto got = std::span(trace_.payloads).subspan(payload_ * words_, words_);
    if (held_ &&
        !std::equal(got.begin(), got.end(),
                    trace_.payloads.begin() + static_cast<std::ptrdiff_t>((payload_ - 1) * words_))) {
      note(n, "the result changes before ready_i took it");
    }
    ++payload_;
    if (!cycle.gives()) return;
    if ((given_ + 1) * unit_.result_words() > expected_.result.size()) return note(n, "a result too many");
    const auto result =
        std::span(expected_.result).subspan(given_ * unit_.result_words(), unit_.result_words());
    const auto status =
        std::span(expected_.status).subspan(given_ * unit_.status_words(), unit_.status_words());
    const bool equal =
        std::equal(result.begin(), result.end(), got.begin()) &&
        std::equal(status.begin(), status.end(), got.begin() + static_cast<std::ptrdiff_t>(result.size()));
    if (!equal) {
      note(n, fmt::format("result {} is {:08x}, expected {:08x}", given_, fmt::join(got, " "),
                          fmt::join(result, " ")));
    }
    if (run_.is_unstalled && unit_.operation != Operation::kMac && given_ < taken_at_.size() &&
        n - taken_at_[given_] != static_cast<std::size_t>(unit_.latency)) {
      note(n, fmt::format("latency is {} cycles, expected {}", n - taken_at_[given_], unit_.latency));
    }
  }

  void judge_amax(std::size_t n, const BeatCycle& cycle) {
    if (!unit_.has_amax) return;
    if (trace_.amax[n] != amax_) {
      note(n, fmt::format("amax_o is {:x}, expected {:x}", trace_.amax[n], amax_));
    }
    const auto& clear = run_.stimulus.amax_clear;
    if (clear[n % clear.size()]) amax_ = 0;
    if (!cycle.takes()) return;
    const std::size_t words = unit_.words(Slot::kA);
    const auto codes = std::span(run_.stimulus.beats.of(Slot::kA)).subspan(taken_ * words, words);
    for (int lane = 0; lane < unit_.lanes; ++lane) {
      const std::uint32_t code = field(codes, lane, unit_.a.bits());
      amax_ = std::max(amax_, golden::amax(unit_.a, std::span(&code, 1)));
    }
  }

  const ScalarUnit& unit_;
  const BeatRun& run_;
  const BeatTrace& trace_;
  std::size_t words_;
  Results expected_;
  std::vector<std::uint8_t> errors_;
  BeatVerdict verdict_;
  std::size_t taken_ = 0, given_ = 0, payload_ = 0;
  std::vector<std::size_t> taken_at_;
  bool held_ = false;
  bool has_cause_ = false;  // a sum had too many products
  bool error_ = false;
  std::uint32_t amax_ = 0;
};

}  // namespace

std::vector<BeatCheck> beat_checks(const ScalarUnit& unit, std::uint64_t seed, Effort effort) {
  if (!unit.is_clocked) return {};
  const std::vector<ScalarCheck> sources = scalar_checks(unit, seed, effort);
  // The last but one of a mac are the histories; of the others the last one is at random where there are
  // several.
  const ScalarCheck source = unit.operation == Operation::kMac ? sources[1] : sources.back();
  const std::int64_t runs = effort == Effort::kFull ? 4096 : 256;
  return {{"stalls", "random bubbles and back-pressure, modes that change from beat to beat", runs,
           [=](std::int64_t run) {
             return stalled(unit, source, Random(seed, 60, static_cast<std::uint64_t>(run)));
           }},
          {"timing", fmt::format("a beat every cycle, latency {}", unit.latency), 16, [=](std::int64_t run) {
             return unstalled(unit, source, Random(seed, 61, static_cast<std::uint64_t>(run)));
           }}};
}

BeatVerdict judge(const ScalarUnit& unit, const BeatRun& run, const BeatTrace& trace) {
  return Judge(unit, run, trace).judge();
}

}  // namespace fp8forge::conformance
