#include "generator/emit/array_counters.hpp"

#include <fmt/format.h>

namespace fp8forge {

namespace {

constexpr int kAddressBits = 6;
constexpr int kCounterBits = 48;

}  // namespace

std::vector<CounterRegister> counter_registers(const Request& request) {
  if (!request.counters) return {};
  std::vector<CounterRegister> registers = {
      {"CONTROL",
       0x00,
       2,
       true,
       "the only register that is written",
       {{"run", 0, 1, "the counters count; 1 after reset"},
        {"clear", 1, 1, "written 1: counters and marks become 0; reads 0"}}},
      {"STATUS",
       0x04,
       16,
       false,
       "what was seen",
       {{"nan", 0, 1, "a result was NaN since the last clear"},
        {"infinite", 1, 1, "a result was infinite since the last clear"},
        {"saturated", 2, 1, "since the last clear a result was the largest finite number for a larger one"},
        {"error", 8, 8, "error_o in its lowest bits, which no clear changes"}}}};
  const std::pair<const char*, const char*> counters[] = {
      {"BUSY", request.is_weight_stationary() ? "cycles in which a row of A was taken"
                                              : "cycles in which a beat of A and one of B were taken"},
      {"STARVED", "cycles in which a stream had no beat"},
      {"HELD", request.is_weight_stationary()
                   ? "cycles in which beats waited for weights to load or kept sums to come"
                   : "cycles in which a tile's last beats waited for the end of the tile before"},
      {"BLOCKED", "cycles in which the array stopped because rows of C were not taken"},
      {"TILES", "tiles whose last row of C was taken"}};
  for (const auto& [name, meaning] : counters) {
    registers.push_back({name, static_cast<int>(8 * registers.size()) - 8, kCounterBits, false, meaning});
  }
  return registers;
}

nlohmann::ordered_json to_json(const std::vector<CounterRegister>& registers) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const CounterRegister& each : registers) {
    nlohmann::ordered_json json = {{"name", each.name},
                                   {"address", each.address},
                                   {"width", each.bits},
                                   {"access", each.is_writable ? "read-write" : "read-only"},
                                   {"meaning", each.meaning}};
    for (const RegisterField& field : each.fields) {
      json["fields"].push_back(
          {{"name", field.name}, {"lsb", field.lsb}, {"width", field.bits}, {"meaning", field.meaning}});
    }
    all.push_back(json);
  }
  return all;
}

std::string counters_line(const Request& request) {
  if (!request.counters) return "";
  return "counters    of busy, starved, held and blocked cycles and of tiles, and marks of NaN, infinite and "
         "saturated results, in registers behind s_axil\n";
}

void append_register_port(const Request& request, std::vector<sv::Port>& ports) {
  if (!request.counters) return;
  for (sv::Port& port : std::vector<sv::Port>{
           sv::input("s_axil_awaddr", kAddressBits, "of a byte; the lowest two bits are not looked at", true),
           sv::input("s_axil_awvalid", 1, ""),
           sv::output("s_axil_awready", 1, "low in reset"),
           sv::input("s_axil_wdata", 32, "before its address, with it or after it"),
           sv::input("s_axil_wstrb", 4, "a bit a byte"),
           sv::input("s_axil_wvalid", 1, ""),
           sv::output("s_axil_wready", 1, "low in reset"),
           sv::output("s_axil_bresp", 2, "0 OKAY, 2 SLVERR: no such register, or not to be written"),
           sv::output("s_axil_bvalid", 1, "low in reset; holds until bready"),
           sv::input("s_axil_bready", 1, ""),
           sv::input("s_axil_araddr", kAddressBits, "of a byte; the lowest two bits are not looked at"),
           sv::input("s_axil_arvalid", 1, ""),
           sv::output("s_axil_arready", 1, "low in reset"),
           sv::output("s_axil_rdata", 32, ""),
           sv::output("s_axil_rresp", 2, "0 OKAY, 2 SLVERR: no such register"),
           sv::output("s_axil_rvalid", 1, "low in reset; holds until rready"),
           sv::input("s_axil_rready", 1, ""),
       }) {
    ports.push_back(std::move(port));
  }
}

sv::Port marks_port() { return sv::output("marks_o", 3, "result_o is {saturated, infinite, NaN}"); }

sv::Connection column_marks() { return {"marks_o", "marks[c*3 +: 3]"}; }

std::vector<sv::Item> marks_signal(const ArrayShape& shape) {
  if (!shape.request.counters) return {};
  return {
      sv::Signal{"marks", {"Cols*3", shape.request.cols * 3}, "of results: {saturated, infinite, NaN} each"}};
}

std::vector<sv::Item> counters_side(const ArrayShape& shape, const CountedEvents& events) {
  if (!shape.request.counters) return {};
  sv::Instance counters{"fp8_array_counters",
                        "u_counters",
                        {{"Cols", "Cols"}, {"CounterWidth", std::to_string(kCounterBits)}},
                        {{"clk_i", "aclk"},
                         {"rst_ni", "aresetn"},
                         {"take_i", events.take},
                         {"present_i", events.present},
                         {"blocked_i", events.blocked},
                         {"tile_i", "m_axis_c_tvalid && m_axis_c_tready && m_axis_c_tlast"},
                         {"row_i", events.row},
                         {"marks_i", "marks"},
                         {"error_i", "8'(error_o)"}}};
  std::vector<sv::Port> ports;
  append_register_port(shape.request, ports);
  for (const sv::Port& port : ports) {
    const std::string name = port.name.substr(port.name.rfind('_') + 1);
    const char* suffix = port.direction == sv::Direction::kInput ? "_i" : "_o";
    counters.ports.push_back({name + suffix, port.name});
  }
  return {sv::Comment{"What the array does is counted, and what its results are is remembered."},
          std::move(counters)};
}

std::vector<std::string> counters_library(const Request& request) {
  if (!request.counters) return {};
  return {"fp8_axi_lite", "fp8_array_counters"};
}

}  // namespace fp8forge
