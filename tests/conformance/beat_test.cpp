// The handshake checks see each way of breaking it, and pass a unit that keeps it.
#include <gtest/gtest.h>

#include <deque>

#include "sim/conformance/fields.hpp"
#include "sim/conformance/scalar_expected.hpp"
#include "sim/conformance/scalar_verify.hpp"

namespace fp8forge::conformance {
namespace {

enum class Fault {
  kNone,
  kDropsUnderStall,
  kDoubles,
  kSwaps,
  kChangesHeld,
  kLetsGo,
  kLate,
  kSlow,
  kAmaxCountsNan,
  kAmaxKeeps
};

constexpr std::size_t kLatency = 2;

// A pipeline of two stages in plain C++, of a converter with amax.
class FakePipeline : public ScalarModel {
 public:
  FakePipeline(const ScalarUnit& unit, Fault fault) : unit_(unit), fault_(fault) {}

  void evaluate(const Batch& batch, Results& results) override { expect(unit_, batch, results); }

  void play(const BeatStimulus& it, BeatTrace& trace) override {
    Results results;
    std::vector<std::uint8_t> errors;
    expect_beats(unit_, it.beats, it.modes, results, errors);
    trace = {};
    trace.reset.assign(4, BeatCycle{0});
    std::deque<std::pair<std::uint32_t, std::size_t>> inside;  // result, cycles it has been there
    std::size_t beat = 0, gap = it.gaps.empty() ? 0 : it.gaps[0];
    std::uint32_t amax = 0;
    const std::size_t latency = kLatency + (fault_ == Fault::kLate ? 1 : 0);
    for (std::size_t n = 0; n < it.max_cycles; ++n) {
      const bool valid = beat < it.beats.cases && gap == 0;
      const bool ready = it.ready[n % it.ready.size()] != 0;
      bool out = !inside.empty() && inside.front().second >= latency;
      if (fault_ == Fault::kLetsGo && n % 97 == 0) out = false;
      const bool accepts = inside.size() < kLatency || (out && ready) || fault_ == Fault::kDropsUnderStall;
      const bool takes = valid && accepts && !(fault_ == Fault::kSlow && n % 50 == 0);
      const bool ready_out = accepts && !(fault_ == Fault::kSlow && n % 50 == 0);
      trace.cycles.push_back({static_cast<std::uint8_t>(valid | ready_out << 1 | out << 2 | ready << 3)});
      trace.amax.push_back(amax);
      if (out)
        trace.payloads.push_back(inside.front().first ^ (fault_ == Fault::kChangesHeld && n % 89 == 0));
      if (it.amax_clear[n % it.amax_clear.size()] && fault_ != Fault::kAmaxKeeps) amax = 0;
      if (out && ready) {
        const auto gone = inside.front();
        inside.pop_front();
        if (fault_ == Fault::kDoubles && n % 101 == 0) inside.push_front(gone);
      }
      for (auto& [result, age] : inside) ++age;
      if (takes) {
        const std::uint32_t code = it.beats.of(Slot::kA)[beat] & 0x7FFF;
        if (code <= unit_.a.max_finite() || fault_ == Fault::kAmaxCountsNan) amax = std::max(amax, code);
        if (inside.size() < kLatency) inside.push_back({results.result[beat], 1});
        if (fault_ == Fault::kSwaps && inside.size() == 2 && beat % 71 == 0)
          std::swap(inside[0].first, inside[1].first);
        ++beat;
        gap = beat < it.beats.cases ? it.gaps[beat] : 0;
      } else if (gap > 0) {
        --gap;
      }
    }
  }

 private:
  ScalarUnit unit_;
  Fault fault_;
};

std::int64_t mismatches(Fault fault) {
  ScalarUnit unit;
  unit.operation = Operation::kConvert;
  unit.a = kBf16;
  unit.modes = {Mode{}, {Rounding::kRup, Overflow::kNonsaturate, 3}};
  unit.rounding_is_port = unit.overflow_is_port = true;
  unit.has_amax = unit.is_clocked = true;
  unit.latency = kLatency;
  std::int64_t found = 0;
  for (const BeatCheck& check : beat_checks(unit, 1, Effort::kQuick)) {
    found += verify(unit, check, [&] { return std::make_unique<FakePipeline>(unit, fault); }, {}).mismatches;
  }
  return found;
}

TEST(BeatChecks, PassAUnitThatKeepsTheRules) { EXPECT_EQ(mismatches(Fault::kNone), 0); }

TEST(BeatChecks, SeeEveryBrokenRule) {
  for (const Fault fault :
       {Fault::kDropsUnderStall, Fault::kDoubles, Fault::kSwaps, Fault::kChangesHeld, Fault::kLetsGo,
        Fault::kLate, Fault::kSlow, Fault::kAmaxCountsNan, Fault::kAmaxKeeps}) {
    EXPECT_GT(mismatches(fault), 0) << static_cast<int>(fault);
  }
}

}  // namespace
}  // namespace fp8forge::conformance
