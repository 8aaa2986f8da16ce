// A bench of your own for an 8 x 8 e4m3 array with bf16 results: C = A * B, A of ones, B of twos, K = 16.
// From the root of fp8forge's repository, with the bundle in array8x8, as one line:
//   verilator --cc --exe --build --prefix Varray --top-module fp8_array --Mdir array8x8_bench
//     array8x8/rtl/*.sv tb/examples/array_bench.cpp && array8x8_bench/Varray
#include <cstdio>
#include <cstring>

#include "Varray.h"

int main() {
  constexpr int kRows = 8, kCols = 8, kTerms = 16;
  constexpr unsigned char kOne = 0x38, kTwo = 0x40;  // in e4m3
  VerilatedContext context;
  Varray array(&context);
  const auto clock = [&] { array.aclk = 0, array.eval(), array.aclk = 1, array.eval(); };

  array.aresetn = 0, clock(), array.aresetn = 1;
  array.m_axis_c_tready = 1;
  int sent_a = 0, sent_b = 0, received = 0, wrong = 0;
  for (int cycle = 0; cycle < 200 && received < kRows; ++cycle) {
    std::memset(&array.s_axis_a_tdata, kOne, kRows);  // column k of A, row 0 in the lowest byte
    std::memset(&array.s_axis_b_tdata, kTwo, kCols);  // row k of B
    array.s_axis_a_tvalid = sent_a < kTerms, array.s_axis_a_tlast = sent_a == kTerms - 1;
    array.s_axis_b_tvalid = sent_b < kTerms, array.s_axis_b_tlast = sent_b == kTerms - 1;
    array.aclk = 0, array.eval();  // the outputs now stand as the rising edge will see them
    sent_a += array.s_axis_a_tvalid && array.s_axis_a_tready;
    sent_b += array.s_axis_b_tvalid && array.s_axis_b_tready;
    if (array.m_axis_c_tvalid) {
      for (int col = 0; col < kCols; ++col) {
        unsigned short code;  // bf16: the upper half of a float
        std::memcpy(&code, reinterpret_cast<const char*>(&array.m_axis_c_tdata) + 2 * col, 2);
        wrong += code != 0x4200;  // 32.0
      }
      ++received;
    }
    array.aclk = 1, array.eval();
  }
  std::printf("%d rows, %d wrong\n", received, wrong);
  return received == kRows && wrong == 0 ? 0 : 1;
}
