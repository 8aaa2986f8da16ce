#include "synth/simulation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <utility>

namespace fp8forge::synth {

namespace {

// Words of the constants; Yosys counts nets from 2.
constexpr std::size_t kZero = 0;
constexpr std::size_t kOne = 1;

constexpr std::pair<std::string_view, char> kGates[] = {
    {"$_NOT_", '!'},    {"$_BUF_", '='},   {"$_AND_", '&'}, {"$_OR_", '|'},
    {"$_XOR_", '^'},    {"$_NAND_", 'a'},  {"$_NOR_", 'o'}, {"$_XNOR_", 'x'},
    {"$_ANDNOT_", 'n'}, {"$_ORNOT_", 'r'}, {"$_MUX_", '?'},
};

}  // namespace

std::size_t Simulation::index(const nlohmann::json& bit) {
  if (bit.is_string()) return bit == "1" ? kOne : kZero;
  return bit.get<std::size_t>();
}

bool Simulation::add_gate(const std::string& type, const nlohmann::json& connections) {
  const auto found = std::find_if(std::begin(kGates), std::end(kGates),
                                  [&](const auto& known) { return known.first == type; });
  if (found == std::end(kGates)) return false;
  const auto pin = [&](const char* name) {
    return connections.contains(name) ? index(connections.at(name).at(0)) : kZero;
  };
  gates_.push_back({found->second, pin("A"), pin("B"), pin("S"), pin("Y")});
  return true;
}

// $_DFF_P_, $_DFF_PN0_ (edge, reset's level, reset's value) or $_DFFSR_PNN_ (edge, set's level, reset's
// level).
bool Simulation::add_flip_flop(const std::string& type, const nlohmann::json& connections,
                               const std::string& clock_bit) {
  const bool has_both = type.starts_with("$_DFFSR_P");
  if ((!has_both && !type.starts_with("$_DFF_P")) || connections.at("C").at(0).dump() != clock_bit)
    return false;
  FlipFlop added{
      index(connections.at("D").at(0)), index(connections.at("Q").at(0)), kZero, kZero, false, false};
  if (has_both) {
    added.set = index(connections.at("S").at(0));
    added.reset = index(connections.at("R").at(0));
    added.low_set = type[9] == 'N';
    added.low_reset = type[10] == 'N';
  } else if (connections.contains("R")) {
    const bool sets = type[8] == '1';
    (sets ? added.set : added.reset) = index(connections.at("R").at(0));
    (sets ? added.low_set : added.low_reset) = type[7] == 'N';
  }
  flip_flops_.push_back(added);
  return true;
}

// Sorts the gates. False: they form a loop.
bool Simulation::order() {
  constexpr std::size_t kNone = ~std::size_t{0};
  std::vector<std::size_t> driver(words_.size(), kNone);
  for (std::size_t i = 0; i < gates_.size(); ++i) driver[gates_[i].y] = i;
  std::vector<std::size_t> waits_for(gates_.size(), 0), ready;
  std::vector<std::vector<std::size_t>> loads(gates_.size());
  for (std::size_t i = 0; i < gates_.size(); ++i) {
    for (const std::size_t input : {gates_[i].a, gates_[i].b, gates_[i].s}) {
      if (driver[input] == kNone) continue;
      loads[driver[input]].push_back(i);
      ++waits_for[i];
    }
    if (waits_for[i] == 0) ready.push_back(i);
  }
  std::vector<Gate> sorted;
  sorted.reserve(gates_.size());
  for (std::size_t next = 0; next < ready.size(); ++next) {
    sorted.push_back(gates_[ready[next]]);
    for (const std::size_t load : loads[ready[next]]) {
      if (--waits_for[load] == 0) ready.push_back(load);
    }
  }
  if (sorted.size() != gates_.size()) return false;
  gates_ = std::move(sorted);
  return true;
}

Result<Simulation> Simulation::create(const nlohmann::json& design, const std::string& top,
                                      const std::string& clock) {
  const nlohmann::json& module = design.at("modules").at(top);
  const std::string clock_bit = clock.empty() ? "" : module.at("ports").at(clock).at("bits").at(0).dump();
  Simulation simulation;
  std::size_t last = kOne;
  const auto see = [&](const nlohmann::json& bits) {
    for (const nlohmann::json& bit : bits) last = std::max(last, index(bit));
  };
  for (const auto& [name, port] : module.at("ports").items()) see(port.at("bits"));
  for (const auto& [name, net] : module.at("netnames").items()) see(net.at("bits"));
  for (const auto& [name, cell] : module.at("cells").items()) {
    const std::string type = cell.at("type");
    const nlohmann::json& connections = cell.at("connections");
    for (const auto& [pin, bits] : connections.items()) see(bits);
    if (!simulation.add_gate(type, connections) && !simulation.add_flip_flop(type, connections, clock_bit)) {
      return Error{fmt::format("cannot simulate a cell {}", type), top,
                   "power is of gates and of flip-flops of the rising edge of one clock"};
    }
  }
  simulation.words_.assign(last + 1, 0);
  simulation.words_[kOne] = ~std::uint64_t{0};
  simulation.settled_ = simulation.words_;
  simulation.clear_toggles();
  if (!simulation.order()) return Error{"the netlist has a loop", top, "please report it"};
  return simulation;
}

void Simulation::evaluate() {
  for (const FlipFlop& flip_flop : flip_flops_) {
    std::uint64_t& q = words_[flip_flop.q];
    if (flip_flop.set != kZero || flip_flop.low_set)
      q |= flip_flop.low_set ? ~words_[flip_flop.set] : words_[flip_flop.set];
    if (flip_flop.reset != kZero || flip_flop.low_reset)
      q &= flip_flop.low_reset ? words_[flip_flop.reset] : ~words_[flip_flop.reset];
  }
  for (const Gate& gate : gates_) {
    const std::uint64_t a = words_[gate.a], b = words_[gate.b];
    std::uint64_t& y = words_[gate.y];
    switch (gate.kind) {
      case '!':
        y = ~a;
        break;
      case '=':
        y = a;
        break;
      case '&':
        y = a & b;
        break;
      case '|':
        y = a | b;
        break;
      case '^':
        y = a ^ b;
        break;
      case 'a':
        y = ~(a & b);
        break;
      case 'o':
        y = ~(a | b);
        break;
      case 'x':
        y = ~(a ^ b);
        break;
      case 'n':
        y = a & ~b;
        break;
      case 'r':
        y = a | ~b;
        break;
      default:
        y = (a & ~words_[gate.s]) | (b & words_[gate.s]);
    }
  }
}

void Simulation::settle() {
  evaluate();
  for (std::size_t i = 0; i < words_.size(); ++i)
    toggles_[i] += static_cast<std::uint64_t>(std::popcount(words_[i] ^ settled_[i]));
  settled_ = words_;
}

void Simulation::clock() {
  for (const FlipFlop& flip_flop : flip_flops_) words_[flip_flop.q] = settled_[flip_flop.d];
}

}  // namespace fp8forge::synth
