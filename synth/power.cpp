#include "synth/power.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <unordered_map>
#include <vector>

#include "synth/liberty_text.hpp"
#include "synth/yosys.hpp"

namespace fp8forge::synth {

namespace {

constexpr const char* kFlat = "power";

// What OpenSTA says of a cell whose pins all change once a cycle.
using Cells = std::map<std::string, PowerShare>;

// The library's name goes into a script: one of ours.
std::string power_tcl(const std::string& top, const std::string& library) {
  return fmt::format(
      "read_liberty {}\n"
      "read_verilog {}.v\n"
      "link_design {}\n"
      "set_cmd_units -time ns -power W\n"
      "read_sdc power.sdc\n"
      "set_power_activity -global -activity 1 -duty 0.5\n"
      "report_power -instances [get_cells *] -digits 6\n",
      library, kFlat, top);
}

// Lines "internal switching leakage total name".
Cells parse_cells(const std::string& output) {
  Cells cells;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    PowerShare share;
    double total = 0;
    std::string name;
    if (words >> share.internal_w >> share.switching_w >> share.leakage_w >> total >> name)
      cells[name] = share;
  }
  return cells;
}

Result<Cells> cells_by_sta(const Workspace& workspace, const std::string& top, const std::string& library,
                           std::size_t count) {
  if (Status status = workspace.put("power.tcl", power_tcl(top, library)); !status) return status.error();
  const Result<ProcessResult> result = workspace.run({"sta", "-no_splash", "-exit", "power.tcl"});
  if (!result) return result.error();
  Cells cells = parse_cells(result->output);
  if (result->exit_code == 0 && cells.size() == count) return cells;
  return Error{"OpenSTA told no power: " + last_line(result->output, "Error"), top,
               "see whether the liberty file is whole"};
}

// A flat netlist has so many names that Netlist, which looks through all of them, would take long.
Result<nlohmann::json> flat_netlist(const Workspace& workspace, const std::string& name) {
  const Result<std::string> text = workspace.get(name);
  if (!text) return text.error();
  return nlohmann::json::parse(*text);
}

// The input pins of a cell of the library, in its order.
std::map<std::string, std::vector<std::string>> input_pins(const LibertyGroup& library) {
  std::map<std::string, std::vector<std::string>> pins;
  for (const LibertyGroup& cell : library.groups) {
    if (cell.type != "cell") continue;
    for (const LibertyGroup& pin : cell.groups) {
      if (pin.type == "pin" && pin.value("direction") == "input")
        pins[std::string(cell.name)].emplace_back(pin.name);
    }
  }
  return pins;
}

}  // namespace

std::string with_input_energy(const Liberty& liberty, int kept, bool& has_more) {
  const Result<LibertyGroup> library = parse_liberty_text(liberty.text, liberty.name);
  std::string text;
  std::size_t from = 0;
  has_more = false;
  if (!library) return liberty.text;
  for (const LibertyGroup& cell : library->groups) {
    if (cell.type != "cell") continue;
    int place = -1;
    for (const LibertyGroup& pin : cell.groups) {
      if (pin.type != "pin" || pin.value("direction") != "input") continue;
      if (++place == kept) continue;
      for (const LibertyGroup& group : pin.groups) {
        if (group.type != "internal_power") continue;
        if (place > kept) has_more = true;
        text.append(liberty.text, from, group.begin - from);
        from = group.end;
      }
    }
  }
  return text.append(liberty.text, from);
}

Status check_power(const Bundle& bundle, const Liberty& liberty) {
  const nlohmann::json& request = bundle.manifest.at("request");
  for (const char* side : {"rows", "cols"}) {
    if (request.contains(side) && request.at(side) > kMostPowerRows) {
      return Error{fmt::format("power is that of arrays of {0} x {0} at most", kMostPowerRows), "--power",
                   "generate a smaller array of the same cells"};
    }
  }
  if (liberty.text.find("internal_power") != std::string::npos) return Done{};
  return Error{"the library tells no energies (internal_power)", liberty.name,
               "name a library with power tables, or leave --power out"};
}

Result<Power> measure_power(const Workspace& workspace, const Bundle& bundle, const Liberty& liberty,
                            const TimedPorts& ports, const std::string& netlist, double period_ns,
                            Operands operands) {
  const std::string& top = bundle.top;
  if (Status status = workspace.yosys("flat_power", power_script(top, netlist, kFlat)); !status)
    return status.error();
  if (Status status = workspace.yosys("print_power", print_script(top, {kFlat}, {})); !status)
    return status.error();
  if (Status status = workspace.put("power.sdc", sdc_text(ports, period_ns)); !status) return status.error();
  if (Status status = workspace.yosys("gates_power", power_gates_script(top, kFlat)); !status)
    return status.error();
  const Result<nlohmann::json> mapped = flat_netlist(workspace, fmt::format("{}.json", kFlat));
  if (!mapped) return mapped.error();
  const Result<nlohmann::json> gates = flat_netlist(workspace, "power_gates.json");
  if (!gates) return gates.error();
  const nlohmann::json& module = gates->at("modules").at(top);
  const nlohmann::json& cells = mapped->at("modules").at(top).at("cells");

  Result<Simulation> simulation = Simulation::create(*gates, top, ports.clock);
  if (!simulation) return simulation.error();
  const Workload workload = play(*simulation, module.at("ports"), bundle, operands);
  const double changes = static_cast<double>(kRuns) * static_cast<double>(workload.cycles);
  std::unordered_map<std::string, nlohmann::json> nets;
  for (const auto& [name, net] : module.at("netnames").items()) nets[name] = net.at("bits").at(0);
  const auto activity = [&](const std::string& pin) {
    const auto net = nets.find(pin);
    return net == nets.end() ? 0 : static_cast<double>(simulation->toggles(net->second)) / changes;
  };

  Power power{.sequential = {},
              .combinational = {},
              .period_ns = period_ns,
              .cycles = workload.cycles,
              .products = workload.products,
              .is_of_results = bundle.unit == "adder" || bundle.unit == "converter",
              .workload = workload_text(bundle)};
  const auto share_of = [&](const nlohmann::json& cell) -> PowerShare& {
    return liberty.cells.at(cell.at("type").get<std::string>()).flip_flop ? power.sequential
                                                                          : power.combinational;
  };
  bool has_more = false;
  if (Status status = workspace.put("power.lib", with_input_energy(liberty, -1, has_more)); !status)
    return status.error();
  const Result<Cells> outputs = cells_by_sta(workspace, top, "power.lib", cells.size());
  if (!outputs) return outputs.error();
  for (const auto& [name, cell] : cells.items()) {
    const PowerShare& full = outputs->at(name);
    double changed = 0;
    int count = 0;
    for (const std::string& pin : liberty.cells.at(cell.at("type").get<std::string>()).outputs) {
      if (!cell.at("connections").contains(pin) || cell.at("connections").at(pin).empty()) continue;
      changed += activity(name + "." + pin);
      ++count;
    }
    if (count > 0) changed /= count;
    PowerShare& share = share_of(cell);
    share.internal_w += full.internal_w * changed;
    share.switching_w += full.switching_w * changed;
    share.leakage_w += full.leakage_w;
  }
  const Result<LibertyGroup> library = parse_liberty_text(liberty.text, liberty.name);
  if (!library) return library.error();
  const auto pins = input_pins(*library);
  const nlohmann::json clock =
      ports.clock.empty() ? nlohmann::json() : module.at("ports").at(ports.clock).at("bits").at(0);
  for (int place = 0; has_more; ++place) {
    if (Status status = workspace.put("power.lib", with_input_energy(liberty, place, has_more)); !status)
      return status.error();
    const Result<Cells> inputs = cells_by_sta(workspace, top, "power.lib", cells.size());
    if (!inputs) return inputs.error();
    for (const auto& [name, cell] : cells.items()) {
      const double full = inputs->at(name).internal_w - outputs->at(name).internal_w;
      const auto known = pins.find(cell.at("type").get<std::string>());
      if (full == 0 || known == pins.end() || known->second.size() <= static_cast<std::size_t>(place))
        continue;
      const std::string pin = name + "." + known->second[static_cast<std::size_t>(place)];
      // OpenSTA knows the clock's changes by itself.
      const auto net = nets.find(pin);
      const bool is_clock = net != nets.end() && net->second == clock;
      share_of(cell).internal_w += full * (is_clock ? 1 : activity(pin));
    }
  }
  return power;
}

}  // namespace fp8forge::synth
