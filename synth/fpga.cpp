#include "synth/fpga.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <vector>

#include "synth/timing.hpp"
#include "synth/workspace.hpp"
#include "synth/yosys.hpp"

namespace fp8forge::synth {

namespace {

constexpr const char* kFrame = "fp8_fpga_frame";

// What nextpnr works for without a period: more than any device reaches.
constexpr double kAnyMegahertz = 1000;

// "nextpnr-ice40 -- Next Generation Place and Route (Version 0.4-1)" without the words in the middle.
std::string nextpnr_version() {
  const Result<ProcessResult> result = run_process({"nextpnr-ice40", "--version"});
  if (!result) return "nextpnr-ice40";
  const std::string mark = "(Version ";
  const std::size_t at = result->output.find(mark);
  if (at == std::string::npos) return "nextpnr-ice40";
  const std::size_t begin = at + mark.size();
  return "nextpnr-ice40 " + result->output.substr(begin, result->output.find(')', begin) - begin);
}

std::string map_command(const FpgaFamily& family, const Ice40Device& device) {
  std::string command(family.command);
  if (family.is_placed) command += fmt::format(" -device {}{}", device.speed, device.has_dsp ? " -dsp" : "");
  return command;
}

// A shift register into all inputs, and one that all outputs are added into: no port of the unit needs a pin,
// and every path from a port or to one is timed as one from a register or to one.
std::string frame_text(const Netlist& module, const std::string& top, const TimedPorts& ports) {
  std::vector<std::string> connections;
  std::size_t inputs = 0, outputs = 0;
  for (const auto& [name, port] : module.at("ports").items()) {
    const std::size_t bits = port.at("bits").size();
    std::string value;
    if (name == ports.clock) {
      value = "clk_i";
    } else if (name == ports.reset) {
      value = "rst_ni";
    } else {
      const bool is_input = port.at("direction") == "input";
      std::size_t& first = is_input ? inputs : outputs;
      value = fmt::format("{}[{} +: {}]", is_input ? "in_q" : "out", first, bits);
      first += bits;
    }
    connections.push_back(fmt::format("    .{} ({})", name, value));
  }
  return fmt::format(
      "// Registers around {0}, so that it can be placed in a device of any number of pins.\n"
      "module {1} (\n  input  logic clk_i,\n  input  logic rst_ni,\n  input  logic scan_i,\n  output logic "
      "scan_o\n);\n\n"
      "  logic [{2}:0] in_q;\n  logic [{3}:0] out;\n  logic [{3}:0] out_q;\n\n"
      "  always_ff @(posedge clk_i) begin\n    in_q  <= {4}'({{in_q, scan_i}});\n"
      "    out_q <= out ^ {5}'({{out_q, 1'b0}});\n  end\n  assign scan_o = out_q[{3}];\n\n"
      "  {0} u_unit (\n{6}\n  );\n\nendmodule\n",
      top, kFrame, inputs - 1, outputs - 1, inputs, outputs, fmt::join(connections, ",\n"));
}

class FpgaFlow {
 public:
  FpgaFlow(const Bundle& bundle, const FpgaFamily& family, const Ice40Device& device, const Options& options,
           Workspace workspace, TimedPorts ports)
      : bundle_(bundle),
        family_(family),
        device_(device),
        options_(options),
        workspace_(std::move(workspace)),
        ports_(std::move(ports)),
        command_(map_command(family, device)) {}

  Result<FpgaReport> run() {
    FpgaReport report;
    report.unit = bundle_.unit;
    report.top = bundle_.top;
    report.family = family_.name;
    report.yosys = version({"yosys", "-V"}, "Yosys");
    report.period_ns = options_.period_ns;
    tell("mapping");
    if (Status status = workspace_.yosys("map", fpga_script(bundle_.top, bundle_.files.size(), command_));
        !status)
      return status.error();
    const Result<Netlist> mapped = workspace_.get_netlist("mapped.json");
    if (!mapped) return mapped.error();
    report.cells = count_fpga_cells(*mapped, bundle_.top);
    if (family_.is_placed) {
      if (Status status = place(*mapped, report); !status) return status.error();
    }
    if (Status status = keep(report); !status) return status.error();
    return report;
  }

 private:
  void tell(std::string_view stage) const {
    if (options_.on_stage) options_.on_stage(stage);
  }

  Status place(const Netlist& mapped, FpgaReport& report) {
    report.device = device_.name;
    report.available = device_.logic_cells;
    const std::string frame = frame_text(mapped.at("modules").at(bundle_.top), bundle_.top, ports_);
    if (Status status = workspace_.put("frame.sv", frame); !status) return status;
    std::string macro = "ICE40_";
    for (const char letter : device_.speed) macro += static_cast<char>(std::toupper(letter));
    const std::string script = ice40_frame_script(kFrame, macro);
    if (Status status = workspace_.yosys("frame", script); !status) return status;
    const Result<Netlist> framed = workspace_.get_netlist("framed.json");
    if (!framed) return framed.error();
    const FpgaCells cells = count_fpga_cells(*framed, kFrame);
    const long needed = std::max(cells.luts, cells.flip_flops);
    if (needed > device_.logic_cells) {
      report.not_placed = fmt::format("it needs {} logic cells or more, with registers around, and {} has {}",
                                      needed, device_.name, device_.logic_cells);
      return Done{};
    }
    tell("placing and routing");
    report.nextpnr = nextpnr_version();
    const double megahertz = options_.period_ns ? 1000 / *options_.period_ns : kAnyMegahertz;
    const Result<ProcessResult> result =
        workspace_.run({"nextpnr-ice40", fmt::format("--{}", device_.name), "--package",
                        std::string(device_.package), "--json", "framed.json", "--report", "timing.json",
                        "--seed", "1", "--freq", fmt::format("{:.3f}", megahertz), "--timing-allow-fail"});
    if (!result) return result.error();
    if (Status status = workspace_.put("place.log", result->output); !status) return status;
    const Result<std::string> timing = workspace_.get("timing.json");
    if (result->exit_code != 0 || !timing) {
      report.not_placed = "nextpnr found no way: " + last_line(result->output, "ERROR");
      return Done{};
    }
    report.placement = parse_placement(*timing);
    return Done{};
  }

  Status keep(const FpgaReport& report) const {
    if (!options_.keep) return Done{};
    for (const char* name : {"netlist.v", "map.log", "frame.sv", "place.log"}) {
      const Result<std::string> text = workspace_.get(name);
      if (!text) continue;  // of a step that was not taken
      if (Status status = write_file(*options_.keep / name, *text); !status) return status;
    }
    if (Status status = write_file(*options_.keep / "report.txt", to_table(report)); !status) return status;
    return write_file(*options_.keep / "report.json", to_json(report).dump(2) + "\n");
  }

  const Bundle& bundle_;
  const FpgaFamily& family_;
  const Ice40Device& device_;
  const Options& options_;
  const Workspace workspace_;
  const TimedPorts ports_;
  const std::string command_;
};

}  // namespace

Result<FpgaReport> synthesise_fpga(const Bundle& bundle, const FpgaFamily& family, const Ice40Device& device,
                                   const Options& options) {
  if (Status status = check_installed({{"yosys", "yosys"}}); !status) return status.error();
  if (family.is_placed) {
    if (Status status = check_installed({{"nextpnr-ice40", "nextpnr-ice40"}}); !status) return status.error();
  }
  Result<TimedPorts> ports = timed_ports(bundle);
  if (!ports) return ports.error();
  Result<Workspace> workspace = Workspace::create(bundle);
  if (!workspace) return workspace.error();
  return FpgaFlow(bundle, family, device, options, std::move(*workspace), std::move(*ports)).run();
}

}  // namespace fp8forge::synth
