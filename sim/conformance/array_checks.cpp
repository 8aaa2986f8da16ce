#include "sim/conformance/array_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/conformance/array_addends.hpp"
#include "sim/conformance/stationary_checks.hpp"

namespace fp8forge::conformance {

ArrayCheck of_view(ArrayCheck check, const ArrayUnit& view) {
  if (view.format_a.bits + view.format_b.bits == 0) return check;
  check.name += fmt::format("-{}-{}", view.a.name, view.b.name);
  check.what += fmt::format(" ({} x {})", view.a.name, view.b.name);
  return check;
}

void add_register_check(const ArrayUnit& unit, std::uint64_t seed, std::vector<ArrayCheck>& checks) {
  if (!unit.registers) return;
  const auto stalls =
      std::ranges::find_if(checks, [](const ArrayCheck& check) { return check.name.starts_with("stalls"); });
  checks.push_back({"registers", "counters and marks read, cleared and stopped while tiles run", 24,
                    [map = *unit.registers, seed, make = stalls->make](std::int64_t index) {
                      constexpr std::uint64_t kStream = 40;
                      Random random(seed, kStream, static_cast<std::uint64_t>(index));
                      Run run = make(index);
                      // Where C is always taken, what is counted follows from the streams.
                      if (index % 2 == 0) run.ready = {1};
                      run.registers = random_traffic(map, 40 + random.below(80), random);
                      return run;
                    }});
}

ArrayCheck of_results(ArrayCheck check, const ArrayUnit& view) {
  check = of_view(std::move(check), view);
  if (view.tos.empty()) return check;
  check.name += fmt::format("-{}", view.to.name);
  check.what += fmt::format(" (to {})", view.to.name);
  return check;
}

std::vector<ArrayCheck> array_checks(const ArrayUnit& unit, std::uint64_t seed) {
  if (unit.is_weight_stationary) return stationary_checks(unit, seed);
  std::vector<ArrayCheck> checks = pair_checks(unit, seed);
  for (const auto make : {random_check, rounding_check}) {
    for (const ArrayUnit& view : unit.views()) checks.push_back(of_results(make(view, seed), view));
  }
  std::vector makers = {stall_check, tlast_check, reset_check, timing_check};
  if (unit.accumulator) {
    makers.insert(makers.begin(), {steps_check, stay_check});
  } else {
    makers.insert(makers.begin(), full_check);
  }
  if (unit.keep.bits > 0) makers.push_back(keep_check);
  for (const auto make : makers) {
    for (const ArrayUnit& view : unit.operand_views()) checks.push_back(of_view(make(view, seed), view));
  }
  if (unit.views().size() > 1) checks.push_back(formats_check(unit, seed));
  if (unit.d) add_addends(unit, seed, checks);
  add_register_check(unit, seed, checks);
  return checks;
}

}  // namespace fp8forge::conformance
