// Products a second of a simulated 16 x 16 array in SystemC: random operands, tiles of K = 256, no stalls.
// bench/systemc.sh compiles it once with the SystemC model and, with -DRTL, with Verilator's model of the
// RTL.
//   systemc_speed BUNDLE SECONDS
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <systemc>

#include "sim/conformance/random.hpp"
#include "tb/systemc/unit.hpp"
#ifdef RTL
#include "Varray.h"
#else
#include "sim/systemc/array.hpp"
#endif

using namespace sc_core;

constexpr int kEdge = 16, kTerms = 256;

int sc_main(int count, char* words[]) {
  if (count != 3) return 2;
  const auto unit = fp8forge::tb::systemc_unit(words[1]);
  if (!unit) return std::puts(unit.error().what.c_str()), 2;
#ifdef RTL
  Varray array("array");
#else
  fp8forge::systemc::Array<fp8forge::systemc::ArrayPins{.rows = kEdge, .cols = kEdge}> array("array", *unit);
#endif
  sc_clock clock("clock", 10, SC_NS, 0.5, 5, SC_NS);
  sc_signal<bool> reset, valid, a_ready, b_ready, last, c_valid, ready, c_last;
  sc_signal<sc_dt::sc_bv<8 * kEdge>> a, b;
  sc_signal<sc_dt::sc_bv<16 * kEdge>> c;
  sc_signal<sc_dt::sc_bv<2>> error;
  array.aclk(clock), array.aresetn(reset), array.error_o(error);
  array.s_axis_a_tdata(a), array.s_axis_a_tvalid(valid), array.s_axis_a_tready(a_ready),
      array.s_axis_a_tlast(last);
  array.s_axis_b_tdata(b), array.s_axis_b_tvalid(valid), array.s_axis_b_tready(b_ready),
      array.s_axis_b_tlast(last);
  array.m_axis_c_tdata(c), array.m_axis_c_tvalid(c_valid), array.m_axis_c_tready(ready);
  array.m_axis_c_tlast(c_last);
  sc_start(20, SC_NS);
  reset = true, valid = true, ready = true;
  sc_start(20, SC_NS);

  fp8forge::conformance::Random random(1);
  const auto draw = [&random] {
    sc_dt::sc_bv<8 * kEdge> beat;
    for (int word = 0; word < kEdge / 4; ++word)
      beat.set_word(word, static_cast<unsigned>(random.next()) & 0xBFBFBFBF);
    return beat;
  };
  const auto begin = std::chrono::steady_clock::now();
  double seconds = 0;
  long beats = 0, rows = 0;
  for (; seconds < std::atof(words[2]); ++beats) {
    a = draw(), b = draw(), last = beats % kTerms == kTerms - 1;
    sc_start(10, SC_NS);
    rows += c_valid;
    if (beats % 64 == 0)
      seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  }
  std::printf("%.2f %.1f\n", static_cast<double>(beats) * kEdge * kEdge / seconds / 1e6,
              static_cast<double>(beats) / seconds / 1e3);
  return rows > 0 || beats < kTerms ? 0 : 1;
}
