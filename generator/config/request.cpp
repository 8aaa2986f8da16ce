#include "generator/config/request.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace fp8forge {

namespace {

std::string names_of(const std::vector<Format>& formats) {
  std::vector<std::string_view> names;
  for (const Format& format : formats) names.push_back(format.name);
  return fmt::format("{}", fmt::join(names, ","));
}

}  // namespace

Format Request::result_format() const { return result_formats().front(); }

std::vector<Format> Request::result_formats() const {
  std::vector<Format> formats = choose_to.empty() ? std::vector{to} : choose_to;
  for (Format& format : formats) {
    if (format.name == kE5m2.name) format.canonical_nan = nan_e5m2;
  }
  return formats;
}

std::string_view name_of(Unit unit) {
  switch (unit) {
    case Unit::kMultiplier:
      return "multiplier";
    case Unit::kAdder:
      return "adder";
    case Unit::kFma:
      return "fma";
    case Unit::kDot:
      return "dot";
    case Unit::kMac:
      return "mac";
    case Unit::kConverter:
      return "converter";
    case Unit::kArray:
      return "array";
  }
  return "?";
}

std::string_view name_of(Dataflow dataflow) {
  return dataflow == Dataflow::kWeightStationary ? "weight-stationary" : "output-stationary";
}

std::string_view name_of(Carries carries) {
  switch (carries) {
    case Carries::kTree:
      return "tree";
    case Carries::kChain:
      return "chain";
    case Carries::kRipple:
      break;
  }
  return "ripple";
}

std::string top_name(Unit unit) { return fmt::format("fp8_{}", name_of(unit)); }

nlohmann::ordered_json to_json(const Request& request) {
  const Unit unit = request.unit;
  nlohmann::ordered_json json;
  json["unit"] = name_of(unit);
  if (unit == Unit::kConverter) {
    json["from"] = request.from.name;
  } else {
    json["a"] = request.choose_a ? "e4m3,e5m2" : request.a.name;
    json["b"] = request.choose_b ? "e4m3,e5m2" : request.b.name;
  }
  if (unit == Unit::kFma || unit == Unit::kDot) json["c"] = request.c.name;
  const std::vector<Format> formats = request.result_formats();
  if (request.d) json["d"] = request.d->name;
  json["to"] = names_of(formats);
  json["rounding"] = request.rounding ? name_of(*request.rounding) : "runtime";
  json["overflow"] = request.overflow ? name_of(*request.overflow) : "runtime";
  json["nan_e5m2"] = fmt::format("{:02x}", request.nan_e5m2);
  if (unit == Unit::kDot || unit == Unit::kConverter) json["lanes"] = request.lanes;
  if (unit == Unit::kArray || unit == Unit::kMac) {
    json["acc"] = request.accumulator ? request.accumulator->name : "exact";
    const bool is_free = !request.is_weight_stationary() || request.keep;
    if (!request.accumulator && is_free) json["max_terms"] = request.max_terms;
  }
  if (request.has_carries()) json["carries"] = name_of(request.carries);
  if (unit == Unit::kArray) {
    const bool has_segments = !request.accumulator && !request.is_weight_stationary();
    if (has_segments) json["acc_segments"] = request.acc_segments;
    json["dataflow"] = name_of(request.dataflow);
    json["keep"] = request.keep;
    if (request.is_weight_stationary() && request.keep) json["tile_rows"] = request.tile_rows;
    json["rows"] = request.rows;
    json["cols"] = request.cols;
  } else {
    json["random_bits"] = request.random_bits;
    json["flags"] = request.flags;
    json["stages"] = request.stages;
  }
  if (unit == Unit::kConverter || unit == Unit::kArray) {
    json["scale"] = request.scale;
    json["amax"] = request.amax;
  }
  if (unit == Unit::kArray) json["counters"] = request.counters;
  json["prefix"] = request.prefix;
  return json;
}

std::string command_line(const Request& request) {
  const nlohmann::ordered_json json = to_json(request);
  std::string command = fmt::format("fp8forge generate {}", name_of(request.unit));
  for (const auto& [key, value] : json.items()) {
    if (key == "unit") continue;
    if (key == "nan_e5m2" && json["to"].get<std::string>().find(kE5m2.name) == std::string::npos) continue;
    if (key == "prefix" && request.prefix.empty()) continue;
    // Options that are off are left out; converters are vectors, and sums in parts, only when asked for.
    if (value == false || (value == 0 && key != "lanes")) continue;
    if ((key == "lanes" || key == "acc_segments") && value == 1) continue;
    if (key == "carries" && request.carries == Carries::kTree) continue;
    std::string option = key;
    for (char& letter : option) {
      if (letter == '_') letter = '-';
    }
    command += fmt::format(" --{}", option);
    if (!value.is_boolean()) {
      command += fmt::format(" {}", value.is_string() ? value.get<std::string>() : value.dump());
    }
  }
  return command;
}

}  // namespace fp8forge
