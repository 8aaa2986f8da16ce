// Which pins an array has beside clock, reset and the streams of A, B and C: what SystemC's ports need to
// know when they are compiled.
#pragma once

#include <string>

#include "sim/conformance/unit.hpp"

namespace fp8forge::systemc {

struct ArrayPins {
  int rows = 1, cols = 1;
  int result_bits = 16;   // of an element of C, of several formats the widest
  int user_bits = 0;      // of s_axis_a_tuser; here and below 0: the array does not have it
  int b_user_bits = 0;    // of s_axis_b_tuser
  int addend_bits = 0;    // of an element of D
  int c_user_bits = 0;    // of m_axis_c_tuser
  int error_bits = 2;     // of error_o
  int register_bits = 0;  // of s_axil_awaddr and s_axil_araddr

  bool operator==(const ArrayPins&) const = default;
};

// Those of the unit.
ArrayPins pins_of(const conformance::ArrayUnit& unit);

// As C++ has them: "ArrayPins{.rows = 2, .cols = 3}", without what is as by default.
std::string text_of(const ArrayPins& pins);

}  // namespace fp8forge::systemc
