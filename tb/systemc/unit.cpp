#include "tb/systemc/unit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/systemc/array_cycles.hpp"
#include "sim/systemc/array_pins.hpp"
#include "tb/units.hpp"

namespace fp8forge::tb {

namespace {

using Json = nlohmann::json;

// What the model knows of a request. A key that is not here may only be there to say that something is off.
constexpr std::string_view kKnownKeys[] = {
    "unit",         "a",         "b",      "d",    "to",    "rounding", "overflow", "nan_e5m2", "acc",
    "acc_segments", "max_terms", "keep",   "rows", "scale", "amax",     "counters", "dataflow", "cols",
    "prefix",       "tile_rows", "carries"};

template <std::size_t N>
bool is_among(const std::string_view (&known)[N], std::string_view name) {
  return std::find(std::begin(known), std::end(known), name) != std::end(known);
}

// Whether an option is not used.
bool is_off(const Json& value) {
  return value.is_null() || value == false || value == 0 || value == "" || value == "none";
}

// The ports that the model has, and their widths.
std::map<std::string, int> ports_of(const conformance::ArrayUnit& unit) {
  const systemc::ArrayPins pins = systemc::pins_of(unit);
  std::map<std::string, int> ports = {{"aclk", 1}, {"aresetn", 1}, {"error_o", pins.error_bits}};
  const auto add_stream = [&](const std::string& stream, int width, int user_bits) {
    if (width == 0) return;
    ports[stream + "_tdata"] = width;
    for (const char* flag : {"_tvalid", "_tready", "_tlast"}) ports[stream + flag] = 1;
    if (user_bits > 0) ports[stream + "_tuser"] = user_bits;
  };
  add_stream("s_axis_a", 8 * pins.rows, pins.user_bits);
  add_stream("s_axis_b", 8 * pins.cols, pins.b_user_bits);
  add_stream("s_axis_d", pins.addend_bits * pins.cols, 0);
  add_stream("m_axis_c", pins.result_bits * pins.cols, pins.c_user_bits);
  if (pins.register_bits == 0) return ports;
  for (const auto& [name, width] : {std::pair{"awaddr", pins.register_bits},
                                    {"araddr", pins.register_bits},
                                    {"wdata", 32},
                                    {"wstrb", 4},
                                    {"bresp", 2},
                                    {"rdata", 32},
                                    {"rresp", 2}})
    ports[std::string("s_axil_") + name] = width;
  for (const std::string channel : {"aw", "w", "b", "ar", "r"}) {
    for (const char* flag : {"valid", "ready"}) ports["s_axil_" + channel + flag] = 1;
  }
  return ports;
}

// What the array has that the model does not, in words; empty: nothing.
std::string unknown_request(const Bundle& bundle) {
  for (const auto& [key, value] : bundle.manifest.at("request").items()) {
    if (!is_among(kKnownKeys, key) && !is_off(value)) return fmt::format("'{}' {}", key, value.dump());
  }
  return "";
}

std::string difference(const Bundle& bundle, const conformance::ArrayUnit& unit) {
  std::map<std::string, int> missing = ports_of(unit);
  for (const Json& port : bundle.manifest.at("ports")) {
    const std::string name = port.at("name");
    const auto known = missing.find(name);
    if (known == missing.end()) return fmt::format("the port {}", name);
    if (known->second != port.at("width")) return fmt::format("{} bits of {}", port.at("width").dump(), name);
    missing.erase(known);
  }
  if (!missing.empty()) return fmt::format("an array without {}", missing.begin()->first);
  if (unit.latency != systemc::ArrayCycles::latency(unit))
    return fmt::format("a latency of {} cycles", unit.latency);
  if (unit.interval != unit.rows) return fmt::format("tiles {} cycles apart", unit.interval);
  return "";
}

Error refusal(const std::filesystem::path& bundle, const std::string& unknown) {
  return {fmt::format("the SystemC model does not know {}", unknown), bundle.string(),
          "simulate this array's RTL instead (verilator --sc)"};
}

}  // namespace

Result<conformance::ArrayUnit> systemc_unit(const std::filesystem::path& directory) {
  const Result<Bundle> bundle = load_bundle(directory);
  if (!bundle) return bundle.error();
  if (bundle->unit != "array") {
    return Error{fmt::format("there is no SystemC model of a {}", bundle->unit), directory.string(),
                 "name the bundle of an array"};
  }
  try {
    if (const std::string unknown = unknown_request(*bundle); !unknown.empty())
      return refusal(directory, unknown);
    const Result<conformance::ArrayUnit> unit = array_unit(*bundle);
    if (!unit) return unit.error();
    if (const std::string unknown = difference(*bundle, *unit); !unknown.empty())
      return refusal(directory, unknown);
    return *unit;
  } catch (const Json::exception& problem) {
    return Error{fmt::format("the manifest does not describe the unit ({})", told(problem)),
                 (directory / "manifest.json").string(), "remove the bundle and generate it again"};
  }
}

}  // namespace fp8forge::tb
