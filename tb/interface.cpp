#include "tb/interface.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <sstream>

namespace fp8forge::tb {

namespace {

// The value of an XML element's attribute; empty when it has none.
std::string attribute(const std::string& line, const std::string& name) {
  const std::string mark = " " + name + "=\"";
  const std::size_t start = line.find(mark);
  if (start == std::string::npos) return "";
  const std::size_t from = start + mark.size();
  return line.substr(from, line.find('"', from) - from);
}

// A constant as Verilator writes it: "32&apos;sh40".
std::int64_t constant(const std::string& text) {
  const std::size_t base = text.find('h');
  return base == std::string::npos ? 0 : std::strtoll(text.c_str() + base + 1, nullptr, 16);
}

// Bits of each type, by its id.
std::map<std::string, std::int64_t> type_widths(const std::string& xml) {
  std::map<std::string, std::int64_t> widths;
  std::istringstream lines(xml);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("<basicdtype ") == std::string::npos) continue;
    const std::string left = attribute(line, "left"), right = attribute(line, "right");
    widths[attribute(line, "id")] =
        left.empty() ? 1 : std::abs(std::atoll(left.c_str()) - std::atoll(right.c_str())) + 1;
  }
  return widths;
}

std::string described(const InterfacePort& port) {
  return fmt::format("an {} of {} bit{}", port.direction, port.width, port.width == 1 ? "" : "s");
}
std::string described(const InterfaceParameter& parameter) {
  return fmt::format("{} by default", parameter.value);
}

template <typename Item>
std::string first_difference(const char* kind, const std::vector<Item>& rtl,
                             const std::vector<Item>& manifest) {
  const auto find = [](const std::vector<Item>& items, const std::string& name) {
    return std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.name == name; });
  };
  for (const Item& item : manifest) {
    const auto real = find(rtl, item.name);
    if (real == rtl.end()) return fmt::format("there is no {} {}", kind, item.name);
    if (*real != item) {
      return fmt::format("{} {} is {}, not {}", kind, item.name, described(*real), described(item));
    }
  }
  for (const Item& item : rtl) {
    if (find(manifest, item.name) == manifest.end()) return fmt::format("{} {} is missing", kind, item.name);
  }
  return rtl == manifest ? "" : fmt::format("the {}s stand in another order", kind);
}

}  // namespace

// One element a line:
//   <module loc="c,11,8,11,17" name="fp8_array" origName="fp8_array" topModule="1">
//     <var loc="c,12,17,12,21" name="Rows" dtype_id="1" vartype="int" origName="Rows" param="true">
//       <const loc="c,12,27,12,28" name="32&apos;sh8" dtype_id="1"/>
//     <var loc="c,16,30,16,34" name="aclk" dtype_id="3" dir="input" pinIndex="1" vartype="logic" …/>
//   </module>
Interface interface_of_xml(const std::string& xml, const std::string& top) {
  const std::map<std::string, std::int64_t> widths = type_widths(xml);
  Interface interface;
  bool inside = false;
  bool at_value = false;  // the next constant is the last parameter's
  std::istringstream lines(xml);
  for (std::string line; std::getline(lines, line);) {
    if (line.find("<module ") != std::string::npos) inside = attribute(line, "origName") == top;
    if (!inside) continue;
    if (line.find("</module>") != std::string::npos) break;
    if (at_value && line.find("<const ") != std::string::npos) {
      interface.parameters.back().value = constant(attribute(line, "name"));
      at_value = false;
    }
    if (line.find("<var ") == std::string::npos) continue;
    at_value = attribute(line, "param") == "true";
    if (at_value) interface.parameters.push_back({attribute(line, "name"), 0});
    const std::string direction = attribute(line, "dir");
    if (direction.empty() || attribute(line, "pinIndex").empty()) continue;
    const auto width = widths.find(attribute(line, "dtype_id"));
    interface.ports.push_back(
        {attribute(line, "name"), direction, width == widths.end() ? 0 : width->second});
  }
  return interface;
}

Interface interface_of_json(const nlohmann::json& json) {
  Interface interface;
  for (const nlohmann::json& port : json.at("ports")) {
    interface.ports.push_back({port.at("name"), port.at("direction"), port.at("width")});
  }
  for (const nlohmann::json& parameter : json.at("parameters")) {
    interface.parameters.push_back({parameter.at("name"), parameter.at("value")});
  }
  return interface;
}

nlohmann::json to_json(const Interface& interface) {
  nlohmann::json json{{"ports", nlohmann::json::array()}, {"parameters", nlohmann::json::array()}};
  for (const InterfacePort& port : interface.ports) {
    json["ports"].push_back({{"name", port.name}, {"direction", port.direction}, {"width", port.width}});
  }
  for (const InterfaceParameter& parameter : interface.parameters) {
    json["parameters"].push_back({{"name", parameter.name}, {"value", parameter.value}});
  }
  return json;
}

std::string difference(const Interface& rtl, const Interface& manifest) {
  const std::string of_ports = first_difference("port", rtl.ports, manifest.ports);
  return of_ports.empty() ? first_difference("parameter", rtl.parameters, manifest.parameters) : of_ports;
}

}  // namespace fp8forge::tb
