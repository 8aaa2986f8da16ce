#include "synth/fanout.hpp"

#include <algorithm>
#include <list>
#include <map>
#include <utility>
#include <vector>

namespace fp8forge::synth {

namespace {

// A connection bit that a net drives, and what it weighs: 1 for a pin of a gate, for an instance's port the
// pins behind it.
struct Sink {
  Netlist* bit = nullptr;
  int weight = 1;
};

struct Net {
  std::vector<Sink> sinks;
  bool ideal = false;  // reaches a clock, set or clear pin

  int weight() const {
    int sum = 0;
    for (const Sink& sink : sinks) sum += sink.weight;
    return sum;
  }
};

struct Buffer {
  Netlist input;  // a net; another buffer's output once a further level stands before it
  int output;

  Netlist cell(const LibertyBuffer& kind) const {
    Netlist text{{"hide_name", 1},
                 {"type", kind.name},
                 {"parameters", Netlist::object()},
                 {"attributes", Netlist::object()},
                 {"port_directions", Netlist::object()},
                 {"connections", Netlist::object()}};
    text["port_directions"][kind.input] = "input";
    text["port_directions"][kind.output] = "output";
    text["connections"][kind.input].push_back(input);
    text["connections"][kind.output].push_back(output);
    return text;
  }
};

// What an input bit of a module looks like from outside.
struct PortLoad {
  int weight = 1;
  bool ideal = false;
};

bool is_output(const LibertyCell& cell, const std::string& pin) {
  return std::find(cell.outputs.begin(), cell.outputs.end(), pin) != cell.outputs.end();
}

class FanoutLimiter {
 public:
  FanoutLimiter(Netlist& design, const Liberty& liberty) : design_(design), liberty_(liberty) {}

  // Loads of the module's input bits, by port, once its own nets are within bounds.
  const std::map<std::string, std::vector<PortLoad>>& limit(const std::string& name) {
    if (const auto done = loads_.find(name); done != loads_.end()) return done->second;
    Netlist& module = design_["modules"][name];
    std::map<int, Net> nets = nets_of(module);
    std::list<Buffer> buffers;
    int fresh = nets.empty() ? 2 : nets.rbegin()->first + 1;
    for (const Netlist& net : module.at("netnames")) {
      for (const Netlist& bit : net.at("bits")) {
        if (bit.is_number()) fresh = std::max(fresh, bit.get<int>() + 1);
      }
    }
    for (auto& [bit, net] : nets) {
      while (!net.ideal && net.weight() > kMaxFanout && net.sinks.size() > 1) {
        net.sinks = one_level(bit, net.sinks, fresh, buffers);
      }
    }
    std::map<std::string, std::vector<PortLoad>>& loads = loads_[name];
    for (const auto& [port, value] : module.at("ports").items()) {
      if (value.at("direction") != "input") continue;
      for (const Netlist& bit : value.at("bits")) {
        // Yosys writes a constant where nothing inside looks at the input.
        const auto net = bit.is_number() ? nets.find(bit.get<int>()) : nets.end();
        loads[port].push_back(net == nets.end() ? PortLoad{0, false}
                                                : PortLoad{net->second.weight(), net->second.ideal});
      }
    }
    // Only now, since sinks point into the cells.
    for (const Buffer& buffer : buffers) {
      append(module["cells"], "$fanout$" + std::to_string(buffer.output), buffer.cell(liberty_.buffer));
    }
    return loads;
  }

 private:
  std::map<int, Net> nets_of(Netlist& module) {
    std::map<int, Net> nets;
    for (Netlist& cell : module["cells"]) {
      const std::string type = cell.at("type");
      const auto gate = liberty_.cells.find(type);
      const bool is_gate = gate != liberty_.cells.end();
      for (auto& [port, bits] : cell["connections"].items()) {
        if (is_gate ? is_output(gate->second, port) : cell.at("port_directions").at(port) == "output")
          continue;
        for (std::size_t i = 0; i < bits.size(); ++i) {
          if (!bits[i].is_number()) continue;
          const PortLoad load = is_gate ? PortLoad{1, gate->second.flip_flop && port != gate->second.data_pin}
                                        : limit(type).at(port).at(i);
          Net& net = nets[bits[i].get<int>()];
          net.ideal = net.ideal || load.ideal;
          net.sinks.push_back({&bits[i], load.weight});
        }
      }
    }
    return nets;
  }

  // Gives neighbouring sinks a buffer together, up to kMaxFanout pins each; returns the buffers' inputs.
  std::vector<Sink> one_level(int source, const std::vector<Sink>& sinks, int& fresh,
                              std::list<Buffer>& buffers) const {
    std::vector<Sink> inputs;
    int room = 0;
    int driven = 0;
    for (const Sink& sink : sinks) {
      if (sink.weight > room) {
        driven = fresh++;
        room = std::max(kMaxFanout, sink.weight);
        inputs.push_back({&buffers.emplace_back(Buffer{source, driven}).input, 1});
      }
      room -= sink.weight;
      *sink.bit = driven;
    }
    return inputs;
  }

  Netlist& design_;
  const Liberty& liberty_;
  std::map<std::string, std::map<std::string, std::vector<PortLoad>>> loads_;
};

}  // namespace

void limit_fanout(Netlist& design, const std::string& top, const Liberty& liberty) {
  if (!liberty.buffer.name.empty()) FanoutLimiter(design, liberty).limit(top);
}

}  // namespace fp8forge::synth
