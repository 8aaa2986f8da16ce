#include "sim/conformance/array_addends.hpp"

#include <algorithm>

#include "sim/conformance/addends.hpp"
#include "sim/conformance/expected.hpp"

namespace fp8forge::conformance {

namespace {

constexpr std::uint64_t kAddendStream = 30;

bool is_stalled(const Run& run) {
  const auto waits = [](const Stream& stream) {
    return std::ranges::any_of(stream.gaps, [](std::uint16_t gap) { return gap > 0; });
  };
  return run.ready.size() > 1 && run.timing == Timing::kAny && (waits(run.a) || waits(run.b));
}

}  // namespace

void add_addends(const ArrayUnit& unit, bool only_zeros, Random& random, Run& run) {
  const Format& d = *unit.d;
  const std::vector<golden::Number> sums = only_zeros ? std::vector<golden::Number>() : exact_sums(unit, run);
  const auto start = static_cast<std::uint32_t>(random.next());
  run.d = {};
  std::size_t at = 0;
  for (const DrainedTile& tile : drained_tiles(unit, run, controls(unit, run))) {
    for (std::size_t cell = tile.rows * static_cast<std::size_t>(unit.cols); cell > 0; --cell, ++at) {
      std::uint32_t code = random.chance(50) ? d.sign_mask() : 0;
      if (!only_zeros) {
        // A tie of the scaled value is one of the value for a format moved by the scale; the smallest and
        // largest results of that format are met by chance only.
        code = addend(sums[at], d, tile.control.to, start + static_cast<std::uint32_t>(at), random);
      }
      for (int byte = 0; byte < d.bytes(); ++byte)
        run.d.data.push_back(static_cast<std::uint8_t>(code >> 8 * byte));
    }
    run.d.last.insert(run.d.last.end(), tile.rows, 0);
    run.d.last.back() = 1;
  }
  run.d.gaps.assign(run.d.beats(), 0);
  if (is_stalled(run)) stall(run.d, random);
}

void add_addends(const ArrayUnit& unit, std::uint64_t seed, std::vector<ArrayCheck>& checks) {
  for (std::size_t n = 0; n < checks.size(); ++n) {
    ArrayCheck& check = checks[n];
    const bool only_zeros =
        check.name.find("pairs") != std::string::npos || check.name.find("special") != std::string::npos;
    const bool misplaces = check.name.starts_with("tlast");
    check.make = [unit, seed, n, only_zeros, misplaces, make = check.make](std::int64_t index) {
      Random random(seed, kAddendStream + n, static_cast<std::uint64_t>(index));
      Run run = make(index);
      add_addends(unit, only_zeros, random, run);
      if (misplaces && index % 4 > 1 && run.d.beats() > 0) {
        run.d.last[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(run.d.beats())))] ^= 1;
      }
      return run;
    };
  }
}

}  // namespace fp8forge::conformance
