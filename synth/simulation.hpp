// Zero-delay simulation of a flat design of Yosys' simple gates and flip-flops, 64 runs side by side: each
// net is a word of which bit r belongs to run r. It counts how often each net changes from one cycle to the
// next.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "generator/base/result.hpp"

namespace fp8forge::synth {

inline constexpr int kRuns = 64;

class Simulation {
 public:
  // Module `top`; `clock` is its clock's port, empty for a combinational design. Error: a cell that is no
  // simple gate, or a flip-flop of another clock.
  static Result<Simulation> create(const nlohmann::json& design, const std::string& top,
                                   const std::string& clock);

  // Lets the nets settle, the input ports being as set, and counts what changed since the last time.
  void settle();
  // The clock's edge: each flip-flop takes its settled data.
  void clock();
  void clear_toggles() { toggles_.assign(words_.size(), 0); }

  // By the netlist's number of a bit; constants have words of their own.
  std::uint64_t& word(const nlohmann::json& bit) { return words_[index(bit)]; }
  std::uint64_t toggles(const nlohmann::json& bit) const { return toggles_[index(bit)]; }  // of all runs

 private:
  struct Gate {
    char kind;  // see kGates
    std::size_t a, b, s, y;
  };
  struct FlipFlop {
    std::size_t d, q, set, reset;  // the word kZero: no set or reset
    bool low_set, low_reset;       // active low
  };

  static std::size_t index(const nlohmann::json& bit);
  bool add_gate(const std::string& type, const nlohmann::json& connections);
  bool add_flip_flop(const std::string& type, const nlohmann::json& connections,
                     const std::string& clock_bit);
  bool order();
  void evaluate();

  std::vector<Gate> gates_;  // each after those that drive it
  std::vector<FlipFlop> flip_flops_;
  std::vector<std::uint64_t> words_, settled_, toggles_;
};

}  // namespace fp8forge::synth
