#include "synth/flow.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>
#include <vector>

#include "generator/base/files.hpp"
#include "synth/datasheet.hpp"
#include "synth/figures.hpp"
#include "synth/hierarchy.hpp"
#include "synth/inventory.hpp"
#include "synth/mapper.hpp"
#include "synth/netlist.hpp"
#include "synth/portfolio.hpp"
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
    const Result<bool> has_boundaries = prepare();
    if (!has_boundaries) return has_boundaries.error();
    Result<std::vector<DesignPoint>> front = portfolio(*has_boundaries);
    if (!front) return front.error();
    tell("timing");
    const DesignPoint chosen = chosen_point(*front, options_.period_ns);
    Result<Report> report = detailed(chosen);
    if (!report) return report.error();
    report->pareto = std::move(*front);
    if (Status status = keep(*report); !status) return status.error();
    return report;
  }

 private:
  void tell(std::string_view stage) const {
    if (options_.on_stage) options_.on_stage(stage);
  }

  Result<bool> prepare() const;
  Result<std::vector<DesignPoint>> portfolio(bool has_boundaries) const;
  Result<Report> detailed(const DesignPoint& point) const;
  std::vector<std::string> flip_flops() const;
  Status keep(const Report& report) const;

  const Bundle& bundle_;
  const Liberty& liberty_;
  const Options& options_;
  const Workspace workspace_;
  const TimedPorts ports_;
};

// Makes ready.json; true when modules of it stay apart.
Result<bool> Flow::prepare() const {
  if (Status status = workspace_.put("usable.lib", liberty_.text); !status) return status.error();
  const std::string& top = bundle_.top;
  const std::size_t files = bundle_.files.size();
  bool has_boundaries = false;
  if (!ports_.clock.empty()) {
    if (Status status = workspace_.yosys("elaborate", elaborate_script(top, files)); !status)
      return status.error();
    Result<Netlist> design = workspace_.get_netlist("elaborated.json");
    if (!design) return design.error();
    has_boundaries = is_array(*design, top);
    if (has_boundaries) {
      keep_boundaries(*design, top);
      if (Status status = workspace_.put("marked.json", design->dump()); !status) return status.error();
      if (Status status = workspace_.yosys("flatten", flatten_script(top)); !status) return status.error();
      design = workspace_.get_netlist("flat.json");
      if (!design) return design.error();
      specialise_boundaries(*design, top);
      if (Status status = workspace_.put("specialised.json", design->dump()); !status) return status.error();
    }
  }
  const std::string script = has_boundaries ? apart_ready_script(top) : flat_ready_script(top, files);
  if (Status status = workspace_.yosys("ready", script); !status) {
    if (status.error().what.find("cannot be legalized") == std::string::npos) return status.error();
    return Error{"the library lacks a flip-flop that the design needs", liberty_.name, kNeededCells};
  }
  return has_boundaries;
}

Result<std::vector<DesignPoint>> Flow::portfolio(bool has_boundaries) const {
  const Mapper mapper(workspace_, liberty_, ports_, bundle_.top, has_boundaries, options_.on_stage);
  Result<std::vector<DesignPoint>> points = mapper.sweep(first_attempts(options_.recipes));
  if (!points) return points.error();
  const double fastest_ns = pareto_front(*points).back().delay_ns;
  const Result<std::vector<DesignPoint>> more =
      mapper.sweep(second_attempts(options_.recipes, fastest_ns, options_.period_ns));
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

// The point's netlist by module and path. Leaves netlist.v, constraints.sdc and timing.txt.
Result<Report> Flow::detailed(const DesignPoint& point) const {
  const std::string name = Attempt{{point.recipe, ""}, point.target_ps}.name();
  Result<std::string> text = workspace_.get(name + ".json");
  if (!text) return text.error();
  if (Status status = workspace_.put(fmt::format("{}.json", kChosen), *text); !status) return status.error();
  if (Status status = workspace_.yosys("finish", finish_script(bundle_.top, {kChosen}, flip_flops()));
      !status)
    return status.error();
  const double period_ns = options_.period_ns.value_or(kAnyPeriodNs);
  if (Status status = workspace_.put("constraints.sdc", sdc_text(ports_, period_ns)); !status)
    return status.error();
  const Result<std::vector<std::string>> printed =
      run_sta(workspace_, "time", bundle_.top, {kChosen}, "constraints.sdc");
  if (!printed) return printed.error();
  if (Status status = workspace_.put("timing.txt", printed->front()); !status) return status.error();

  Report report;
  report.unit = bundle_.unit;
  report.top = bundle_.top;
  report.yosys = version({"yosys", "-V"}, "Yosys");
  report.opensta = version({"sta", "-version"}, "OpenSTA");
  report.library = liberty_.name;
  report.library_sha256 = liberty_.sha256;
  report.chosen = point;
  report.modules = take_inventory(Netlist::parse(*text), bundle_.top, liberty_).rows;
  report.timing = parse_timing(printed->front(), ports_, period_ns);
  report.period_ns = options_.period_ns;
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
  Result<Workspace> workspace = Workspace::create(bundle);
  if (!workspace) return workspace.error();
  return Flow(bundle, liberty, options, std::move(*workspace), std::move(*ports)).run();
}

}  // namespace fp8forge::synth
