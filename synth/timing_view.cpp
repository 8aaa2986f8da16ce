#include "synth/timing_view.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace fp8forge::synth {

namespace {

// Which bits of a module's inputs something drives, a character each in port order: '1' or '0'.
using Driven = std::string;

bool is_output(const LibertyCell& cell, const std::string& pin) {
  return std::find(cell.outputs.begin(), cell.outputs.end(), pin) != cell.outputs.end();
}

std::set<int> driven_bits(const Netlist& ports, const Driven& driven) {
  std::set<int> bits;
  std::size_t at = 0;
  for (const Netlist& port : ports) {
    if (port.at("direction") != "input") continue;
    for (const Netlist& bit : port.at("bits")) {
      if (driven.at(at++) == '1' && bit.is_number()) bits.insert(bit.get<int>());
    }
  }
  return bits;
}

std::set<int> input_bits(const Netlist& ports) {
  std::set<int> bits;
  for (const Netlist& port : ports) {
    if (port.at("direction") != "input") continue;
    for (const Netlist& bit : port.at("bits")) {
      if (bit.is_number()) bits.insert(bit.get<int>());
    }
  }
  return bits;
}

class View {
 public:
  View(const Netlist& design, const Liberty& liberty, int timed_instances)
      : liberty_(liberty), timed_instances_(timed_instances) {
    for (const auto& [name, module] : design.at("modules").items()) modules_[name] = &module;
    result_["creator"] = design.value("creator", "");
    result_["modules"] = Netlist::object();
  }

  Netlist of(const std::string& top) {
    timed(top);
    return std::move(result_);
  }

 private:
  // The instances to time, by name: of each module the first, the last, and some spread between.
  std::set<std::string> chosen(const Netlist& module) const {
    std::map<std::string, std::vector<std::string>> instances;
    for (const auto& [name, cell] : module.at("cells").items()) {
      const std::string type = cell.at("type");
      if (modules_.contains(type)) instances[type].push_back(name);
    }
    std::set<std::string> names;
    for (const auto& [type, all] : instances) {
      const std::size_t most = std::min<std::size_t>(all.size(), static_cast<std::size_t>(timed_instances_));
      for (std::size_t i = 0; i < most; ++i) {
        names.insert(all[most == 1 ? 0 : i * (all.size() - 1) / (most - 1)]);
      }
    }
    return names;
  }

  // Adds the bits that gates drive, as far as what drives them is driven. A flip-flop always drives.
  void spread_driven(const Netlist& module, std::set<int>& bits) const {
    std::multimap<int, const Netlist*> readers;
    std::vector<int> fresh(bits.begin(), bits.end());
    const auto drive = [&](const Netlist& cell, const LibertyCell& kind) {
      for (const auto& [pin, nets] : cell.at("connections").items()) {
        if (!is_output(kind, pin)) continue;
        for (const Netlist& bit : nets) {
          if (bit.is_number() && bits.insert(bit.get<int>()).second) fresh.push_back(bit);
        }
      }
    };
    for (const Netlist& cell : module.at("cells")) {
      const auto kind = liberty_.cells.find(cell.at("type").get<std::string>());
      if (kind == liberty_.cells.end()) continue;
      if (kind->second.flip_flop) {
        drive(cell, kind->second);
        continue;
      }
      for (const auto& [pin, nets] : cell.at("connections").items()) {
        if (is_output(kind->second, pin)) continue;
        for (const Netlist& bit : nets) {
          if (bit.is_number()) readers.emplace(bit.get<int>(), &cell);
        }
      }
    }
    while (!fresh.empty()) {
      const int bit = fresh.back();
      fresh.pop_back();
      const auto [from, to] = readers.equal_range(bit);
      for (auto reader = from; reader != to; ++reader) {
        drive(*reader->second, liberty_.cells.at(reader->second->at("type").get<std::string>()));
      }
    }
  }

  // Of the bits those that a timed path goes on from: to a flip-flop, an output, or an instance of `names`,
  // which may itself read what it drives.
  std::set<int> leading_on(const Netlist& module, const std::set<std::string>& names,
                           const std::set<int>& bits) const {
    std::vector<int> fresh;
    const auto lead = [&](const Netlist& nets) {
      for (const Netlist& bit : nets) {
        if (bit.is_number()) fresh.push_back(bit);
      }
    };
    for (const Netlist& port : module.at("ports")) {
      if (port.at("direction") != "input") lead(port.at("bits"));
    }
    std::map<int, const Netlist*> drivers;
    for (const auto& [name, cell] : module.at("cells").items()) {
      const auto kind = liberty_.cells.find(cell.at("type").get<std::string>());
      const bool is_instance = kind == liberty_.cells.end();
      if (is_instance && !names.contains(name)) continue;
      for (const auto& [pin, nets] : cell.at("connections").items()) {
        if (is_instance) {
          lead(nets);
        } else if (kind->second.flip_flop) {
          if (pin == kind->second.data_pin) lead(nets);
        } else if (is_output(kind->second, pin)) {
          for (const Netlist& bit : nets) {
            if (bit.is_number()) drivers[bit.get<int>()] = &cell;
          }
        }
      }
    }
    std::set<int> leading;
    while (!fresh.empty()) {
      const int bit = fresh.back();
      fresh.pop_back();
      if (!bits.contains(bit) || !leading.insert(bit).second) continue;
      if (const auto driver = drivers.find(bit); driver != drivers.end()) {
        for (const Netlist& nets : driver->second->at("connections")) lead(nets);
      }
    }
    return leading;
  }

  // Which of an instance's input bits are driven.
  Driven driven_of(const Netlist& cell, const std::set<int>& bits) const {
    Driven driven;
    for (const auto& [name, port] : modules_.at(cell.at("type").get<std::string>())->at("ports").items()) {
      if (port.at("direction") != "input") continue;
      const auto nets = cell.at("connections").find(name);
      for (std::size_t i = 0; i < port.at("bits").size(); ++i) {
        const bool is_driven = nets != cell.at("connections").end() && i < nets->size() &&
                               nets->at(i).is_number() && bits.contains(nets->at(i).get<int>());
        driven += is_driven ? '1' : '0';
      }
    }
    return driven;
  }

  // A module with gates as they are, some of its instances timed and the others as loads.
  void timed(const std::string& name) {
    if (result_["modules"].contains(name)) return;
    result_["modules"][name] = Netlist::object();  // takes its place before what is inside it
    Netlist module = *modules_.at(name);
    const std::set<std::string> names = chosen(module);
    std::set<int> bits = input_bits(module.at("ports"));
    for (const std::string& instance : names) {
      const Netlist& cell = module.at("cells").at(instance);
      for (const auto& [port, nets] : cell.at("connections").items()) {
        if (cell.at("port_directions").at(port) == "input") continue;
        for (const Netlist& bit : nets) {
          if (bit.is_number()) bits.insert(bit.get<int>());
        }
      }
    }
    spread_driven(module, bits);
    bits = leading_on(module, names, bits);
    Netlist cells = Netlist::object();
    for (auto& [instance, cell] : module["cells"].items()) {
      const std::string type = cell.at("type");
      if (names.contains(instance)) {
        timed(type);
      } else if (modules_.contains(type) ? !as_load(cell, bits) : !touches(cell, bits)) {
        continue;
      }
      append(cells, instance, std::move(cell));
    }
    module["cells"] = std::move(cells);
    result_["modules"][name] = std::move(module);
  }

  static bool touches(const Netlist& gate, const std::set<int>& bits) {
    for (const Netlist& nets : gate.at("connections")) {
      for (const Netlist& bit : nets) {
        if (bit.is_number() && bits.contains(bit.get<int>())) return true;
      }
    }
    return false;
  }

  // Makes an instance the load that it is; false when it is none.
  bool as_load(Netlist& cell, const std::set<int>& bits) {
    const Driven driven = driven_of(cell, bits);
    const std::string name = cell.at("type");
    const std::string load = driven.find('1') == Driven::npos ? "" : load_of(name, driven);
    if (load.empty()) return false;
    cell["type"] = load;
    Netlist connections = Netlist::object();
    std::size_t at = 0;
    for (const auto& [port, value] : modules_.at(name)->at("ports").items()) {
      if (value.at("direction") != "input") continue;
      const std::size_t end = at + value.at("bits").size();
      if (driven.find('1', at) < end) {
        Netlist nets = cell.at("connections").at(port);
        for (std::size_t i = 0; i < nets.size(); ++i) {
          if (driven.at(at + i) == '0') nets[i] = "x";
        }
        connections[port] = std::move(nets);
      }
      at = end;
    }
    cell["connections"] = std::move(connections);
    return true;
  }

  // The module that loads the driven inputs of `name` as it does; its name, empty when it has no such gate.
  std::string load_of(const std::string& name, const Driven& driven) {
    const auto [place, is_new] = loads_.emplace(std::pair(name, driven), "");
    if (!is_new) return place->second;
    const std::string load = name + "_load_" + std::to_string(loads_.size());
    Netlist module = *modules_.at(name);
    const std::set<int> bits = driven_bits(module.at("ports"), driven);
    Netlist cells = Netlist::object();
    for (auto& [instance, cell] : module["cells"].items()) {
      const auto kind = liberty_.cells.find(cell.at("type").get<std::string>());
      if (kind == liberty_.cells.end() ? as_load(cell, bits) : keeps_pins(cell, kind->second, bits)) {
        append(cells, instance, std::move(cell));
      }
    }
    if (cells.empty()) return "";
    module["cells"] = std::move(cells);
    module["netnames"] = Netlist::object();
    result_["modules"][load] = std::move(module);
    place->second = load;
    return load;
  }

  // Takes all pins off a gate but those at the bits; false when none is left. Clocks and resets are ideal, so
  // that nothing loads them.
  static bool keeps_pins(Netlist& cell, const LibertyCell& kind, const std::set<int>& bits) {
    Netlist pins = Netlist::object();
    for (const auto& [pin, nets] : cell.at("connections").items()) {
      if (kind.flip_flop ? pin != kind.data_pin : is_output(kind, pin)) continue;
      if (nets.size() == 1 && nets.at(0).is_number() && bits.contains(nets.at(0).get<int>()))
        pins[pin] = nets;
    }
    cell["connections"] = pins;
    return !pins.empty();
  }

  const Liberty& liberty_;
  const int timed_instances_;
  std::map<std::string, const Netlist*> modules_;
  std::map<std::pair<std::string, Driven>, std::string> loads_;
  Netlist result_;
};

}  // namespace

Netlist timing_view(const Netlist& design, const std::string& top, const Liberty& liberty,
                    int timed_instances) {
  return View(design, liberty, timed_instances).of(top);
}

}  // namespace fp8forge::synth
