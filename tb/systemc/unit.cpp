#include "tb/systemc/unit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/systemc/array_cycles.hpp"
#include "tb/units.hpp"

namespace fp8forge::tb {

namespace {

using Json = nlohmann::json;

// What the model knows of a request. A key that is not here may only be there to say that something is off.
constexpr std::string_view kKnownKeys[] = {"unit",     "a",        "b",     "to",        "rounding",
                                           "overflow", "nan_e5m2", "acc",   "max_terms", "keep",
                                           "rows",     "cols",     "prefix"};
constexpr std::string_view kKnownUser[] = {"format_a", "format_b", "keep", "rounding", "saturate"};

template <std::size_t N>
bool is_among(const std::string_view (&known)[N], std::string_view name) {
  return std::find(std::begin(known), std::end(known), name) != std::end(known);
}

// Whether an option is not used.
bool is_off(const std::string& key, const Json& value) {
  if (key == "acc_segments") return value == 1;
  if (key == "dataflow") return value == "output-stationary";
  return value.is_null() || value == false || value == 0 || value == "" || value == "none";
}

// The ports that the model has, and their widths.
std::map<std::string, int> ports_of(const conformance::ArrayUnit& unit) {
  std::map<std::string, int> ports = {{"aclk", 1}, {"aresetn", 1}, {"error_o", 2}};
  for (const auto& [stream, width] : {std::pair{"s_axis_a_", 8 * unit.rows},
                                      {"s_axis_b_", 8 * unit.cols},
                                      {"m_axis_c_", unit.to.bits() * unit.cols}}) {
    ports[std::string(stream) + "tdata"] = width;
    for (const char* flag : {"tvalid", "tready", "tlast"}) ports[std::string(stream) + flag] = 1;
  }
  if (unit.has_user()) ports["s_axis_a_tuser"] = unit.user_bits();
  return ports;
}

// What the array has that the model does not, in words; empty: nothing.
std::string unknown_request(const Bundle& bundle) {
  for (const auto& [key, value] : bundle.manifest.at("request").items()) {
    if (!is_among(kKnownKeys, key) && !is_off(key, value)) return fmt::format("'{}' {}", key, value.dump());
  }
  if (bundle.request_text("acc") != "exact") return fmt::format("sums in {}", bundle.request_text("acc"));
  for (const Json& field : bundle.manifest.at("tuser")) {
    const std::string name = field.at("name");
    if (!is_among(kKnownUser, name)) return fmt::format("the choice '{}' of tiles", name);
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
  if (unit.latency != systemc::ArrayCycles::kLatency)
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
