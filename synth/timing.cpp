#include "synth/timing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <vector>

namespace fp8forge::synth {

bool is_plain_identifier(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (name.empty() || !is_letter(name[0])) return false;
  return std::all_of(name.begin(), name.end(), [&](char c) { return is_letter(c) || is_digit(c); });
}

Result<TimedPorts> timed_ports(const Bundle& bundle) {
  TimedPorts found;
  for (const nlohmann::json& port : bundle.manifest.at("ports")) {
    const std::string name = port.value("name", "");
    if (!is_plain_identifier(name)) {
      return Error{fmt::format("port name '{}' is not a plain SystemVerilog identifier", name),
                   (bundle.directory / "manifest.json").string(), "generate the bundle again, with --force"};
    }
    if (name == "aclk" || name == "clk_i") {
      found.clock = name;
    } else if (name == "aresetn" || name == "rst_ni") {
      found.reset = name;
    } else {
      (port.value("direction", "") == "input" ? found.inputs : found.outputs).push_back(name);
    }
  }
  return found;
}

std::string sdc_text(const TimedPorts& ports, double period_ns) {
  std::string text = fmt::format("create_clock -name clock -period {:.6f}", period_ns);
  if (!ports.clock.empty()) text += fmt::format(" [get_ports {}]", ports.clock);
  text += "\n";
  if (!ports.inputs.empty()) {
    text += fmt::format("set_input_delay 0 -clock clock [get_ports {{{}}}]\n", fmt::join(ports.inputs, " "));
  }
  if (!ports.outputs.empty()) {
    text +=
        fmt::format("set_output_delay 0 -clock clock [get_ports {{{}}}]\n", fmt::join(ports.outputs, " "));
  }
  if (!ports.reset.empty()) text += fmt::format("set_false_path -from [get_ports {}]\n", ports.reset);
  return text;
}

namespace {

// Printed after each netlist's paths.
constexpr std::string_view kStaEnd = "fp8forge: timing is complete";

}  // namespace

std::string sta_script(const std::string& top, const std::vector<std::string>& netlists,
                       const std::string& constraints) {
  std::string script = "read_liberty usable.lib\n";
  for (const std::string& netlist : netlists) {
    script += fmt::format(
        "read_verilog {}.v\n"
        "link_design {}\n"
        "set_cmd_units -time ns\n"
        "read_sdc {}\n"
        "report_checks -path_delay max -format full -digits 6\n"
        "puts \"{}\"\n",
        netlist, top, constraints, kStaEnd);
  }
  return script;
}

Result<std::vector<std::string>> run_sta(const Workspace& workspace, const std::string& name,
                                         const std::string& top, const std::vector<std::string>& netlists,
                                         const std::string& constraints) {
  const std::string script = name + ".tcl";
  if (Status status = workspace.put(script, sta_script(top, netlists, constraints)); !status)
    return status.error();
  const Result<ProcessResult> result = workspace.run({"sta", "-no_splash", "-exit", script});
  if (!result) return result.error();
  std::vector<std::string> printed;
  std::size_t from = 0;
  for (std::size_t end; (end = result->output.find(kStaEnd, from)) != std::string::npos;) {
    end += kStaEnd.size() + 1;  // and the line's end
    printed.push_back(result->output.substr(from, end - from));
    from = end;
  }
  if (result->exit_code == 0 && printed.size() == netlists.size()) return printed;
  return Error{"OpenSTA stopped: " + last_line(result->output, "Error"), top,
               "see whether the liberty file is whole"};
}

namespace {

std::vector<std::string> words(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> found;
  for (std::string word; stream >> word;) found.push_back(word);
  return found;
}

}  // namespace

// Lines of interest, in order:
//    0.310735    0.310735 v gen_col[0].u_cell/_367_/Q (DFFSR)
//                2.875130   data arrival time
//                7.036835   slack (MET)
std::optional<Timing> parse_timing(const std::string& output, const TimedPorts& ports, double period_ns) {
  Timing timing;
  timing.clock = ports.clock;
  bool arriving = true;  // until "data arrival time": what follows is the end's clock
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    const std::vector<std::string> word = words(line);
    if (word.size() >= 3 && word[1] == "data" && word[2] == "arrival") arriving = false;
    if (word.size() == 3 && word[1] == "slack") {
      timing.min_period_ns = period_ns - std::stod(word[0]);
      return timing;
    }
    if (!arriving || word.size() != 5 || word[4].front() != '(' || (word[2] != "^" && word[2] != "v"))
      continue;
    const bool is_port = word[4] == "(in)" || word[4] == "(out)";
    const std::string cell = is_port ? "" : word[4].substr(1, word[4].size() - 2);
    timing.path.push_back({word[3], cell, std::stod(word[0]), std::stod(word[1]), word[2] == "^"});
  }
  return std::nullopt;
}

}  // namespace fp8forge::synth
