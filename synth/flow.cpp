#include "synth/flow.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>
#include <vector>

#include "generator/base/files.hpp"
#include "generator/base/parallel.hpp"
#include "synth/datasheet.hpp"
#include "synth/figures.hpp"
#include "synth/hierarchy.hpp"
#include "synth/inventory.hpp"
#include "synth/mapper.hpp"
#include "synth/netlist.hpp"
#include "synth/portfolio.hpp"
#include "synth/power.hpp"
#include "synth/ready.hpp"
#include "synth/stages.hpp"
#include "synth/timing.hpp"
#include "synth/workspace.hpp"
#include "synth/yosys.hpp"

namespace fp8forge::synth {

namespace {

// A period to time the chosen netlist against when none is asked for.
constexpr double kAnyPeriodNs = 10;

// What the chosen netlist's files are called.
constexpr const char* kChosen = "netlist";

// One synthesis in a folder of its own, where every file has a fixed name.
class Flow {
 public:
  Flow(const Bundle& bundle, const Liberty& liberty, const Options& options, Workspace workspace,
       TimedPorts ports)
      : bundle_(bundle),
        liberty_(liberty),
        options_(options),
        workspace_(std::move(workspace)),
        ports_(std::move(ports)) {}

  Result<Report> run() {
    tell("elaborating");
    const Result<ReadyDesign> design = prepare();
    if (!design) return design.error();
    Result<std::vector<DesignPoint>> front = portfolio(*design);
    if (!front) return front.error();
    tell("timing");
    const DesignPoint chosen = chosen_point(*front, options_.period_ns);
    Result<Report> report = detailed(chosen);
    if (!report) return report.error();
    // A lone netlist was not timed before.
    if (front->size() == 1 && report->timing) {
      report->chosen.delay_ns = report->timing->min_period_ns;
      front->front().delay_ns = report->timing->min_period_ns;
    }
    report->pareto = std::move(*front);
    if (Status status = keep(*report); !status) return status.error();
    return report;
  }

 private:
  void tell(std::string_view stage) const {
    if (options_.on_stage) options_.on_stage(stage);
  }

  Result<ReadyDesign> prepare() const;
  Result<std::vector<DesignPoint>> portfolio(const ReadyDesign& design) const;
  Result<std::string> timed_path(const std::string& timed, double period_ns) const;
  Result<Report> detailed(const DesignPoint& point) const;
  std::vector<std::string> flip_flops() const;
  Status keep(const Report& report) const;

  const Bundle& bundle_;
  const Liberty& liberty_;
  const Options& options_;
  const Workspace workspace_;
  const TimedPorts ports_;
};

Result<ReadyDesign> Flow::prepare() const {
  ReadyDesign ready{bundle_.top, {}, false, false};
  if (Status status = workspace_.put("usable.lib", liberty_.text); !status) return status.error();
  const std::size_t files = bundle_.files.size();
  if (!ports_.clock.empty()) {
    Result<Netlist> design = elaborate(workspace_, ready.top, files);
    if (!design) return design.error();
    ready.is_array = is_array(*design, ready.top);
    if (ready.is_array && !options_.flatten) {
      keep_boundaries(*design, ready.top);
      // Only figures are wanted where no netlist is kept.
      const bool may_compose = !options_.keep && !options_.power;
      if (Status status = make_ready_apart(workspace_, liberty_, *design, may_compose, ready); !status)
        return status.error();
      return ready;
    }
  }
  if (options_.flatten && !ready.is_array) {
    return Error{fmt::format("{} is mapped as one module in any case", ready.top), "--flatten",
                 "leave it out; it is for arrays of several cells"};
  }
  if (Status status = make_ready_flat(workspace_, liberty_, ready.top, files); !status) return status.error();
  return ready;
}

Result<std::vector<DesignPoint>> Flow::portfolio(const ReadyDesign& design) const {
  const Mapper mapper(workspace_, liberty_, ports_, design, options_.on_stage);
  std::vector<Attempt> attempts = first_attempts(options_.recipes);
  // One netlist of a large array takes as long as many of a small one.
  const bool is_one = design.is_composed && options_.recipes.size() == 1 && !options_.period_ns;
  if (is_one) attempts.resize(1);
  Result<std::vector<DesignPoint>> points = mapper.sweep(attempts, !is_one);
  if (!points) return points.error();
  if (is_one) return points;
  const double fastest_ns = pareto_front(*points).back().delay_ns;
  attempts = second_attempts(options_.recipes, fastest_ns, options_.period_ns);
  const Result<std::vector<DesignPoint>> more = mapper.sweep(attempts);
  if (!more) return more.error();
  points->insert(points->end(), more->begin(), more->end());
  return pareto_front(std::move(*points));
}

std::vector<std::string> Flow::flip_flops() const {
  std::vector<std::string> names;
  for (const auto& [name, cell] : liberty_.cells) {
    if (cell.flip_flop && is_plain_identifier(name)) names.push_back(name);
  }
  return names;
}

// What OpenSTA prints of the chosen netlist, of which `timed` has what its timing depends on. Leaves
// netlist.v, constraints.sdc and timing.txt.
Result<std::string> Flow::timed_path(const std::string& timed, double period_ns) const {
  std::vector<std::string> printed = {timed};
  if (options_.keep) printed.push_back(kChosen);
  const std::string script = print_script(bundle_.top, printed, flip_flops());
  if (Status status = workspace_.yosys("print", script); !status) return status.error();
  if (Status status = workspace_.put("constraints.sdc", sdc_text(ports_, period_ns)); !status)
    return status.error();
  Result<std::vector<std::string>> paths =
      run_sta(workspace_, "time", bundle_.top, {timed}, "constraints.sdc");
  if (!paths) return paths.error();
  if (Status status = workspace_.put("timing.txt", paths->front()); !status) return status.error();
  return std::move(paths->front());
}

// The point's netlist by module and path.
Result<Report> Flow::detailed(const DesignPoint& point) const {
  const std::string name = Attempt{{point.recipe, ""}, point.target_ps}.name();
  const Result<std::string> text = workspace_.get(name + ".json");
  if (!text) return text.error();
  const Result<Netlist> design = parse_netlist(*text);
  if (!design) return design.error();
  if (Status status = workspace_.put(fmt::format("{}.json", kChosen), *text); !status) return status.error();
  const double period_ns = options_.period_ns.value_or(kAnyPeriodNs);
  Status checked = Done{};
  Result<std::string> path = Error{};
  side_by_side(2, [&](std::size_t i) {
    if (i == 0) checked = workspace_.yosys("check", check_script(bundle_.top, kChosen));
    if (i == 1) path = timed_path(timed_name(name), period_ns);
  });
  if (!checked) return checked.error();
  if (!path) return path.error();

  Report report;
  report.unit = bundle_.unit;
  report.top = bundle_.top;
  report.yosys = version({"yosys", "-V"}, "Yosys");
  report.opensta = version({"sta", "-version"}, "OpenSTA");
  report.library = liberty_.name;
  report.library_sha256 = liberty_.sha256;
  report.chosen = point;
  report.modules = take_inventory(*design, bundle_.top, liberty_).rows;
  report.timing = parse_timing(*path, ports_, period_ns);
  report.period_ns = options_.period_ns;
  if (options_.power) {
    tell("measuring power");
    const double own_ns = report.timing ? report.timing->min_period_ns : kAnyPeriodNs;
    Result<Power> power =
        measure_power(workspace_, bundle_, liberty_, ports_, kChosen, options_.period_ns.value_or(own_ns));
    if (!power) return power.error();
    report.power = std::move(*power);
  }
  if (options_.stages) {
    tell("mapping by stage");
    Result<Stages> stages = measure_stages(bundle_, liberty_);
    if (!stages) return stages.error();
    report.stages = std::move(*stages);
  }
  return report;
}

Status Flow::keep(const Report& report) const {
  if (!options_.keep) return Done{};
  for (const char* name : {"netlist.v", "constraints.sdc", "timing.txt"}) {
    const Result<std::string> text = workspace_.get(name);
    if (!text) return text.error();
    if (Status status = write_file(*options_.keep / name, *text); !status) return status;
  }
  if (Status status = write_file(*options_.keep / "report.txt", to_table(report)); !status) return status;
  if (const Result<std::string> page = read_file(bundle_.directory / kDatasheet)) {
    if (Status status = write_file(*options_.keep / kDatasheet, with_figures(*page, report)); !status)
      return status;
  }
  return write_file(*options_.keep / "report.json", to_json(report).dump(2) + "\n");
}

}  // namespace

Status check_tools() { return check_installed({{"yosys", "yosys"}, {"sta", "opensta"}}); }

Result<Report> synthesise(const Bundle& bundle, const Liberty& liberty, const Options& options) {
  if (Status status = check_tools(); !status) return status.error();
  Result<TimedPorts> ports = timed_ports(bundle);
  if (!ports) return ports.error();
  if (options.power) {
    if (Status status = check_power(bundle, liberty); !status) return status.error();
  }
  Result<Workspace> workspace = Workspace::create(bundle);
  if (!workspace) return workspace.error();
  return Flow(bundle, liberty, options, std::move(*workspace), std::move(*ports)).run();
}

}  // namespace fp8forge::synth
