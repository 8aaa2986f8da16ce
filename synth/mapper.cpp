#include "synth/mapper.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "synth/fanout.hpp"
#include "synth/inventory.hpp"
#include "synth/yosys.hpp"

namespace fp8forge::synth {

namespace {

// Delays that many netlists are compared by do not depend on the period they are timed against.
constexpr double kShortestPeriodNs = 0.001;

std::vector<std::string> names_of(const std::vector<Attempt>& attempts) {
  std::vector<std::string> names;
  for (const Attempt& attempt : attempts) names.push_back(attempt.name());
  return names;
}

}  // namespace

Mapper::Mapper(const Workspace& workspace, const Liberty& liberty, TimedPorts ports, std::string top,
               bool has_boundaries, std::function<void(std::string_view)> on_stage)
    : workspace_(workspace),
      liberty_(liberty),
      ports_(std::move(ports)),
      top_(std::move(top)),
      has_boundaries_(has_boundaries),
      on_stage_(std::move(on_stage)) {}

Result<std::vector<DesignPoint>> Mapper::sweep(const std::vector<Attempt>& attempts) const {
  const std::size_t count = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1,
                                                    std::max<std::size_t>(attempts.size(), 1));
  std::vector<std::vector<Attempt>> parts(count);
  for (std::size_t i = 0; i < attempts.size(); ++i) parts[i % count].push_back(attempts[i]);

  std::mutex telling;
  std::size_t mapped = 0;
  const auto tell = [&] {
    if (!on_stage_) return;
    const std::lock_guard lock(telling);
    on_stage_(fmt::format("mapping: {} of {} recipes and targets", ++mapped, attempts.size()));
  };
  if (Status status = workspace_.put("compared.sdc", sdc_text(ports_, kShortestPeriodNs)); !status) {
    return status.error();
  }
  std::vector<std::optional<Result<std::vector<DesignPoint>>>> results(count);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < count; ++i) {
    threads.emplace_back([&, i] { results[i] = part(std::to_string(i), parts[i], tell); });
  }
  for (std::thread& thread : threads) thread.join();

  std::vector<DesignPoint> points;
  for (const auto& result : results) {
    if (!*result) return result->error();
    points.insert(points.end(), (*result)->begin(), (*result)->end());
  }
  return points;
}

Result<std::vector<DesignPoint>> Mapper::part(const std::string& part, const std::vector<Attempt>& attempts,
                                              const std::function<void()>& on_mapped) const {
  const std::vector<std::string> names = names_of(attempts);
  for (const Attempt& attempt : attempts) {
    if (Status status =
            workspace_.put(attempt.name() + ".abc", abc_script(attempt.recipe, attempt.target_ps));
        !status) {
      return status.error();
    }
  }
  if (Status status = workspace_.yosys("map" + part, map_script(names), on_mapped); !status)
    return status.error();
  std::vector<DesignPoint> points;
  for (const Attempt& attempt : attempts) {
    const Result<double> area = complete(attempt.name());
    if (!area) return area.error();
    points.push_back({std::string(attempt.recipe.name), attempt.target_ps, *area, 0});
  }
  if (Status status = workspace_.yosys("finish" + part, finish_script(top_, names, {})); !status) {
    return status.error();
  }
  const Result<std::vector<std::string>> printed =
      run_sta(workspace_, "time" + part, top_, names, "compared.sdc");
  if (!printed) return printed.error();
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto timing = parse_timing((*printed)[i], ports_, kShortestPeriodNs);
    points[i].delay_ns = timing ? timing->min_period_ns : 0;
  }
  return points;
}

Result<double> Mapper::complete(const std::string& name) const {
  Result<Netlist> design = workspace_.get_netlist(name + ".json");
  if (!design) return design.error();
  // Before Yosys' own check, which would not say what the library lacks.
  const Inventory inventory = take_inventory(*design, top_, liberty_);
  if (!inventory.unmapped.empty()) {
    const auto& [type, count] = *inventory.unmapped.begin();
    return Error{fmt::format("the library has no cell for {} ({} of them)", type, count), liberty_.name,
                 kNeededCells};
  }
  if (!has_boundaries_) return inventory.area();
  limit_fanout(*design, top_, liberty_);
  if (Status status = workspace_.put(name + ".json", design->dump()); !status) return status.error();
  return take_inventory(*design, top_, liberty_).area();
}

}  // namespace fp8forge::synth
