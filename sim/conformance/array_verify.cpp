#include "sim/conformance/array_verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <ctime>
#include <map>
#include <mutex>
#include <optional>

#include "sim/conformance/array_addends.hpp"
#include "sim/conformance/describe.hpp"
#include "sim/conformance/expected.hpp"
#include "sim/conformance/judge.hpp"

namespace fp8forge::conformance {

namespace {

constexpr std::size_t kShown = 6;  // mismatches of a check, and runs that are looked at again

struct Played {
  Expected expected;
  Verdict verdict;
};

Played play(const ArrayUnit& unit, const Run& run, ArrayModel& model, Trace& trace) {
  Played played{expect(unit, run), {}};
  const Stimulus whole = stimulus(unit, run, played.expected.rows.size());
  if (run.cut > 0) {
    // What the first part did is judged by what comes after the reset that ends it.
    Stimulus part = whole;
    part.max_cycles = std::min(part.max_cycles, run.cut);
    model.play(part, trace);
  }
  model.play(whole, trace);
  played.verdict = judge(unit, run, played.expected, trace);
  return played;
}

// The beats of a tile as tiles of one term each: shows which product is wrong by itself.
Run beats_alone(const ArrayUnit& unit, const Run& run, const TileBeats& beats) {
  Run alone = tile_alone(unit, run, beats);
  std::vector<TileControl> told = controls(unit, alone);
  std::fill(alone.a.last.begin(), alone.a.last.end(), std::uint8_t{1});
  std::fill(alone.b.last.begin(), alone.b.last.end(), std::uint8_t{1});
  for (std::size_t beat = 0; beat < alone.a.user.size(); ++beat) {
    told[beat].keep = false;
    alone.a.user[beat] = unit.user(told[beat]);
  }
  if (unit.d) {
    Random random(1);
    add_addends(unit, true, random, alone);
  }
  return alone;
}

// The first wrong result among `findings`, preferably in the column and row of `like`.
const Finding* wrong_result(const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    if (finding.rule.empty()) return &finding;
  }
  return nullptr;
}

// Narrows a failed run down: to one tile if that fails alone, and to one product of it.
Mismatch explain(const ArrayUnit& unit, const std::string& name, std::int64_t index, const Run& run,
                 const Played& played, const Finding& finding, ArrayModel& model) {
  Mismatch mismatch{describe(unit, run, played.expected, finding), fmt::format("{}/{}", name, index)};
  if (finding.tile < 0 || finding.tile >= static_cast<std::int64_t>(played.expected.tiles.size()))
    return mismatch;
  const auto tile = static_cast<std::size_t>(finding.tile);
  const TileBeats& of_tile = played.expected.tiles[tile].beats;
  Trace trace;
  const Run alone = tile_alone(unit, run, of_tile);
  if (play(unit, alone, model, trace).verdict.mismatches == 0) return mismatch;
  mismatch.case_name += fmt::format("/{}", tile);
  constexpr std::size_t kMostBeats = 4096;
  const std::size_t count = of_tile.a_end - of_tile.a_begin;
  // A row of a weight-stationary array has one beat, and its terms are few.
  if (!finding.rule.empty() || count == 1 || count > kMostBeats || unit.is_weight_stationary) return mismatch;
  const Run single = beats_alone(unit, run, of_tile);
  const Played beats = play(unit, single, model, trace);
  if (const Finding* wrong = wrong_result(beats.verdict.findings)) {
    mismatch.text += fmt::format("\n  one of its terms is wrong alone: {}",
                                 describe(unit, single, beats.expected, *wrong));
  }
  return mismatch;
}

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t slash; (slash = text.find('/')) != std::string_view::npos; text.remove_prefix(slash + 1)) {
    parts.push_back(text.substr(0, slash));
  }
  parts.push_back(text);
  return parts;
}

}  // namespace

Check verify(const ArrayUnit& unit, const ArrayCheck& check, const ArrayFactory& factory,
             const Watch& watch) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t processor_start = std::clock();
  Check result{check.name, check.what};
  std::mutex mutex;
  std::map<std::int64_t, std::vector<Finding>>
      failed;  // by run, so that what is shown does not depend on threads
  result.finished = run_jobs(watch, check.runs, [&]() -> std::function<void(std::int64_t)> {
    return [&, model = std::shared_ptr<ArrayModel>(factory()),
            trace = std::make_shared<Trace>()](std::int64_t index) {
      const Played played = play(unit, check.make(index), *model, *trace);
      const std::lock_guard lock(mutex);
      result.cases += played.verdict.cases;
      result.mismatches += played.verdict.mismatches;
      if (played.verdict.mismatches > 0) failed[index] = played.verdict.findings;
      if (failed.size() > kShown) failed.erase(std::prev(failed.end()));
    };
  });
  for (const auto& [index, findings] : failed) {
    const Run run = check.make(index);
    const Played played{expect(unit, run), {}};
    const auto model = factory();
    for (const Finding& finding : findings) {
      if (result.shown.size() < kShown) {
        result.shown.push_back(explain(unit, check.name, index, run, played, finding, *model));
      }
    }
  }
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  result.processor_seconds = static_cast<double>(std::clock() - processor_start) / CLOCKS_PER_SEC;
  return result;
}

Result<Check> repeat(const ArrayUnit& unit, const std::vector<ArrayCheck>& checks,
                     const std::string& case_name, const ArrayFactory& factory) {
  const auto wrong = [&](const std::string& what, const std::string& hint) {
    return Error{what, "--case " + case_name, hint};
  };
  const std::vector<std::string_view> parts = split(case_name);
  const auto check = std::find_if(checks.begin(), checks.end(),
                                  [&](const ArrayCheck& candidate) { return candidate.name == parts[0]; });
  if (check == checks.end()) {
    std::string names;
    for (const ArrayCheck& candidate : checks) names += (names.empty() ? "" : ", ") + candidate.name;
    return wrong("no such check", "CHECK/RUN or CHECK/RUN/TILE, where CHECK is one of " + names);
  }
  const auto index = parts.size() > 1 ? number(parts[1]) : std::nullopt;
  if (parts.size() > 3 || !index || *index >= check->runs) {
    return wrong("no such run", fmt::format("{}/RUN or {}/RUN/TILE, RUN from 0 to {}", check->name,
                                            check->name, check->runs - 1));
  }
  Run run = check->make(*index);
  if (parts.size() == 3) {
    const Expected expected = expect(unit, run);
    const auto tile = number(parts[2]);
    if (!tile || *tile >= static_cast<std::int64_t>(expected.tiles.size())) {
      return wrong("no such tile", fmt::format("{}/{}/TILE, TILE from 0 to {}", check->name, *index,
                                               expected.tiles.size() - 1));
    }
    const auto at = static_cast<std::size_t>(*tile);
    run = tile_alone(unit, run, expected.tiles[at].beats);
  }
  const auto model = factory();
  Trace trace;
  const Played played = play(unit, run, *model, trace);
  Check result{case_name, check->what, played.verdict.cases, played.verdict.mismatches};
  for (const Finding& finding : played.verdict.findings) {
    result.shown.push_back({describe(unit, run, played.expected, finding), case_name});
  }
  if (played.verdict.findings.empty() && !played.expected.tiles.empty()) {
    const Finding first{"", 0, 0, 0, 0, played.expected.codes[0], played.expected.codes[0]};
    result.shown.push_back(
        {"row 0, column 0 of the first tile: " + describe(unit, run, played.expected, first), case_name});
  }
  return result;
}

}  // namespace fp8forge::conformance
