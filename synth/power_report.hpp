// What a netlist's power is, as values, as text, and as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace fp8forge::synth {

struct PowerShare {
  double internal_w = 0, switching_w = 0, leakage_w = 0;
  double total_w() const { return internal_w + switching_w + leakage_w; }
};

struct Power {
  PowerShare sequential, combinational;
  double period_ns = 0;
  long cycles = 0;       // counted, of each run
  double products = 0;   // a cycle; of a converter or adder: results
  bool is_of_results = false;
  std::string workload;  // in words
  double total_w() const { return sequential.total_w() + combinational.total_w(); }
  double cycle_pj() const { return total_w() * period_ns * 1e3; }
  double product_pj() const { return cycle_pj() / products; }
};

std::string to_text(const Power& power);
nlohmann::ordered_json to_json(const Power& power);

}  // namespace fp8forge::synth
