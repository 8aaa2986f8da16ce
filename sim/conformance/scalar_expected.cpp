#include "sim/conformance/scalar_expected.hpp"

#include "sim/conformance/fields.hpp"
#include "sim/golden/mac.hpp"

namespace fp8forge::conformance {

namespace {

using golden::Rounded;
using golden::Target;

// The words of one case of each input.
class Case {
 public:
  Case(const ScalarUnit& unit, const Batch& batch) : unit_(unit), batch_(batch) {}
  void go_to(std::size_t index) { index_ = index; }
  std::span<const std::uint32_t> words(Slot slot) const {
    const std::size_t count = unit_.words(slot);
    return std::span(batch_.of(slot)).subspan(index_ * count, count);
  }
  std::uint32_t word(Slot slot) const { return batch_.of(slot)[index_ * unit_.words(slot)]; }
  std::uint32_t random(int lane) const {
    return unit_.random_bits > 0 ? field(words(Slot::kRandom), lane, unit_.random_bits) : 0;
  }
  int scale() const {
    if (!unit_.has_scale) return 0;
    const auto code = static_cast<int>(word(Slot::kScale));
    return code < 256 ? code : code - 512;
  }

 private:
  const ScalarUnit& unit_;
  const Batch& batch_;
  std::size_t index_ = 0;
};

golden::Number exact_dot(const ScalarUnit& unit, const Target& target, const Case& one) {
  std::array<std::uint32_t, 64> a{}, b{};
  const auto lanes = static_cast<std::size_t>(unit.lanes);
  for (int lane = 0; lane < unit.lanes; ++lane) {
    a[static_cast<std::size_t>(lane)] = field(one.words(Slot::kA), lane, 8);
    b[static_cast<std::size_t>(lane)] = field(one.words(Slot::kB), lane, 8);
  }
  return golden::exact_dot(unit.a, unit.b, unit.c, target.rounding, std::span(a).first(lanes),
                           std::span(b).first(lanes), one.word(Slot::kC));
}

// The result of one lane of one case.
Rounded rounded(const ScalarUnit& unit, const Target& target, const Case& one, int lane) {
  golden::Number exact;
  switch (unit.operation) {
    case Operation::kMul:
      exact = golden::exact_mul(unit.a, unit.b, one.word(Slot::kA), one.word(Slot::kB));
      break;
    case Operation::kAdd:
      exact = golden::exact_add(unit.a, unit.b, target.rounding, one.word(Slot::kA), one.word(Slot::kB));
      break;
    case Operation::kFma:
      exact = golden::exact_fma(unit.a, unit.b, unit.c, target.rounding, one.word(Slot::kA),
                                one.word(Slot::kB), one.word(Slot::kC));
      break;
    case Operation::kDot:
      exact = exact_dot(unit, target, one);
      break;
    default:
      exact = golden::exact_convert(unit.a, field(one.words(Slot::kA), lane, unit.a.bits()), one.scale());
      break;
  }
  return golden::round(target, exact, one.random(lane));
}

// Appends results to words.
class Sink {
 public:
  Sink(const ScalarUnit& unit, Results& results, std::size_t cases) : unit_(unit), results_(results) {
    results.result.assign(cases * unit.result_words(), 0);
    results.status.assign(cases * unit.status_words(), 0);
  }
  void put(int lane, const Rounded& rounded) {
    set_field(std::span(results_.result).subspan(next_ * unit_.result_words()), lane, unit_.to.bits(),
              rounded.code);
    if (unit_.has_flags) {
      set_field(std::span(results_.status).subspan(next_ * unit_.status_words()), lane, 4, rounded.flags);
    }
  }
  void next() { ++next_; }
  void finish() {
    results_.result.resize(next_ * unit_.result_words());
    results_.status.resize(next_ * unit_.status_words());
  }

 private:
  const ScalarUnit& unit_;
  Results& results_;
  std::size_t next_ = 0;
};

// results[i] = operation(i), for units of one result a case and no flags: the fast way of long checks.
template <typename Operate>
void codes_only(const Batch& batch, Results& results, const Operate& operate) {
  results.result.resize(batch.cases);
  results.status.clear();
  for (std::size_t i = 0; i < batch.cases; ++i) results.result[i] = operate(i);
}

bool expect_fast(const ScalarUnit& unit, const Batch& batch, Results& results) {
  if (unit.has_flags || unit.is_vector() || unit.has_scale) return false;
  const Target target = unit.target(batch.mode);
  const std::uint32_t* a = batch.of(Slot::kA).data();
  const std::uint32_t* b = batch.of(Slot::kB).data();
  const std::uint32_t* c = batch.of(Slot::kC).data();
  const std::uint32_t* r = batch.of(Slot::kRandom).data();
  const bool draws = unit.random_bits > 0;
  switch (unit.operation) {
    case Operation::kMul:
      codes_only(batch, results, [&](std::size_t i) {
        return golden::mul(unit.a, unit.b, target, a[i], b[i], draws ? r[i] : 0);
      });
      return true;
    case Operation::kAdd:
      codes_only(batch, results, [&](std::size_t i) {
        return golden::add(unit.a, unit.b, target, a[i], b[i], draws ? r[i] : 0);
      });
      return true;
    case Operation::kFma:
      codes_only(batch, results, [&](std::size_t i) {
        return golden::fma(unit.a, unit.b, unit.c, target, a[i], b[i], c[i], draws ? r[i] : 0);
      });
      return true;
    case Operation::kConvert:
      codes_only(batch, results,
                 [&](std::size_t i) { return golden::convert(unit.a, target, a[i], draws ? r[i] : 0); });
      return true;
    default:
      return false;
  }
}

}  // namespace

void expect(const ScalarUnit& unit, const Batch& batch, Results& results) {
  if (expect_fast(unit, batch, results)) return;
  const Target target = unit.target(batch.mode);
  Case one(unit, batch);
  Sink sink(unit, results, batch.cases);
  golden::Mac mac(unit.a, unit.b, unit.accumulator, std::max<std::int64_t>(1, unit.max_terms));
  for (std::size_t i = 0; i < batch.cases; ++i, sink.next()) {
    one.go_to(i);
    if (unit.operation == Operation::kMac) {
      mac.step(one.word(Slot::kA), one.word(Slot::kB), one.word(Slot::kClear) != 0);
      sink.put(0, mac.read(target, one.random(0)));
      continue;
    }
    for (int lane = 0; lane < unit.result_lanes(); ++lane) sink.put(lane, rounded(unit, target, one, lane));
  }
}

void expect_beats(const ScalarUnit& unit, const Batch& beats, const std::vector<Mode>& modes,
                  Results& results, std::vector<std::uint8_t>& errors) {
  Case one(unit, beats);
  Sink sink(unit, results, beats.cases);
  errors.assign(beats.cases, 0);
  golden::Mac mac(unit.a, unit.b, unit.accumulator, std::max<std::int64_t>(1, unit.max_terms));
  std::int64_t terms = 0;
  for (std::size_t i = 0; i < beats.cases; ++i) {
    one.go_to(i);
    const Target target = unit.target(modes[i]);
    if (unit.operation == Operation::kMac) {
      const bool clear = one.word(Slot::kClear) != 0;
      mac.step(one.word(Slot::kA), one.word(Slot::kB), clear);
      terms = clear ? 1 : terms + 1;
      errors[i] = !unit.accumulator && terms > unit.max_terms;
      if (one.word(Slot::kRead) == 0) continue;
      sink.put(0, mac.read(target, one.random(0)));
    } else {
      for (int lane = 0; lane < unit.result_lanes(); ++lane) sink.put(lane, rounded(unit, target, one, lane));
    }
    sink.next();
  }
  sink.finish();
}

}  // namespace fp8forge::conformance
