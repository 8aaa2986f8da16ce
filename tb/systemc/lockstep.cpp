// The SystemC model of an array and Verilator's SystemC model of its RTL, pin by pin: both get the same
// random beats, stalls and resets, and every output has to be equal in every cycle, after the rising edge and
// after the inputs have changed. m_axis_c_tdata and _tlast mean nothing, and are not compared, while
// m_axis_c_tvalid is low.
//
//   lockstep BUNDLE [CYCLES [SEED]]     exit status 0: equal throughout; 1: they differ; 2: it cannot be done
//
// Compiled with Verilator's model (--sc --pins-bv 2 --prefix Varray) and PINS, the array's ArrayPins; see
// tests/systemc.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <systemc>

#include "Varray.h"
#include "sim/systemc/array.hpp"
#include "tb/systemc/traffic.hpp"
#include "tb/systemc/unit.hpp"

namespace fp8forge::tb {
namespace {

using systemc::Pin;

using systemc::ArrayPins;

constexpr ArrayPins kPins = PINS;
using Row = Pin<kPins.result_bits * kPins.cols>;

// A signal that leads nowhere where there is no port.
constexpr int at_least_one(int bits) { return bits > 0 ? bits : 1; }
constexpr int kUserPin = at_least_one(kPins.user_bits), kWeightUserPin = at_least_one(kPins.b_user_bits);
constexpr int kAddendPin = at_least_one(kPins.addend_bits * kPins.cols);
constexpr int kResultUserPin = at_least_one(kPins.c_user_bits),
              kAddressPin = at_least_one(kPins.register_bits);

template <int Width>
Pin<Width> pin_of(std::uint32_t number) {
  if constexpr (Width == 1) {
    return number & 1;
  } else {
    return Pin<Width>(Width < 32 ? number & ((std::uint32_t{1} << Width % 32) - 1) : number);
  }
}

// The signals at the outputs of one model.
struct Outputs {
  sc_core::sc_signal<bool> a_ready, b_ready, d_ready, c_valid, c_last;
  sc_core::sc_signal<Row> c_data;
  sc_core::sc_signal<Pin<kResultUserPin>> c_user;
  sc_core::sc_signal<Pin<kPins.error_bits>> error;
  sc_core::sc_signal<bool> aw_ready, w_ready, ar_ready, r_valid, b_valid;
  sc_core::sc_signal<Pin<2>> b_response, r_response;
  sc_core::sc_signal<Pin<32>> r_data;
};

class Lockstep {
 public:
  explicit Lockstep(const conformance::ArrayUnit& unit, std::uint64_t seed)
      : model_("model", unit), traffic_(unit, seed), random_(seed, 1, 0) {
    bind(model_, of_model_);
    bind(rtl_, of_rtl_);
  }

  // False: the models differed, which is told.
  bool run(std::int64_t cycles) {
    reset_.write(true);
    settle();
    if (!pulse_reset()) return false;
    for (; cycle_ < cycles; ++cycle_) {
      const bool took_a = traffic_.a().valid && of_rtl_.a_ready.read();
      const bool took_b = traffic_.b().valid && of_rtl_.b_ready.read();
      const bool took_d = traffic_.d().valid && of_rtl_.d_ready.read();
      rows_ += of_rtl_.c_valid.read() && c_ready_.read();
      clock_.write(true);
      settle();
      if (!equal("after the rising edge")) return false;
      traffic_.next(took_a, took_b, took_d);
      drive();
      clock_.write(false);
      settle();
      if (!equal("after the inputs changed")) return false;
      if (random_.below(2000) == 0 && !pulse_reset()) return false;
    }
    return true;
  }

  std::int64_t rows() const { return rows_; }
  std::int64_t resets() const { return resets_; }

 private:
  template <typename Module>
  void bind(Module& module, Outputs& outputs) {
    module.aclk(clock_);
    module.aresetn(reset_);
    module.s_axis_a_tdata(a_data_);
    module.s_axis_a_tvalid(a_valid_);
    module.s_axis_a_tready(outputs.a_ready);
    module.s_axis_a_tlast(a_last_);
    if constexpr (kPins.user_bits > 0) module.s_axis_a_tuser(a_user_);
    module.s_axis_b_tdata(b_data_);
    module.s_axis_b_tvalid(b_valid_);
    module.s_axis_b_tready(outputs.b_ready);
    module.s_axis_b_tlast(b_last_);
    if constexpr (kPins.b_user_bits > 0) module.s_axis_b_tuser(b_user_);
    if constexpr (kPins.addend_bits > 0) {
      module.s_axis_d_tdata(d_data_);
      module.s_axis_d_tvalid(d_valid_);
      module.s_axis_d_tready(outputs.d_ready);
      module.s_axis_d_tlast(d_last_);
    }
    module.m_axis_c_tdata(outputs.c_data);
    module.m_axis_c_tvalid(outputs.c_valid);
    module.m_axis_c_tready(c_ready_);
    module.m_axis_c_tlast(outputs.c_last);
    if constexpr (kPins.c_user_bits > 0) module.m_axis_c_tuser(outputs.c_user);
    module.error_o(outputs.error);
    if constexpr (kPins.register_bits > 0) {
      module.s_axil_awaddr(aw_address_);
      module.s_axil_awvalid(aw_valid_);
      module.s_axil_awready(outputs.aw_ready);
      module.s_axil_wdata(w_data_);
      module.s_axil_wstrb(w_strobe_);
      module.s_axil_wvalid(w_valid_);
      module.s_axil_wready(outputs.w_ready);
      module.s_axil_bresp(outputs.b_response);
      module.s_axil_bvalid(outputs.b_valid);
      module.s_axil_bready(b_ready_);
      module.s_axil_araddr(ar_address_);
      module.s_axil_arvalid(ar_valid_);
      module.s_axil_arready(outputs.ar_ready);
      module.s_axil_rdata(outputs.r_data);
      module.s_axil_rresp(outputs.r_response);
      module.s_axil_rvalid(outputs.r_valid);
      module.s_axil_rready(r_ready_);
    }
  }

  static void settle() { sc_core::sc_start(5, sc_core::SC_NS); }

  template <int Width>
  static void drive(sc_core::sc_signal<Pin<Width>>& signal, const std::vector<std::uint8_t>& bytes) {
    Pin<Width> bits;
    for (int i = 0; i < static_cast<int>(bytes.size()); ++i) {
      bits.range(8 * i + 7, 8 * i) = bytes[static_cast<std::size_t>(i)];
    }
    signal.write(bits);
  }

  void drive() {
    const StreamPins& a = traffic_.a();
    const StreamPins& b = traffic_.b();
    drive<8 * kPins.rows>(a_data_, a.data);
    drive<8 * kPins.cols>(b_data_, b.data);
    if constexpr (kPins.addend_bits > 0) drive<kAddendPin>(d_data_, traffic_.d().data);
    d_valid_.write(traffic_.d().valid);
    d_last_.write(traffic_.d().last);
    b_user_.write(pin_of<kWeightUserPin>(b.user));
    a_valid_.write(a.valid);
    b_valid_.write(b.valid);
    a_last_.write(a.last);
    b_last_.write(b.last);
    a_user_.write(pin_of<kUserPin>(a.user));
    c_ready_.write(traffic_.c_ready());
    drive_registers();
  }

  // Reads and writes at random; those of CONTROL more often than others. What is offered stays until it is
  // taken.
  void drive_registers() {
    const auto address = [&] { return random_.chance(40) ? 0 : static_cast<std::uint32_t>(random_.next()); };
    if (!aw_valid_.read() || of_rtl_.aw_ready.read()) {
      aw_valid_.write(random_.chance(5));
      aw_address_.write(pin_of<kAddressPin>(address()));
    }
    if (!w_valid_.read() || of_rtl_.w_ready.read()) {
      w_valid_.write(random_.chance(5));
      w_data_.write(
          pin_of<32>(static_cast<std::uint32_t>(random_.next()) & (random_.chance(70) ? ~2U : ~0U)));
      w_strobe_.write(pin_of<4>(static_cast<std::uint32_t>(random_.next())));
    }
    if (!ar_valid_.read() || of_rtl_.ar_ready.read()) {
      ar_valid_.write(random_.chance(30));
      ar_address_.write(pin_of<kAddressPin>(address()));
    }
    b_ready_.write(random_.chance(50));
    r_ready_.write(random_.chance(50));
  }

  // A reset between two edges that lasts up to three of them.
  bool pulse_reset() {
    ++resets_;
    reset_.write(false);
    settle();
    if (!equal("after aresetn fell")) return false;
    for (std::int64_t edges = random_.below(4); edges > 0; --edges) {
      for (const bool level : {true, false}) {
        clock_.write(level);
        settle();
        if (!equal("in reset")) return false;
      }
    }
    traffic_.restart();
    traffic_.next(false, false, false);
    drive();
    reset_.write(true);
    settle();
    return equal("after aresetn rose");
  }

  template <typename T>
  bool equal(const char* when, const char* port, const sc_core::sc_signal<T>& model,
             const sc_core::sc_signal<T>& rtl) const {
    if (model.read() == rtl.read()) return true;
    const auto text = [](const T& value) {
      if constexpr (std::is_same_v<T, bool>) {
        return std::string(value ? "1" : "0");
      } else {
        return value.to_string(sc_dt::SC_HEX);
      }
    };
    std::printf("differ in cycle %lld %s: %s is %s in the RTL, %s in the SystemC model\n",
                static_cast<long long>(cycle_), when, port, text(rtl.read()).c_str(),
                text(model.read()).c_str());
    return false;
  }

  bool equal(const char* when) const {
    const Outputs& m = of_model_;
    const Outputs& r = of_rtl_;
    return equal(when, "s_axis_a_tready", m.a_ready, r.a_ready) &&
           equal(when, "s_axis_b_tready", m.b_ready, r.b_ready) &&
           equal(when, "s_axis_d_tready", m.d_ready, r.d_ready) &&
           equal(when, "m_axis_c_tvalid", m.c_valid, r.c_valid) && equal(when, "error_o", m.error, r.error) &&
           (!r.c_valid.read() || (equal(when, "m_axis_c_tdata", m.c_data, r.c_data) &&
                                  equal(when, "m_axis_c_tuser", m.c_user, r.c_user) &&
                                  equal(when, "m_axis_c_tlast", m.c_last, r.c_last))) &&
           equal(when, "s_axil_awready", m.aw_ready, r.aw_ready) &&
           equal(when, "s_axil_wready", m.w_ready, r.w_ready) &&
           equal(when, "s_axil_arready", m.ar_ready, r.ar_ready) &&
           equal(when, "s_axil_bvalid", m.b_valid, r.b_valid) &&
           equal(when, "s_axil_rvalid", m.r_valid, r.r_valid) &&
           (!r.b_valid.read() || equal(when, "s_axil_bresp", m.b_response, r.b_response)) &&
           (!r.r_valid.read() || (equal(when, "s_axil_rresp", m.r_response, r.r_response) &&
                                  equal(when, "s_axil_rdata", m.r_data, r.r_data)));
  }

  sc_core::sc_signal<bool> clock_, reset_, a_valid_, a_last_, b_valid_, b_last_, d_valid_, d_last_, c_ready_;
  sc_core::sc_signal<Pin<8 * kPins.rows>> a_data_;
  sc_core::sc_signal<Pin<8 * kPins.cols>> b_data_;
  sc_core::sc_signal<Pin<kAddendPin>> d_data_;
  sc_core::sc_signal<Pin<kUserPin>> a_user_;
  sc_core::sc_signal<Pin<kWeightUserPin>> b_user_;
  sc_core::sc_signal<bool> aw_valid_, w_valid_, ar_valid_, b_ready_, r_ready_;
  sc_core::sc_signal<Pin<kAddressPin>> aw_address_, ar_address_;
  sc_core::sc_signal<Pin<32>> w_data_;
  sc_core::sc_signal<Pin<4>> w_strobe_;
  Outputs of_model_, of_rtl_;
  systemc::Array<kPins> model_;
  Varray rtl_{"rtl"};
  Traffic traffic_;
  conformance::Random random_;
  std::int64_t cycle_ = 0, rows_ = 0, resets_ = 0;
};

}  // namespace
}  // namespace fp8forge::tb

int sc_main(int count, char* words[]) {
  using namespace fp8forge;
  if (count < 2 || count > 4) {
    std::fprintf(stderr, "usage: lockstep BUNDLE [CYCLES [SEED]]\n");
    return 2;
  }
  const std::int64_t cycles = count > 2 ? std::atoll(words[2]) : 20000;
  const std::uint64_t seed = count > 3 ? std::strtoull(words[3], nullptr, 10) : 1;
  const Result<conformance::ArrayUnit> unit = tb::systemc_unit(words[1]);
  if (!unit) {
    std::fprintf(stderr, "%s: %s: %s\n", unit.error().what.c_str(), unit.error().where.c_str(),
                 unit.error().hint.c_str());
    return 2;
  }
  tb::Lockstep bench(*unit, seed);
  if (!bench.run(cycles)) return 1;
  std::printf("equal in %lld cycles: %lld rows, %lld resets\n", static_cast<long long>(cycles),
              static_cast<long long>(bench.rows()), static_cast<long long>(bench.resets()));
  return 0;
}
