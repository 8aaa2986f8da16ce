#include "synth/sliced.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "generator/base/files.hpp"
#include "generator/base/interrupt.hpp"
#include "generator/base/process.hpp"
#include "synth/timing.hpp"
#include "synth/yosys.hpp"

namespace fp8forge::synth {

namespace {

constexpr std::int64_t kWidestPort = 32;

struct Gate {
  std::string_view type;
  std::string_view value;  // of the inputs A, B and S, in SystemVerilog
};
constexpr Gate kGates[] = {
    {"$_NOT_", "~A"},
    {"$_BUF_", "A"},
    {"$_AND_", "A & B"},
    {"$_OR_", "A | B"},
    {"$_XOR_", "A ^ B"},
    {"$_NAND_", "~(A & B)"},
    {"$_NOR_", "~(A | B)"},
    {"$_XNOR_", "~(A ^ B)"},
    {"$_ANDNOT_", "A & ~B"},
    {"$_ORNOT_", "A | ~B"},
    {"$_MUX_", "(A & ~S) | (B & S)"},
};

// The word of each bit of the netlist: those with a number by that, constants as they are.
class Words {
 public:
  void name(const Netlist& bit, std::string word) { names_[bit.get<std::size_t>()] = std::move(word); }
  std::string of(const Netlist& bit) const {
    if (bit.is_string()) return bit == "1" ? "~64'd0" : "64'd0";
    const auto found = names_.find(bit.get<std::size_t>());
    return found != names_.end() ? found->second : fmt::format("w{}", bit.get<std::size_t>());
  }

 private:
  std::map<std::size_t, std::string> names_;  // of input ports
};

std::string value(const Gate& gate, const Netlist& connections, const Words& words) {
  std::string text;
  for (const char c : gate.value) {
    text += c == 'A' || c == 'B' || c == 'S' ? words.of(connections.at(std::string(1, c)).at(0))
                                             : std::string(1, c);
  }
  return text;
}

Status check_served(const Bundle& bundle) {
  const auto refused = [&](std::string what) {
    return Error{std::move(what), (bundle.directory / "manifest.json").string(),
                 "leave --netlist out: the RTL is verified without it"};
  };
  if (bundle.unit == "array" || bundle.manifest.at("interval") != 0) {
    return refused(
        fmt::format("--netlist serves combinational units only, this {} has a clock", bundle.unit));
  }
  for (const nlohmann::json& port : bundle.manifest.at("ports")) {
    if (port.at("width") > kWidestPort) {
      return refused(fmt::format("--netlist serves ports of {} bits at most, {} has {}", kWidestPort,
                                 port.at("name").get<std::string>(), port.at("width").get<std::int64_t>()));
    }
  }
  if (!is_plain_identifier(bundle.top)) {
    return Error{fmt::format("top module '{}' is not a plain SystemVerilog identifier", bundle.top),
                 (bundle.directory / "manifest.json").string(), "generate the bundle again, with --force"};
  }
  if (!program_exists("yosys"))
    return Error{"cannot run 'yosys'", "PATH", "install the Debian package yosys"};
  return Done{};
}

}  // namespace

Result<SlicedNetlist> print_sliced(const Netlist& design, const std::string& top) {
  const Netlist& module = design.at("modules").at(top);
  Words words;
  std::vector<std::string> ports;
  std::string outputs;
  for (const auto& [name, port] : module.at("ports").items()) {
    const Netlist& bits = port.at("bits");
    const bool is_input = port.at("direction") == "input";
    ports.push_back(
        fmt::format("    {} logic [63:0] {} [{}]", is_input ? "input " : "output", name, bits.size()));
    for (std::size_t i = 0; is_input && i < bits.size(); ++i)
      words.name(bits[i], fmt::format("{}[{}]", name, i));
  }
  for (const auto& [name, port] : module.at("ports").items()) {
    if (port.at("direction") == "input") continue;
    const Netlist& bits = port.at("bits");
    for (std::size_t i = 0; i < bits.size(); ++i) {
      outputs += fmt::format("  assign {}[{}] = {};\n", name, i, words.of(bits[i]));
    }
  }
  std::string gates;
  for (const auto& [name, cell] : module.at("cells").items()) {
    const std::string type = cell.at("type");
    const auto* gate = std::find_if(std::begin(kGates), std::end(kGates),
                                    [&](const Gate& known) { return known.type == type; });
    if (gate == std::end(kGates)) {
      return Error{fmt::format("the netlist has a cell {}, which is no simple gate", type), top,
                   "this is a defect of the design or of fp8forge; please report it"};
    }
    const Netlist& connections = cell.at("connections");
    gates += fmt::format("  wire [63:0] {} = {};\n", words.of(connections.at("Y").at(0)),
                         value(*gate, connections, words));
  }
  return SlicedNetlist{fmt::format("module {} (\n{}\n);\n{}{}endmodule\n", kSlicedTop,
                                   fmt::join(ports, ",\n"), gates, outputs),
                       module.at("cells").size()};
}

Result<SlicedNetlist> sliced_netlist(const Bundle& bundle) {
  if (Status status = check_served(bundle); !status) return status.error();
  const Result<TemporaryDirectory> folder = TemporaryDirectory::create();
  if (!folder) return folder.error();
  const std::vector<std::filesystem::path> paths = bundle.paths();
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const Result<std::string> text = read_file(paths[i]);
    if (!text) return text.error();
    if (Status status = write_file(folder->path() / fmt::format("rtl/{}.sv", i), *text); !status)
      return status.error();
  }
  const std::string script = elaborate_script(bundle.top, paths.size()) + gates_script(bundle.top);
  if (Status status = write_file(folder->path() / "script.ys", script); !status) return status.error();
  // TMPDIR: as in flow.cpp.
  const Result<ProcessResult> result =
      run_process({"env", "TMPDIR=.", "yosys", "-q", "-s", "script.ys"}, {folder->path(), {}});
  if (!result) return result.error();
  if (interrupted()) return Error{"interrupted", "yosys", "run it again"};
  const Result<std::string> json = read_file(folder->path() / "gates.json");
  if (result->exit_code != 0 || !json) {
    const std::string& said = result->output;
    const std::size_t at = std::min(said.find("ERROR"), said.size());
    return Error{"Yosys stopped: " + said.substr(at, std::min<std::size_t>(said.find('\n', at) - at, 300)),
                 bundle.top, "this is a defect of the design or of fp8forge; please report it"};
  }
  return print_sliced(Netlist::parse(*json), bundle.top);
}

}  // namespace fp8forge::synth
