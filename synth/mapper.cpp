#include "synth/mapper.hpp"

#include <fmt/format.h>

#include <mutex>
#include <optional>
#include <utility>

#include "generator/base/parallel.hpp"
#include "synth/fanout.hpp"
#include "synth/inventory.hpp"
#include "synth/timing_view.hpp"
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

Mapper::Mapper(const Workspace& workspace, const Liberty& liberty, TimedPorts ports, ReadyDesign design,
               std::function<void(std::string_view)> on_stage)
    : workspace_(workspace),
      liberty_(liberty),
      ports_(std::move(ports)),
      design_(std::move(design)),
      on_stage_(std::move(on_stage)) {}

Result<std::vector<DesignPoint>> Mapper::sweep(const std::vector<Attempt>& attempts, bool timed) const {
  std::vector<std::vector<Attempt>> shares(std::min(thread_count(), attempts.size()));
  for (std::size_t i = 0; i < attempts.size(); ++i) shares[i % shares.size()].push_back(attempts[i]);
  for (const Attempt& attempt : attempts) {
    const std::string script = abc_script(attempt.recipe, attempt.target_ps);
    if (Status status = workspace_.put(attempt.name() + ".abc", script); !status) return status.error();
  }
  if (Status status = map(shares, attempts); !status) return status.error();
  if (Status status = workspace_.put("compared.sdc", sdc_text(ports_, kShortestPeriodNs)); !status) {
    return status.error();
  }
  std::vector<std::optional<Result<std::vector<DesignPoint>>>> results(shares.size());
  side_by_side(shares.size(),
               [&](std::size_t i) { results[i] = measure(std::to_string(i), shares[i], timed); });
  std::vector<DesignPoint> points;
  for (const auto& result : results) {
    if (!*result) return result->error();
    points.insert(points.end(), (*result)->begin(), (*result)->end());
  }
  return points;
}

// Runs Yosys side by side: of a flat design for some attempts each, else for some modules each.
Status Mapper::map(const std::vector<std::vector<Attempt>>& shares, const std::vector<Attempt>& all) const {
  const bool is_flat = design_.parts.empty();
  const std::size_t runs = is_flat ? shares.size() : design_.parts.size();
  const std::size_t netlists = is_flat ? all.size() : all.size() * runs;
  std::mutex telling;
  std::size_t done = 0;
  const auto on_written = [&] {
    const std::lock_guard lock(telling);
    ++done;
    if (on_stage_)
      on_stage_(fmt::format("mapping by {} recipes and targets: {} %", all.size(), 100 * done / netlists));
  };
  std::vector<Status> results(runs, Done{});
  side_by_side(runs, [&](std::size_t i) {
    const std::string part = is_flat ? "" : std::to_string(i);
    const std::string script = map_script(part, names_of(is_flat ? shares[i] : all));
    results[i] = workspace_.yosys("map" + std::to_string(i), script, on_written);
  });
  for (const Status& result : results) {
    if (!result) return result;
  }
  return Done{};
}

Result<std::vector<DesignPoint>> Mapper::measure(const std::string& share,
                                                 const std::vector<Attempt>& attempts, bool timed) const {
  std::vector<DesignPoint> points;
  std::vector<std::string> names;
  for (const Attempt& attempt : attempts) {
    const Result<double> area = complete(attempt.name());
    if (!area) return area.error();
    points.push_back({std::string(attempt.recipe.name), attempt.target_ps, *area, 0});
    names.push_back(timed_name(attempt.name()));
  }
  if (!timed) return points;
  if (Status status = workspace_.yosys("print" + share, print_script(design_.top, names, {})); !status) {
    return status.error();
  }
  const Result<std::vector<std::string>> printed =
      run_sta(workspace_, "time" + share, design_.top, names, "compared.sdc");
  if (!printed) return printed.error();
  for (std::size_t i = 0; i < points.size(); ++i) {
    const auto timing = parse_timing((*printed)[i], ports_, kShortestPeriodNs);
    points[i].delay_ns = timing ? timing->min_period_ns : 0;
  }
  return points;
}

// Checks and buffers a mapped netlist, and takes out what is timed; gives the area.
Result<double> Mapper::complete(const std::string& name) const {
  Result<Netlist> design = mapped(name);
  if (!design) return design.error();
  // Before Yosys' own check, which would not say what the library lacks.
  const Inventory inventory = take_inventory(*design, design_.top, liberty_);
  if (!inventory.unmapped.empty()) {
    const auto& [type, count] = *inventory.unmapped.begin();
    return Error{fmt::format("the library has no cell for {} ({} of them)", type, count), liberty_.name,
                 kNeededCells};
  }
  if (!ports_.clock.empty()) limit_fanout(*design, design_.top, liberty_);
  if (Status status = workspace_.put(name + ".json", design->dump()); !status) return status.error();
  const double area = take_inventory(*design, design_.top, liberty_).area();
  if (design_.is_array) design = timing_view(*design, design_.top, liberty_);
  if (Status status = workspace_.put(timed_name(name) + ".json", design->dump()); !status)
    return status.error();
  return area;
}

// The netlist that Yosys mapped, put together of its parts.
Result<Netlist> Mapper::mapped(const std::string& name) const {
  if (design_.parts.empty()) return workspace_.get_netlist(name + ".json");
  Netlist whole;
  for (std::size_t i = 0; i < design_.parts.size(); ++i) {
    Result<Netlist> part = workspace_.get_netlist(fmt::format("{}{}.json", name, i));
    if (!part) return part.error();
    for (const std::string& module : design_.parts[i])
      whole["modules"][module] = std::move((*part)["modules"][module]);
  }
  return whole;
}

}  // namespace fp8forge::synth
