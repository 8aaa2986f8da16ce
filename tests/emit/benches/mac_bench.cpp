// Drives an exact mac of one stage with max_terms 3 and stochastic rounding by choice: correctly, or with the
// one mistake that the argument names. Exit status 0: every result came.
#include <random>
#include <string>

#include "Vmac.h"

int main(int argc, char** argv) {
  const std::string mistake = argc > 1 ? argv[1] : "none";
  VerilatedContext context;
  context.commandArgs(argc, argv);  // +valid, +data: faults of the RTL
  Vmac mac(&context);
  std::mt19937 random(1);
  const auto edge = [&] { mac.clk_i = 1, mac.eval(), mac.clk_i = 0, mac.eval(); };
  mac.clk_i = 0;
  mac.rst_ni = mistake == "no reset";
  mac.eval();
  edge();
  mac.rst_ni = 1;
  const int terms = mistake == "terms" ? 4 : 3;
  bool waits = false;
  int beat = 0, results = 0, expected = 0;
  for (int cycle = 0; cycle < 500; ++cycle) {
    mac.random_i = random() & 0xf;  // runs on while a beat waits
    mac.ready_i = random() % 3 == 0;
    if (!waits) {
      mac.valid_i = random() % 4 != 0;
      mac.a_i = random() % 0x70, mac.b_i = random() % 0x70;
      mac.rounding_i = random() % 6;
      mac.clear_i = beat % terms == 0;
      mac.read_i = 1;
    } else {
      if (mistake == "operand") mac.a_i ^= 1;
      if (mistake == "mode") mac.rounding_i ^= 1;
      if (mistake == "valid") mac.valid_i = 0;
    }
    mac.eval();
    waits = mac.valid_i && !mac.ready_o;
    if (mac.valid_i && mac.ready_o) ++beat, ++expected;
    results += mac.valid_o && mac.ready_i;
    edge();
  }
  return expected - results <= 2 && results > 50 ? 0 : 1;  // what is still inside
}
