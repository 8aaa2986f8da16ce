#include "generator/emit/flow_files.hpp"

#include <fmt/format.h>

namespace fp8forge {

namespace {

// "0.1.0" of "fp8forge 0.1.0".
std::string version() {
  const std::string name = generator_name();
  return name.substr(name.find(' ') + 1);
}

std::string file_list(const std::string& top, const std::vector<SourceFile>& files) {
  std::string text = fmt::format(
      "// {0} by {1}: its files in compile order.\n"
      "// From this folder -f {0}.f; from any other -F and the path of this file (Verilator and most "
      "simulators).\n",
      top, generator_name());
  for (const SourceFile& file : files) text += file.path + "\n";
  return text;
}

std::string core(const std::string& top, const Design& design, const std::vector<SourceFile>& files) {
  std::string text = fmt::format(
      "CAPI=2:\nname: \"fp8forge:generated:{}:{}\"\ndescription: \"{} by {}\"\n\nfilesets:\n  rtl:\n    "
      "files:\n",
      top, version(), top, generator_name());
  for (const SourceFile& file : files) text += fmt::format("      - {}\n", file.path);
  text += "    file_type: systemVerilogSource\n\ntargets:\n";
  std::string names;
  for (const Parameter& parameter : design.parameters) {
    names += (names.empty() ? "" : ", ") + parameter.name;
  }
  const std::string common = fmt::format("    filesets: [rtl]\n    toplevel: {}\n", top) +
                             (names.empty() ? "" : fmt::format("    parameters: [{}]\n", names));
  text += "  default:\n" + common;
  text += "  lint:\n" + common +
          "    default_tool: verilator\n    tools:\n      verilator:\n        mode: lint-only\n"
          "        verilator_options: [\"-Wall\"]\n";
  if (names.empty()) return text;
  text += "\nparameters:\n";
  for (const Parameter& parameter : design.parameters) {
    text += fmt::format(
        "  {}:\n    datatype: int\n    default: {}\n    description: \"{} to {}: {}\"\n    paramtype: "
        "vlogparam\n",
        parameter.name, parameter.value, parameter.min, parameter.max, parameter.meaning);
  }
  return text;
}

std::string bender(const std::string& top, const std::vector<SourceFile>& files) {
  std::string text = fmt::format("package:\n  name: {}\n  description: \"{} by {}\"\n\nsources:\n", top, top,
                                 generator_name());
  for (const SourceFile& file : files) text += fmt::format("  - {}\n", file.path);
  return text;
}

// The reset has an input delay too: without one OpenSTA's check_setup warns of it, false path or not.
std::string constraints(const std::string& top, const sv::Module& module, std::optional<double> period_ns) {
  std::string clock, reset, inputs, outputs;
  for (const sv::Port& port : module.ports) {
    if (port.name == "aclk" || port.name == "clk_i") {
      clock = port.name;
    } else {
      if (port.name == "aresetn" || port.name == "rst_ni") reset = port.name;
      std::string& list = port.direction == sv::Direction::kInput ? inputs : outputs;
      list += (list.empty() ? "" : " ") + port.name;
    }
  }
  std::string text = fmt::format(
      "# {} by {}. Change the period ({}) here; times in ns.\nset period {}\nset io_delay [expr {{0.3 * "
      "$period}}]\n\n",
      top, generator_name(), period_ns ? "as generate was asked for" : "no other was asked for",
      period_ns.value_or(kDefaultPeriodNs));
  text += clock.empty() ? "# Combinational: a virtual clock, of registers outside.\n"
                          "create_clock -name clock -period $period\n"
                        : fmt::format("create_clock -name clock -period $period [get_ports {}]\n", clock);
  text += fmt::format("set_input_delay $io_delay -clock clock [get_ports {{{}}}]\n", inputs);
  text += fmt::format("set_output_delay $io_delay -clock clock [get_ports {{{}}}]\n", outputs);
  if (!reset.empty()) {
    text += fmt::format(
        "# Asynchronous; released synchronously outside.\nset_false_path -from [get_ports {}]\n", reset);
  }
  return text;
}

}  // namespace

std::vector<SourceFile> flow_files(const Request& request, const Design& design,
                                   const std::vector<SourceFile>& files, std::optional<double> period_ns) {
  const sv::Module& module = design.modules.back();
  const std::string top = request.prefix + module.name;
  return {{top + ".f", file_list(top, files), "flow"},
          {top + ".core", core(top, design, files), "flow"},
          {"Bender.yml", bender(top, files), "flow"},
          {top + ".sdc", constraints(top, module, period_ns), "flow"}};
}

}  // namespace fp8forge
