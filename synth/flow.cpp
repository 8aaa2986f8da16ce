#include "synth/flow.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>
#include <vector>

#include "generator/base/files.hpp"
#include "synth/datasheet.hpp"
#include "synth/fanout.hpp"
#include "synth/hierarchy.hpp"
#include "synth/inventory.hpp"
#include "synth/netlist.hpp"
#include "synth/recipe.hpp"
#include "synth/timing.hpp"
#include "synth/workspace.hpp"
#include "synth/yosys.hpp"

namespace fp8forge::synth {

namespace {

// A period to time against when none is asked for; the longest path's delay does not depend on it.
constexpr double kAnyPeriodNs = 10;

// What is left of a clock period for logic, roughly, beside a flip-flop's own delay and setup time.
constexpr double kLogicShare = 0.85;

constexpr const char* kNeeded =
    "name a library with gates, and flip-flops with and without asynchronous reset";

// One mapping of the design, and the files that came with it: name and text.
struct Attempt {
  Report report;
  std::vector<std::pair<std::string, std::string>> files;
};

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
    if (Status status = elaborate(); !status) return status.error();
    Result<Attempt> best = attempt(target_ps());
    // The target is ABC's estimate; when OpenSTA finds the period missed, the fastest netlist has its chance.
    if (best && !best->report.meets_period()) {
      Result<Attempt> fastest = attempt(std::nullopt);
      if (!fastest) return fastest.error();
      if (*fastest->report.slack_ns() > *best->report.slack_ns()) best = std::move(fastest);
    }
    if (!best) return best.error();
    if (Status status = keep(*best); !status) return status.error();
    best->report.pareto.push_back({best->report.area(), best->report.timing->min_period_ns});
    return best->report;
  }

 private:
  void tell(std::string_view stage) const {
    if (options_.on_stage) options_.on_stage(stage);
  }

  Status elaborate();
  Result<Attempt> attempt(std::optional<int> target_ps);
  Status check_mapped(const Netlist& design) const;
  std::vector<std::string> flip_flops() const;
  Report counted(const Netlist& design) const;
  Status time(Report& report) const;
  Status keep(const Attempt& attempt) const;

  std::optional<int> target_ps() const {
    if (!options_.period_ns) return std::nullopt;
    const double share = ports_.clock.empty() ? 1.0 : kLogicShare;
    return static_cast<int>(std::ceil(std::min(*options_.period_ns * share, 1e6) * 1000));
  }

  const Bundle& bundle_;
  const Liberty& liberty_;
  const Options& options_;
  const Workspace workspace_;
  const TimedPorts ports_;
};

Status Flow::elaborate() {
  tell("elaborating");
  if (Status status = workspace_.put("usable.lib", liberty_.text); !status) return status;
  if (Status status = workspace_.yosys("elaborate.log", elaborate_script(bundle_.top, bundle_.files.size()));
      !status)
    return status;
  Result<Netlist> design = workspace_.get_netlist("elaborated.json");
  if (!design) return design.error();
  if (!ports_.clock.empty()) keep_boundaries(*design, bundle_.top);
  if (Status status = workspace_.put("marked.json", design->dump()); !status) return status;
  if (Status status = workspace_.yosys("flatten.log", flatten_script(bundle_.top)); !status) return status;
  design = workspace_.get_netlist("flat.json");
  if (!design) return design.error();
  specialise_boundaries(*design, bundle_.top);
  return workspace_.put("specialised.json", design->dump());
}

Result<Attempt> Flow::attempt(std::optional<int> target_ps) {
  tell("mapping");
  if (Status status = workspace_.put("recipe.abc", abc_script(kBalanced, target_ps)); !status)
    return status.error();
  if (Status status = workspace_.yosys("map.log", map_script(bundle_.top)); !status) {
    if (status.error().what.find("cannot be legalized") == std::string::npos) return status.error();
    return Error{"the library lacks a flip-flop that the design needs", liberty_.name, kNeeded};
  }
  Result<Netlist> design = workspace_.get_netlist("mapped.json");
  if (!design) return design.error();
  // Before Yosys' own check, which would not say what the library lacks.
  if (Status status = check_mapped(*design); !status) return status.error();
  limit_fanout(*design, bundle_.top, liberty_);
  if (Status status = workspace_.put("buffered.json", design->dump()); !status) return status.error();
  if (Status status = workspace_.yosys("finish.log", finish_script(bundle_.top, flip_flops())); !status)
    return status.error();
  design = workspace_.get_netlist("final.json");
  if (!design) return design.error();
  Report report = counted(*design);
  tell("timing");
  if (Status status = time(report); !status) return status.error();
  Attempt result{std::move(report), {}};
  for (const char* name : {"netlist.v", "constraints.sdc", "timing.txt", "map.log"}) {
    Result<std::string> text = workspace_.get(name);
    if (!text) return text.error();
    result.files.emplace_back(name, std::move(*text));
  }
  return result;
}

Status Flow::check_mapped(const Netlist& design) const {
  const Inventory inventory = take_inventory(design, bundle_.top, liberty_);
  if (inventory.unmapped.empty()) return Done{};
  const auto& [type, count] = *inventory.unmapped.begin();
  return Error{fmt::format("the library has no cell for {} ({} of them)", type, count), liberty_.name,
               kNeeded};
}

std::vector<std::string> Flow::flip_flops() const {
  std::vector<std::string> names;
  for (const auto& [name, cell] : liberty_.cells) {
    if (cell.flip_flop && is_plain_identifier(name)) names.push_back(name);
  }
  return names;
}

Report Flow::counted(const Netlist& design) const {
  Report report;
  report.unit = bundle_.unit;
  report.top = bundle_.top;
  report.yosys = version({"yosys", "-V"}, "Yosys");
  report.opensta = version({"sta", "-version"}, "OpenSTA");
  report.recipe = kBalanced.name;
  report.library = liberty_.name;
  report.library_sha256 = liberty_.sha256;
  report.modules = take_inventory(design, bundle_.top, liberty_).rows;
  report.period_ns = options_.period_ns;
  return report;
}

Status Flow::time(Report& report) const {
  const double period_ns = options_.period_ns.value_or(kAnyPeriodNs);
  if (Status status = workspace_.put("constraints.sdc", sdc_text(ports_, period_ns)); !status) return status;
  if (Status status = workspace_.put("script.tcl", sta_script(bundle_.top)); !status) return status;
  const Result<ProcessResult> result = workspace_.run({"sta", "-no_splash", "-exit", "script.tcl"});
  if (!result) return result.error();
  if (result->exit_code != 0 || result->output.find(kStaEnd) == std::string::npos) {
    return Error{"OpenSTA stopped: " + last_line(result->output, "Error"), bundle_.top,
                 "see whether the liberty file is whole"};
  }
  report.timing = parse_timing(result->output, ports_, period_ns);
  return workspace_.put("timing.txt", result->output);
}

Status Flow::keep(const Attempt& attempt) const {
  if (!options_.keep) return Done{};
  for (const auto& [name, text] : attempt.files) {
    if (Status status = write_file(*options_.keep / name, text); !status) return status;
  }
  if (Status status = write_file(*options_.keep / "report.txt", to_table(attempt.report)); !status)
    return status;
  if (const Result<std::string> page = read_file(bundle_.directory / kDatasheet)) {
    const std::string text = with_figures(*page, attempt.report);
    if (Status status = write_file(*options_.keep / kDatasheet, text); !status) return status;
  }
  return write_file(*options_.keep / "report.json", to_json(attempt.report).dump(2) + "\n");
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
