// A top module as the tools see it: its ports and parameters, as the RTL has them and as a manifest says.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "generator/base/result.hpp"

namespace fp8forge::tb {

struct InterfacePort {
  std::string name;
  std::string direction;  // "input", "output"
  std::int64_t width = 0;
  bool operator==(const InterfacePort&) const = default;
};

struct InterfaceParameter {
  std::string name;
  std::int64_t value = 0;  // the default
  bool operator==(const InterfaceParameter&) const = default;
};

// Both in the order of the RTL.
struct Interface {
  std::vector<InterfacePort> ports;
  std::vector<InterfaceParameter> parameters;
  bool operator==(const Interface&) const = default;
};

// The interface of module `top` in what `verilator --xml-only` wrote.
Interface interface_of_xml(const std::string& xml, const std::string& top);

// From the keys "ports" and "parameters" of a manifest, and back. Throws nlohmann::json::exception.
Interface interface_of_json(const nlohmann::json& json);
nlohmann::json to_json(const Interface& interface);

// The first difference, in words: "port a_i is an input of 8 bits, not of 16 bits". Empty: none.
std::string difference(const Interface& rtl, const Interface& manifest);

}  // namespace fp8forge::tb
