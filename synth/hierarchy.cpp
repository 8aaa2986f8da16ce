#include "synth/hierarchy.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace fp8forge::synth {

namespace {

constexpr const char* kTrue = "00000000000000000000000000000001";

// The modules instantiated by `module`, each once.
std::set<std::string> children(const Netlist& design, const std::string& module) {
  std::set<std::string> names;
  for (const Netlist& cell : design.at("modules").at(module).at("cells")) {
    if (is_instance(design, cell)) names.insert(cell.at("type"));
  }
  return names;
}

// True when the module, or one below it, has registers.
bool is_clocked(const Netlist& design, const std::string& module) {
  for (const Netlist& cell : design.at("modules").at(module).at("cells")) {
    const std::string type = cell.at("type");
    if (type.starts_with('$') && type.ends_with("ff")) return true;
    if (type.starts_with("$adffe") || type.starts_with("$dffe") || type.starts_with("$sdff")) return true;
  }
  const std::set<std::string> below = children(design, module);
  return std::any_of(below.begin(), below.end(),
                     [&](const auto& child) { return is_clocked(design, child); });
}

bool is_structure(const Netlist& design, const std::string& module) {
  const std::set<std::string> below = children(design, module);
  return std::any_of(below.begin(), below.end(), [&](const auto& child) {
    return !children(design, child).empty() && is_clocked(design, child);
  });
}

}  // namespace

bool is_array(const Netlist& design, const std::string& top) {
  std::map<std::string, int> instances;
  for (const Netlist& cell : design.at("modules").at(top).at("cells")) {
    if (is_instance(design, cell)) ++instances[cell.at("type").get<std::string>()];
  }
  return std::any_of(instances.begin(), instances.end(), [&](const auto& child) {
    const auto& [name, count] = child;
    return (count > 1 && !children(design, name).empty() && is_clocked(design, name)) ||
           is_array(design, name);
  });
}

void keep_boundaries(Netlist& design, const std::string& top) {
  std::vector<std::string> opened = {top};
  while (!opened.empty()) {
    const std::set<std::string> below = children(design, opened.back());
    opened.pop_back();
    for (const std::string& child : below) {
      design["modules"][child]["attributes"]["keep_hierarchy"] = kTrue;
      if (is_structure(design, child)) opened.push_back(child);
    }
  }
}

namespace {

// The innermost module below `module` that is a cell by its name, or nothing. An array has one kind of cell.
std::string cell_below(const Netlist& design, const std::string& module) {
  for (const std::string& child : children(design, module)) {
    const std::string inner = cell_below(design, child);
    if (!inner.empty()) return inner;
    if (source_name(child, design.at("modules").at(child)).ends_with("_cell")) return child;
  }
  return "";
}

}  // namespace

Netlist every_module_apart(const Netlist& design, const std::string& top, const std::string& name) {
  const std::string cell = cell_below(design, top);
  const std::string root = cell.empty() ? top : cell;
  Netlist result;
  std::vector<std::string> waiting = {root};
  while (!waiting.empty()) {
    const std::string module = waiting.back();
    waiting.pop_back();
    const std::string key = module == root ? name : module;
    if (result["modules"].contains(key)) continue;
    Netlist copy = design.at("modules").at(module);
    if (module != root) copy["attributes"]["keep_hierarchy"] = kTrue;
    if (!copy["attributes"].contains("hdlname")) copy["attributes"]["hdlname"] = module;
    result["modules"][key] = std::move(copy);
    for (const std::string& child : children(design, module)) waiting.push_back(child);
  }
  return result;
}

namespace {

// How one instance ties the ports of its module, one character a bit in port order: the constant of a tied
// input, '*' for a driven one; 'u' or '-' for an output used or not.
using Ties = std::string;

// A bit of a connection: a number names a net, a string is a constant.
std::map<int, int> count_uses(const Netlist& module) {
  std::map<int, int> uses;
  const auto use = [&](const Netlist& bits) {
    for (const Netlist& bit : bits) {
      if (bit.is_number()) ++uses[bit.get<int>()];
    }
  };
  for (const Netlist& port : module.at("ports")) {
    if (port.at("direction") != "input") use(port.at("bits"));
  }
  for (const Netlist& cell : module.at("cells")) {
    const Netlist& directions = cell.at("port_directions");
    for (const auto& [port, bits] : cell.at("connections").items()) {
      if (directions.at(port) != "output") use(bits);
    }
  }
  return uses;
}

Ties ties_of(const Netlist& cell, const Netlist& ports, const std::map<int, int>& uses) {
  Ties ties;
  for (const auto& [name, port] : ports.items()) {
    const Netlist& connections = cell.at("connections");
    const Netlist bits =
        connections.contains(name) ? connections.at(name) : Netlist::array();  // [] when open
    for (std::size_t i = 0; i < port.at("bits").size(); ++i) {
      const Netlist bit = i < bits.size() ? bits.at(i) : Netlist("x");
      if (port.at("direction") == "input") {
        ties += bit.is_number() ? '*' : bit.get<std::string>().at(0);
      } else {
        ties += bit.is_number() && uses.contains(bit.get<int>()) ? 'u' : '-';
      }
    }
  }
  return ties;
}

void replace_bits(Netlist& bits, const std::map<int, Netlist>& by) {
  for (Netlist& bit : bits) {
    if (!bit.is_number()) continue;
    if (const auto found = by.find(bit.get<int>()); found != by.end()) bit = found->second;
  }
}

// A copy of the module with its ports tied so. The ports stay: tied inputs drive nothing, unused outputs have
// no driver.
Netlist tied(Netlist module, const Ties& ties) {
  int fresh = 0;
  for (const Netlist& net : module.at("netnames")) {
    for (const Netlist& bit : net.at("bits"))
      fresh = std::max(fresh, bit.is_number() ? bit.get<int>() + 1 : 0);
  }
  std::map<int, Netlist> constants;
  std::size_t at = 0;
  for (auto& [name, port] : module["ports"].items()) {
    for (Netlist& bit : port["bits"]) {
      const char tie = ties.at(at++);
      if (tie == '-') bit = fresh++;
      if (tie == '0' || tie == '1' || tie == 'x' || tie == 'z') constants[bit] = std::string(1, tie);
    }
  }
  for (Netlist& cell : module["cells"]) {
    for (Netlist& bits : cell["connections"]) replace_bits(bits, constants);
  }
  for (auto& [name, net] : module["netnames"].items()) {
    if (module["ports"].contains(name)) {
      net["bits"] = module["ports"][name]["bits"];
    } else {
      replace_bits(net["bits"], constants);
    }
  }
  for (Netlist& port : module["ports"]) {
    if (port.at("direction") != "input") replace_bits(port["bits"], constants);
  }
  return module;
}

}  // namespace

void specialise_boundaries(Netlist& design, const std::string& top) {
  Netlist result = Netlist::object();
  std::map<std::pair<std::string, Ties>, std::string> variants;  // module and ties → its new name
  std::map<std::string, int> numbers;                            // how many variants a source has
  std::vector<std::pair<std::string, Netlist>> waiting;
  waiting.emplace_back(top, design.at("modules").at(top));
  while (!waiting.empty()) {
    auto [name, module] = std::move(waiting.back());
    waiting.pop_back();
    const std::map<int, int> uses = count_uses(module);
    for (Netlist& cell : module["cells"]) {
      if (!is_instance(design, cell)) continue;
      const std::string type = cell.at("type");
      const Netlist& child = design.at("modules").at(type);
      const Ties ties = ties_of(cell, child.at("ports"), uses);
      std::string& variant = variants[{type, ties}];
      if (variant.empty()) {
        const std::string source = source_name(type, child);
        const int number = ++numbers[source];
        variant = number == 1 ? source : source + "_" + std::to_string(number);
        Netlist copy = tied(child, ties);
        copy["attributes"]["hdlname"] = source;
        waiting.emplace_back(variant, std::move(copy));
      }
      cell["type"] = variant;
    }
    result[name] = std::move(module);
  }
  design["modules"] = std::move(result);
}

std::vector<std::vector<std::string>> equal_parts(const Netlist& design, std::size_t count) {
  std::vector<std::pair<std::size_t, std::string>> sizes;
  for (const auto& [name, module] : design.at("modules").items()) {
    std::size_t bits = 0;
    for (const Netlist& cell : module.at("cells")) {
      if (is_instance(design, cell)) continue;
      for (const Netlist& connection : cell.at("connections")) bits += connection.size();
    }
    sizes.emplace_back(bits, name);
  }
  std::sort(sizes.rbegin(), sizes.rend());
  std::vector<std::vector<std::string>> parts(std::min(count, sizes.size()));
  std::vector<std::size_t> filled(parts.size());
  for (const auto& [bits, name] : sizes) {
    const auto least =
        static_cast<std::size_t>(std::min_element(filled.begin(), filled.end()) - filled.begin());
    parts[least].push_back(name);
    filled[least] += bits;
  }
  return parts;
}

}  // namespace fp8forge::synth
