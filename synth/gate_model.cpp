#include "synth/gate_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <regex>
#include <sstream>
#include <string_view>

#include "generator/base/files.hpp"
#include "generator/base/interrupt.hpp"
#include "synth/flow.hpp"
#include "synth/inventory.hpp"
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

bool can_be_sliced(const Bundle& bundle) {
  if (bundle.unit == "array" || bundle.manifest.at("interval") != 0) return false;
  const nlohmann::json& ports = bundle.manifest.at("ports");
  return std::all_of(ports.begin(), ports.end(),
                     [](const nlohmann::json& port) { return port.at("width") <= kWidestPort; });
}

// The netlist that synth makes of the bundle.
Result<std::string> made_netlist(const Bundle& bundle, const Liberty& liberty,
                                 const GateModelOptions& options) {
  const Result<TemporaryDirectory> folder = TemporaryDirectory::create();
  if (!folder) return folder.error();
  const Result<Report> report =
      synthesise(bundle, liberty, {std::nullopt, folder->path(), options.on_stage, {kSingle}});
  if (!report) return report.error();
  return read_file(folder->path() / "netlist.v");
}

// Yosys' names for what is inside of a library's cell, `$flatten\\x.$auto$liberty.cc:…`, become the cell's,
// `x`.
std::string with_plain_names(const std::string& text) {
  static const std::regex inside(R"(\$flatten\\?(\S*?)\.\$auto\$liberty\S*)");
  return std::regex_replace(text, inside, "$1");
}

// What Yosys' check found first, such as "Wire top.n is used but has no driver."; empty: it found nothing.
std::string first_problem(const std::string& log) {
  const std::size_t check = log.rfind("Executing CHECK pass");
  if (check == std::string::npos) return "";
  std::size_t at = log.find("Warning: ", check);
  if (at == std::string::npos) return "";
  at += std::string_view("Warning: ").size();
  std::string problem;
  std::istringstream lines(
      log.substr(at, std::min(log.find("Warning: ", at), log.find("Found and", at)) - at));
  for (std::string line; std::getline(lines, line);) {
    std::erase(line, '\\');
    const std::size_t text = line.find_first_not_of(' ');
    if (text != std::string::npos) problem += (problem.empty() ? "" : " ") + line.substr(text);
  }
  if (problem.ends_with('.')) problem.pop_back();
  return with_plain_names(problem);
}

// The user's netlist does not fit, in the user's terms. `log`: what Yosys said.
Error unfit(const std::string& log, const Bundle& bundle, const Liberty& liberty,
            const std::filesystem::path& netlist) {
  const std::string_view mark = "ERROR: ";
  std::string what = last_line(log, mark);
  if (what.starts_with(mark)) what.erase(0, mark.size());
  const auto says = [&](std::string_view text) { return what.find(text) != std::string::npos; };
  const std::string hint = fmt::format("name a netlist of module {} in cells of {}, or another --liberty",
                                       bundle.top, liberty.name);
  if (says(fmt::format("Module `{}' not found", bundle.top))) {
    return {fmt::format("the netlist has no module {}", bundle.top), netlist.string(), hint};
  }
  if (says("=A:blackbox")) {
    return {"the netlist has a cell of which the library tells no function", netlist.string(), hint};
  }
  if (says("contains processes")) {
    return {"the netlist has an always or initial block, or a function", netlist.string(), hint};
  }
  if (says("$_DLATCH")) {
    const std::string mark_of_cell = bundle.top + "/";
    const std::string cell = with_plain_names(log.substr(log.rfind(mark_of_cell) + mark_of_cell.size()));
    return {fmt::format("the netlist's cell {} is a latch, or takes the clock's falling edge",
                        cell.substr(0, cell.find('\n'))),
            netlist.string(), "registers take the rising edge of the unit's clock"};
  }
  if (says("check -assert")) {
    return {"the netlist is no circuit: " + first_problem(log), netlist.string(), "mend the netlist"};
  }
  // A mistake in the text has its place before it: "netlist.v:32: ERROR: …".
  const std::size_t start = log.rfind('\n', log.rfind(mark)) + 1;
  int line = 0;
  const bool has_place = std::sscanf(log.c_str() + start, "netlist.v:%d:", &line) == 1;
  return {"the netlist cannot be read: " + what,
          has_place ? fmt::format("{}:{}", netlist.string(), line) : netlist.string(), hint};
}

// What Yosys wrote, module by module.
std::vector<GateModel::Module> split_modules(const std::string& text) {
  constexpr std::string_view kStart = "\nmodule ";
  std::vector<GateModel::Module> modules;
  for (std::size_t at = text.find(kStart); at != std::string::npos;) {
    const std::size_t next = text.find(kStart, at + 1);
    const std::size_t name = at + kStart.size();
    modules.push_back({text.substr(name, text.find('(', name) - name), text.substr(at + 1, next - at - 1)});
    at = next;
  }
  return modules;
}

// Error: the netlist's ports are not those that the manifest promises, in any order.
Status check_ports(const Netlist& design, const Bundle& bundle, const std::filesystem::path& netlist) {
  const Netlist& ports = design.at("modules").at(bundle.top).at("ports");
  const auto error = [&](const std::string& what) {
    return Error{what, netlist.string(), "name a netlist of this bundle"};
  };
  for (const nlohmann::json& port : bundle.manifest.at("ports")) {
    const std::string name = port.at("name");
    const auto found = ports.find(name);
    if (found == ports.end()) return error(fmt::format("the netlist has no port {}", name));
    if (found->at("direction") != port.at("direction") || found->at("bits").size() != port.at("width")) {
      return error(fmt::format("the netlist's port {} is an {} of {} bits, not an {} of {}", name,
                               found->at("direction").get<std::string>(), found->at("bits").size(),
                               port.at("direction").get<std::string>(), port.at("width").get<std::size_t>()));
    }
  }
  if (ports.size() == bundle.manifest.at("ports").size()) return Done{};
  return error("the netlist has ports that the unit does not have");
}

// Error: the netlist has operators beside its cells, as behavioural Verilog has.
Status check_cells(const Netlist& design, const std::filesystem::path& netlist) {
  for (const auto& [module, content] : design.at("modules").items()) {
    for (const auto& [name, cell] : content.at("cells").items()) {
      const std::string type = cell.at("type");
      if (!type.starts_with('$') || type.starts_with("$paramod")) continue;
      const std::string place = cell.value("attributes", Netlist::object()).value("src", std::string());
      return Error{
          fmt::format("the netlist has an operator, {}, that is no cell of a library", type.substr(1)),
          place.starts_with("netlist.v:") ? netlist.string() + place.substr(9, place.find('.', 10) - 9)
                                          : netlist.string(),
          "map it to cells first, with `fp8forge synth` or Yosys' abc"};
    }
  }
  return Done{};
}

// All cells below the top, those too that synthesis would not use.
std::size_t count_cells(const Netlist& design, const Bundle& bundle, const Liberty& liberty) {
  const Inventory inventory = take_inventory(design, bundle.top, liberty);
  long count = 0;
  for (const ModuleRow& row : inventory.rows) count += row.cells;
  for (const auto& [type, times] : inventory.unmapped) count += times;
  return static_cast<std::size_t>(count);
}

}  // namespace

Result<std::string> print_sliced(const Netlist& design, const std::string& top) {
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
      return Error{fmt::format("the netlist has a cell that stores ({}), and the unit has no clock", type),
                   top, "name a netlist of this bundle"};
    }
    const Netlist& connections = cell.at("connections");
    gates += fmt::format("  wire [63:0] {} = {};\n", words.of(connections.at("Y").at(0)),
                         value(*gate, connections, words));
  }
  return fmt::format("module {} (\n{}\n);\n{}{}endmodule\n", kSlicedTop, fmt::join(ports, ",\n"), gates,
                     outputs);
}

Result<GateModel> gate_model(const Bundle& bundle, const Liberty& liberty, const GateModelOptions& options) {
  if (Status status = check_installed({{"yosys", "yosys"}}); !status) return status.error();
  const Result<std::string> netlist =
      options.netlist ? read_file(*options.netlist) : made_netlist(bundle, liberty, options);
  if (!netlist) return netlist.error();
  const Result<Workspace> workspace = Workspace::create(bundle);
  if (!workspace) return workspace.error();
  if (Status status = workspace->put("netlist.v", *netlist); !status) return status.error();
  if (Status status = workspace->put("cells.lib", liberty.whole); !status) return status.error();
  if (options.on_stage) options.on_stage("reading the netlist");
  GateModel model{.modules = {}, .cells = 0, .is_sliced = can_be_sliced(bundle)};
  if (Status status = workspace->yosys("gates", gate_model_script(bundle.top, model.is_sliced)); !status) {
    const Result<std::string> log = workspace->get("gates.log");
    if (!options.netlist || !log || interrupted()) return status.error();
    return unfit(*log, bundle, liberty, *options.netlist);
  }
  const Result<Netlist> cells = workspace->get_netlist("cells.json");
  if (!cells) return cells.error();
  if (options.netlist) {
    if (Status status = check_ports(*cells, bundle, *options.netlist); !status) return status.error();
    if (Status status = check_cells(*cells, *options.netlist); !status) return status.error();
  }
  model.cells = count_cells(*cells, bundle, liberty);
  if (!model.is_sliced) {
    const Result<std::string> text = workspace->get("gates.v");
    if (!text) return text.error();
    model.modules = split_modules(*text);
    return model;
  }
  const Result<Netlist> design = workspace->get_netlist("gates.json");
  if (!design) return design.error();
  Result<std::string> text = print_sliced(*design, bundle.top);
  if (!text) return text.error();
  model.modules.push_back({kSlicedTop, std::move(*text)});
  return model;
}

}  // namespace fp8forge::synth
