// Two matrices through the SystemC model of an 8 x 8 array: C = A * B, A 8 x 16, B 16 x 8. docs/systemc.md
// says how to build it. The RTL itself takes the model's place by Verilator's --sc --pins-bv 2.
#include <bit>
#include <cstdio>

#include "sim/golden/golden.hpp"
#include "sim/systemc/array.hpp"
#include "tb/systemc/unit.hpp"

using namespace sc_core;
using sc_dt::sc_bv;
constexpr int kRows = 8, kCols = 8, kTerms = 16;

unsigned e4m3(float value) {
  const fp8forge::golden::Target to{fp8forge::kE4m3, fp8forge::Rounding::kRne, fp8forge::Overflow::kSaturate};
  return fp8forge::golden::convert(fp8forge::kFp32, to, std::bit_cast<unsigned>(value));
}
float a(int row, int k) { return static_cast<float>((row + k) % 5 - 2); }  // exact in e4m3
float b(int k, int col) { return 0.5F * static_cast<float>((k * col) % 7); }

int sc_main(int, char*[]) {
  const auto unit = fp8forge::tb::systemc_unit("array8x8");  // by fp8forge generate array --out array8x8
  if (!unit) return std::puts(unit.error().what.c_str()), 2;
  fp8forge::systemc::Array<fp8forge::systemc::ArrayPins{.rows = kRows, .cols = kCols}> array("array", *unit);

  sc_clock clock("clock", 10, SC_NS, 0.5, 5, SC_NS);
  sc_signal<bool> reset, a_valid, a_ready, a_last, b_valid, b_ready, b_last, c_valid, c_ready, c_last;
  sc_signal<sc_bv<64>> a_data, b_data;
  sc_signal<sc_bv<128>> c_data;
  sc_signal<sc_bv<2>> error;
  array.aclk(clock), array.aresetn(reset), array.error_o(error);
  array.s_axis_a_tdata(a_data), array.s_axis_a_tvalid(a_valid), array.s_axis_a_tready(a_ready);
  array.s_axis_b_tdata(b_data), array.s_axis_b_tvalid(b_valid), array.s_axis_b_tready(b_ready);
  array.m_axis_c_tdata(c_data), array.m_axis_c_tvalid(c_valid), array.m_axis_c_tready(c_ready);
  array.s_axis_a_tlast(a_last), array.s_axis_b_tlast(b_last), array.m_axis_c_tlast(c_last);

  sc_start(10, SC_NS);  // a cycle of reset
  reset = true, c_ready = true;
  int wrong = 0, row = 0;
  for (int sent_a = 0, sent_b = 0, cycle = 0; row < kRows && cycle < 200; ++cycle) {
    sc_bv<64> column, line;
    for (int r = 0; r < kRows; ++r) column.range(8 * r + 7, 8 * r) = e4m3(a(r, sent_a));
    for (int c = 0; c < kCols; ++c) line.range(8 * c + 7, 8 * c) = e4m3(b(sent_b, c));
    a_data = column, a_valid = sent_a < kTerms, a_last = sent_a == kTerms - 1;
    b_data = line, b_valid = sent_b < kTerms, b_last = sent_b == kTerms - 1;
    sent_a += sent_a < kTerms && a_ready;  // the outputs stand as the rising edge will see them
    sent_b += sent_b < kTerms && b_ready;
    for (int c = 0; c_valid && c < kCols; ++c) {
      float sum = 0;
      for (int k = 0; k < kTerms; ++k) sum += a(row, k) * b(k, c);
      const unsigned bf16 = std::bit_cast<unsigned>(sum) >> 16;
      wrong += c_data.read().range(16 * c + 15, 16 * c).to_uint() != bf16;
    }
    row += c_valid;
    sc_start(10, SC_NS);
  }
  std::printf("%d rows, %d wrong, %s\n", row, wrong, sc_time_stamp().to_string().c_str());
  return row == kRows && wrong == 0 ? 0 : 1;
}
