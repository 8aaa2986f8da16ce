#include "sim/conformance/scalar_verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>
#include <map>
#include <memory>
#include <mutex>

#include "sim/conformance/scalar_case.hpp"
#include "sim/conformance/scalar_expected.hpp"

namespace fp8forge::conformance {

namespace {

constexpr std::size_t kShown = 4;

// What one job found.
struct Found {
  std::int64_t cases = 0;
  std::int64_t mismatches = 0;
  std::vector<Mismatch> shown;
};

// Whether a case's words differ.
bool differs(const std::vector<std::uint32_t>& x, const std::vector<std::uint32_t>& y, std::size_t index,
             std::size_t words) {
  return !std::equal(x.begin() + static_cast<std::ptrdiff_t>(index * words),
                     x.begin() + static_cast<std::ptrdiff_t>((index + 1) * words),
                     y.begin() + static_cast<std::ptrdiff_t>(index * words));
}

// A batch against the golden model; `sequence_name` names it where a case alone cannot be repeated.
class BatchJudge {
 public:
  explicit BatchJudge(const ScalarUnit& unit) : unit_(unit) {}

  Found judge(ScalarModel& model, const Batch& batch, const std::string& sequence_name) {
    expect(unit_, batch, expected_);
    got_.result.assign(expected_.result.size(), ~0U);
    got_.status.assign(expected_.status.size(), ~0U);
    model.evaluate(batch, got_);
    Found found;
    found.cases = static_cast<std::int64_t>(batch.cases);
    if (got_.result == expected_.result && got_.status == expected_.status) return found;
    for (std::size_t i = 0; i < batch.cases; ++i) {
      if (!differs(got_.result, expected_.result, i, unit_.result_words()) &&
          !differs(got_.status, expected_.status, i, unit_.status_words())) {
        continue;
      }
      ++found.mismatches;
      if (found.shown.size() == kShown) continue;
      std::string text = describe_case(unit_, batch, i, expected_, got_);
      if (!sequence_name.empty()) text = fmt::format("beat {}: {}", i, text);
      found.shown.push_back({text, sequence_name.empty() ? case_name(unit_, batch, i) : sequence_name});
    }
    return found;
  }

 private:
  const ScalarUnit& unit_;
  Results expected_, got_;
};

// A check's batches against the golden model. A sweep is held against a table of runs first, at the speed of
// the model; only where the two differ are its cases taken one by one.
class CheckJudge {
 public:
  CheckJudge(const ScalarUnit& unit, const ScalarCheck& check) : unit_(unit), check_(check) {
    if (!check.sweep) return;
    for (const Mode& mode : unit.modes)
      tables_.emplace_back(mode, golden::ConversionRuns(unit.a, unit.target(mode)));
  }

  // The work of one thread.
  std::function<Found(std::int64_t)> body(const ScalarFactory& factory) const {
    return [this, model = std::shared_ptr<ScalarModel>(factory()),
            judge = std::make_shared<BatchJudge>(unit_), batch = Batch()](std::int64_t job) mutable {
      if (check_.sweep && agrees(*model, check_.sweep(job))) {
        return Found{static_cast<std::int64_t>(check_.sweep(job).cases), 0, {}};
      }
      batch.cases = 0;
      for (auto& words : batch.inputs) words.clear();
      check_.make(job, batch);
      const std::string name = fmt::format("{}/{}", check_.name, job);
      Found found = judge->judge(*model, batch, check_.is_sequence ? name : "");
      if (check_.sweep && found.mismatches == 0) {
        found.mismatches = 1;
        found.shown = {
            Mismatch{fmt::format("{} differs from the table of runs, but in no case", name), name}};
      }
      return found;
    };
  }

 private:
  bool agrees(ScalarModel& model, const Sweep& sweep) const {
    const auto table = std::find_if(tables_.begin(), tables_.end(),
                                    [&](const auto& entry) { return entry.first == sweep.mode; });
    return model.agrees(sweep, table->second);
  }

  const ScalarUnit& unit_;
  const ScalarCheck& check_;
  std::vector<std::pair<Mode, golden::ConversionRuns>> tables_;
};

// Runs `jobs` jobs, each by a body made for its thread, and gathers what they find.
Check gather(Check check, const Watch& watch, std::int64_t jobs,
             const std::function<std::function<Found(std::int64_t)>()>& make_body) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t processor_start = std::clock();
  std::mutex mutex;
  std::map<std::int64_t, std::vector<Mismatch>> failed;  // the first few jobs that failed
  check.finished = run_jobs(watch, jobs, [&]() -> std::function<void(std::int64_t)> {
    return [&, body = make_body()](std::int64_t job) {
      Found found = body(job);
      const std::lock_guard lock(mutex);
      check.cases += found.cases;
      check.mismatches += found.mismatches;
      if (found.mismatches > 0) failed[job] = std::move(found.shown);
      if (failed.size() > kShown) failed.erase(std::prev(failed.end()));
    };
  });
  for (const auto& [job, mismatches] : failed) {
    for (const Mismatch& mismatch : mismatches) {
      if (check.shown.size() < kShown) check.shown.push_back(mismatch);
    }
  }
  check.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  check.processor_seconds = static_cast<double>(std::clock() - processor_start) / CLOCKS_PER_SEC;
  return check;
}

Found found_in(const ScalarUnit& unit, const BeatRun& run, ScalarModel& model, const std::string& name) {
  BeatTrace trace;
  model.play(run.stimulus, trace);
  const BeatVerdict verdict = judge(unit, run, trace);
  Found found{verdict.results, static_cast<std::int64_t>(verdict.findings.size()), {}};
  for (const std::string& finding : verdict.findings) {
    if (found.shown.size() < kShown) found.shown.push_back({finding, name});
  }
  return found;
}

// "pairs/12" as its parts. Error: no such thing.
Result<std::pair<std::string, std::int64_t>> parse_run(const std::string& name) {
  const std::size_t slash = name.find('/');
  std::int64_t run = 0;
  const char* end = name.data() + name.size();
  const auto [stop, error] = std::from_chars(name.data() + slash + 1, end, run);
  if (error != std::errc() || stop != end || run < 0) {
    return Error{fmt::format("'{}' does not name a case of this unit", name), "--case", "CHECK/RUN"};
  }
  return std::pair(name.substr(0, slash), run);
}

Check as_repeated(const std::string& name, Found found) {
  Check check{name, "one case", found.cases, found.mismatches};
  check.shown = std::move(found.shown);
  return check;
}

}  // namespace

Check verify(const ScalarUnit& unit, const ScalarCheck& check, const ScalarFactory& factory,
             const Watch& watch) {
  const CheckJudge judge(unit, check);
  return gather({check.name, check.what}, watch, check.batches, [&] { return judge.body(factory); });
}

Check verify(const ScalarUnit& unit, const BeatCheck& check, const ScalarFactory& factory,
             const Watch& watch) {
  return gather({check.name, check.what}, watch, check.runs, [&]() -> std::function<Found(std::int64_t)> {
    return [&, model = std::shared_ptr<ScalarModel>(factory())](std::int64_t job) {
      return found_in(unit, check.make(job), *model, fmt::format("{}/{}", check.name, job));
    };
  });
}

Result<Check> repeat(const ScalarUnit& unit, const std::string& name, std::uint64_t seed, Effort effort,
                     const ScalarFactory& factory) {
  if (name.find('/') == std::string::npos) {
    const Result<Batch> batch = parse_case(unit, name);
    if (!batch) return batch.error();
    Found found = BatchJudge(unit).judge(*factory(), *batch, "");
    if (found.mismatches == 0) {
      Results expected;
      expect(unit, *batch, expected);
      found.shown.push_back({describe_case(unit, *batch, 0, expected, expected), name});
    }
    return as_repeated(name, std::move(found));
  }
  const auto run = parse_run(name);
  if (!run) return run.error();
  for (const ScalarCheck& check : scalar_checks(unit, seed, effort)) {
    if (check.name != run->first || run->second >= check.batches || !check.is_sequence) continue;
    Batch batch;
    check.make(run->second, batch);
    return as_repeated(name, BatchJudge(unit).judge(*factory(), batch, name));
  }
  for (const BeatCheck& check : beat_checks(unit, seed, effort)) {
    if (check.name != run->first || run->second >= check.runs) continue;
    return as_repeated(name, found_in(unit, check.make(run->second), *factory(), name));
  }
  return Error{fmt::format("this unit has no run '{}'", name), "--case", "CHECK/RUN as a mismatch names it"};
}

}  // namespace fp8forge::conformance
