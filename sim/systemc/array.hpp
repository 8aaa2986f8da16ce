// The output-stationary array as a SystemC module: the pins of the emitted RTL, equal to it in every cycle,
// without Verilator. A model of Verilator's (--sc --pins-bv 2) takes its place without a change.
//
//   fp8forge::systemc::Array<8, 8, 16> array("array", *fp8forge::tb::systemc_unit("array8x8"));
//
// Ports: docs/ports.md. m_axis_c_tdata and _tlast are zero while m_axis_c_tvalid is low. Before the first
// reset the array stands as after one. A header alone: it is compiled with the user's own SystemC library.
#pragma once

#include <array>
#include <systemc>

#include "sim/systemc/array_cycles.hpp"
#include "sim/systemc/pins.hpp"

namespace fp8forge::systemc {

// s_axis_a_tuser, where the array has it.
template <int Bits>
struct UserPort {
  sc_core::sc_in<Pin<Bits>> s_axis_a_tuser{"s_axis_a_tuser"};
  std::uint32_t user() const { return number_of(s_axis_a_tuser.read()); }
};
template <>
struct UserPort<0> {
  std::uint32_t user() const { return 0; }
};

// ResultBits: of one element of C. UserBits: of s_axis_a_tuser, 0 where there is none.
template <int Rows, int Cols, int ResultBits, int UserBits = 0>
class Array : public sc_core::sc_module, public UserPort<UserBits> {
 public:
  sc_core::sc_in<bool> aclk{"aclk"};
  sc_core::sc_in<bool> aresetn{"aresetn"};  // asynchronous, active low
  sc_core::sc_in<Pin<8 * Rows>> s_axis_a_tdata{"s_axis_a_tdata"};
  sc_core::sc_in<bool> s_axis_a_tvalid{"s_axis_a_tvalid"};
  sc_core::sc_out<bool> s_axis_a_tready{"s_axis_a_tready"};
  sc_core::sc_in<bool> s_axis_a_tlast{"s_axis_a_tlast"};
  sc_core::sc_in<Pin<8 * Cols>> s_axis_b_tdata{"s_axis_b_tdata"};
  sc_core::sc_in<bool> s_axis_b_tvalid{"s_axis_b_tvalid"};
  sc_core::sc_out<bool> s_axis_b_tready{"s_axis_b_tready"};
  sc_core::sc_in<bool> s_axis_b_tlast{"s_axis_b_tlast"};
  sc_core::sc_out<Pin<ResultBits * Cols>> m_axis_c_tdata{"m_axis_c_tdata"};
  sc_core::sc_out<bool> m_axis_c_tvalid{"m_axis_c_tvalid"};
  sc_core::sc_in<bool> m_axis_c_tready{"m_axis_c_tready"};
  sc_core::sc_out<bool> m_axis_c_tlast{"m_axis_c_tlast"};
  sc_core::sc_out<Pin<2>> error_o{"error_o"};

  SC_HAS_PROCESS(Array);

  // `unit` must have the sizes of the ports; else it is a SystemC error.
  Array(sc_core::sc_module_name name, const conformance::ArrayUnit& unit)
      : sc_core::sc_module(name), cycles_(unit) {
    if (unit.rows != Rows || unit.cols != Cols || unit.to.bits() != ResultBits ||
        unit.user_bits() != UserBits) {
      const std::string text = "Array<" + sizes(Rows, Cols, ResultBits, UserBits) +
                               "> is not the unit's Array<" +
                               sizes(unit.rows, unit.cols, unit.to.bits(), unit.user_bits()) + ">";
      SC_REPORT_ERROR("/fp8forge/array", text.c_str());
    }
    SC_METHOD(step);
    sensitive << aclk.pos() << aresetn.neg();
  }

 private:
  static std::string sizes(int rows, int cols, int result_bits, int user_bits) {
    return std::to_string(rows) + ", " + std::to_string(cols) + ", " + std::to_string(result_bits) + ", " +
           std::to_string(user_bits);
  }

  void step() {
    if (!aresetn.read()) {
      cycles_.reset();
    } else if (aclk.posedge()) {
      get_bytes(s_axis_a_tdata.read(), a_);
      get_bytes(s_axis_b_tdata.read(), b_);
      cycles_.clock({{s_axis_a_tvalid.read(), s_axis_a_tlast.read(), this->user(), a_},
                     {s_axis_b_tvalid.read(), s_axis_b_tlast.read(), 0, b_},
                     m_axis_c_tready.read()});
    }
    s_axis_a_tready.write(cycles_.a_ready());
    s_axis_b_tready.write(cycles_.b_ready());
    m_axis_c_tvalid.write(cycles_.c_valid());
    m_axis_c_tlast.write(cycles_.c_valid() && cycles_.c_last());
    Pin<ResultBits * Cols> row;
    if (cycles_.c_valid()) set_codes(row, cycles_.c_row(), ResultBits);
    m_axis_c_tdata.write(row);
    error_o.write(cycles_.error());
  }

  ArrayCycles cycles_;
  std::array<std::uint8_t, Rows> a_{};
  std::array<std::uint8_t, Cols> b_{};
};

}  // namespace fp8forge::systemc
