// An array as a SystemC module: the pins of the emitted RTL, equal to it in every cycle, without Verilator. A
// model of Verilator's (--sc --pins-bv 2) takes its place without a change.
//
//   fp8forge::systemc::Array<ArrayPins{.rows = 8, .cols = 8}> array("array",
//   *fp8forge::tb::systemc_unit("array8x8"));
//
// Ports: docs/ports.md. The payload of m_axis_c is zero while m_axis_c_tvalid is low. Before the first reset
// the array stands as after one. A header alone: it is compiled with the user's own SystemC library.
#pragma once

#include <array>
#include <systemc>

#include "sim/systemc/array_cycles.hpp"
#include "sim/systemc/array_pins.hpp"
#include "sim/systemc/optional_ports.hpp"
#include "sim/systemc/pins.hpp"

namespace fp8forge::systemc {

template <ArrayPins Pins>
class Array : public sc_core::sc_module,
              public UserPort<Pins.user_bits>,
              public WeightUserPort<Pins.b_user_bits>,
              public AddendPorts<Pins.addend_bits * Pins.cols>,
              public ResultUserPort<Pins.c_user_bits>,
              public RegisterPorts<Pins.register_bits> {
 public:
  sc_core::sc_in<bool> aclk{"aclk"};
  sc_core::sc_in<bool> aresetn{"aresetn"};  // asynchronous, active low
  sc_core::sc_in<Pin<8 * Pins.rows>> s_axis_a_tdata{"s_axis_a_tdata"};
  sc_core::sc_in<bool> s_axis_a_tvalid{"s_axis_a_tvalid"};
  sc_core::sc_out<bool> s_axis_a_tready{"s_axis_a_tready"};
  sc_core::sc_in<bool> s_axis_a_tlast{"s_axis_a_tlast"};
  sc_core::sc_in<Pin<8 * Pins.cols>> s_axis_b_tdata{"s_axis_b_tdata"};
  sc_core::sc_in<bool> s_axis_b_tvalid{"s_axis_b_tvalid"};
  sc_core::sc_out<bool> s_axis_b_tready{"s_axis_b_tready"};
  sc_core::sc_in<bool> s_axis_b_tlast{"s_axis_b_tlast"};
  sc_core::sc_out<Pin<Pins.result_bits * Pins.cols>> m_axis_c_tdata{"m_axis_c_tdata"};
  sc_core::sc_out<bool> m_axis_c_tvalid{"m_axis_c_tvalid"};
  sc_core::sc_in<bool> m_axis_c_tready{"m_axis_c_tready"};
  sc_core::sc_out<bool> m_axis_c_tlast{"m_axis_c_tlast"};
  sc_core::sc_out<Pin<Pins.error_bits>> error_o{"error_o"};

  SC_HAS_PROCESS(Array);

  // `unit` must have the module's pins; else it is a SystemC error, which says what they must be.
  Array(sc_core::sc_module_name name, const conformance::ArrayUnit& unit)
      : sc_core::sc_module(name), cycles_(unit) {
    if (pins_of(unit) != Pins) {
      const std::string text =
          "Array<" + text_of(Pins) + "> is not the unit's Array<" + text_of(pins_of(unit)) + ">";
      SC_REPORT_ERROR("/fp8forge/array", text.c_str());
    }
    SC_METHOD(step);
    sensitive << aclk.pos() << aresetn.neg();
  }

 private:
  void step() {
    if (!aresetn.read()) {
      cycles_.reset();
    } else if (aclk.posedge()) {
      get_bytes(s_axis_a_tdata.read(), a_);
      get_bytes(s_axis_b_tdata.read(), b_);
      cycles_.clock({{s_axis_a_tvalid.read(), s_axis_a_tlast.read(), this->a_user(), a_},
                     {s_axis_b_tvalid.read(), s_axis_b_tlast.read(), this->b_user(), b_},
                     this->d(),
                     m_axis_c_tready.read(),
                     this->register_inputs()});
    }
    s_axis_a_tready.write(cycles_.a_ready());
    s_axis_b_tready.write(cycles_.b_ready());
    this->write_d(cycles_);
    m_axis_c_tvalid.write(cycles_.c_valid());
    m_axis_c_tlast.write(cycles_.c_valid() && cycles_.c_row().last);
    Pin<Pins.result_bits * Pins.cols> row;
    if (cycles_.c_valid()) set_codes(row, cycles_.c_row().codes, Pins.result_bits);
    m_axis_c_tdata.write(row);
    this->write_c_user(cycles_);
    this->write_registers(cycles_);
    error_o.write(Pin<Pins.error_bits>(cycles_.error()));
  }

  ArrayCycles cycles_;
  std::array<std::uint8_t, static_cast<std::size_t>(Pins.rows)> a_{};
  std::array<std::uint8_t, static_cast<std::size_t>(Pins.cols)> b_{};
};

}  // namespace fp8forge::systemc
