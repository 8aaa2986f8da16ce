#include "synth/sliced.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "generator/base/files.hpp"
#include "synth/timing.hpp"
#include "synth/workspace.hpp"
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
  return check_installed({{"yosys", "yosys"}});
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
  const Result<Workspace> workspace = Workspace::create(bundle);
  if (!workspace) return workspace.error();
  const std::string script = elaborate_script(bundle.top, bundle.files.size()) + gates_script(bundle.top);
  if (Status status = workspace->yosys("gates", script); !status) return status.error();
  const Result<Netlist> design = workspace->get_netlist("gates.json");
  if (!design) return design.error();
  return print_sliced(*design, bundle.top);
}

}  // namespace fp8forge::synth
