// Ports that only some arrays have, each as a base of the module: with pins where there are bits, else
// without.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <systemc>

#include "sim/systemc/array_cycles.hpp"
#include "sim/systemc/pins.hpp"

namespace fp8forge::systemc {

template <int Bits>
struct UserPort {
  sc_core::sc_in<Pin<Bits>> s_axis_a_tuser{"s_axis_a_tuser"};
  std::uint32_t a_user() const { return number_of(s_axis_a_tuser.read()); }
};
template <>
struct UserPort<0> {
  std::uint32_t a_user() const { return 0; }
};

template <int Bits>
struct WeightUserPort {
  sc_core::sc_in<Pin<Bits>> s_axis_b_tuser{"s_axis_b_tuser"};
  std::uint32_t b_user() const { return number_of(s_axis_b_tuser.read()); }
};
template <>
struct WeightUserPort<0> {
  std::uint32_t b_user() const { return 0; }
};

// `Bits`: of a row of D.
template <int Bits>
struct AddendPorts {
  sc_core::sc_in<Pin<Bits>> s_axis_d_tdata{"s_axis_d_tdata"};
  sc_core::sc_in<bool> s_axis_d_tvalid{"s_axis_d_tvalid"};
  sc_core::sc_out<bool> s_axis_d_tready{"s_axis_d_tready"};
  sc_core::sc_in<bool> s_axis_d_tlast{"s_axis_d_tlast"};

  Offer d() {
    get_bytes(s_axis_d_tdata.read(), bytes_);
    return {s_axis_d_tvalid.read(), s_axis_d_tlast.read(), 0, bytes_};
  }
  void write_d(const ArrayCycles& cycles) { s_axis_d_tready.write(cycles.d_ready()); }

 private:
  std::array<std::uint8_t, Bits / 8> bytes_{};
};
template <>
struct AddendPorts<0> {
  Offer d() { return {}; }
  void write_d(const ArrayCycles& /*cycles*/) {}
};

template <int Bits>
struct ResultUserPort {
  sc_core::sc_out<Pin<Bits>> m_axis_c_tuser{"m_axis_c_tuser"};
  void write_c_user(const ArrayCycles& cycles) {
    m_axis_c_tuser.write(Pin<Bits>(cycles.c_valid() ? cycles.c_row().amax : 0));
  }
};
template <>
struct ResultUserPort<0> {
  void write_c_user(const ArrayCycles& /*cycles*/) {}
};

// `Bits`: of an address.
template <int Bits>
struct RegisterPorts {
  sc_core::sc_in<Pin<Bits>> s_axil_awaddr{"s_axil_awaddr"};
  sc_core::sc_in<bool> s_axil_awvalid{"s_axil_awvalid"};
  sc_core::sc_out<bool> s_axil_awready{"s_axil_awready"};
  sc_core::sc_in<Pin<32>> s_axil_wdata{"s_axil_wdata"};
  sc_core::sc_in<Pin<4>> s_axil_wstrb{"s_axil_wstrb"};
  sc_core::sc_in<bool> s_axil_wvalid{"s_axil_wvalid"};
  sc_core::sc_out<bool> s_axil_wready{"s_axil_wready"};
  sc_core::sc_out<Pin<2>> s_axil_bresp{"s_axil_bresp"};
  sc_core::sc_out<bool> s_axil_bvalid{"s_axil_bvalid"};
  sc_core::sc_in<bool> s_axil_bready{"s_axil_bready"};
  sc_core::sc_in<Pin<Bits>> s_axil_araddr{"s_axil_araddr"};
  sc_core::sc_in<bool> s_axil_arvalid{"s_axil_arvalid"};
  sc_core::sc_out<bool> s_axil_arready{"s_axil_arready"};
  sc_core::sc_out<Pin<32>> s_axil_rdata{"s_axil_rdata"};
  sc_core::sc_out<Pin<2>> s_axil_rresp{"s_axil_rresp"};
  sc_core::sc_out<bool> s_axil_rvalid{"s_axil_rvalid"};
  sc_core::sc_in<bool> s_axil_rready{"s_axil_rready"};

  Registers::Inputs register_inputs() const {
    return {number_of(s_axil_awaddr.read()),
            number_of(s_axil_araddr.read()),
            number_of(s_axil_wdata.read()),
            number_of(s_axil_wstrb.read()),
            s_axil_awvalid.read(),
            s_axil_wvalid.read(),
            s_axil_arvalid.read(),
            s_axil_bready.read(),
            s_axil_rready.read()};
  }
  void write_registers(const ArrayCycles& cycles) {
    const Registers& registers = cycles.registers();
    s_axil_awready.write(registers.aw_ready());
    s_axil_wready.write(registers.w_ready());
    s_axil_arready.write(registers.ar_ready());
    s_axil_bvalid.write(registers.b_valid());
    s_axil_rvalid.write(registers.r_valid());
    s_axil_bresp.write(Pin<2>(registers.b_response()));
    s_axil_rresp.write(Pin<2>(registers.r_response()));
    s_axil_rdata.write(Pin<32>(registers.r_data()));
  }
};
template <>
struct RegisterPorts<0> {
  Registers::Inputs register_inputs() const { return {}; }
  void write_registers(const ArrayCycles& /*cycles*/) {}
};

}  // namespace fp8forge::systemc
