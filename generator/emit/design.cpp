#include "generator/emit/design.hpp"

#include <algorithm>

namespace fp8forge {

Design design_of(const Request& request) {
  switch (request.unit) {
    case Unit::kMultiplier:
      return multiplier_of(request);
    case Unit::kAdder:
      return adder_of(request);
    case Unit::kFma:
      return fma_of(request);
    case Unit::kDot:
      return dot_of(request);
    case Unit::kMac:
      return mac_of(request);
    case Unit::kConverter:
      return converter_of(request);
    case Unit::kArray:
      return array_of(request);
  }
  return {};
}

std::string generator_name() { return "fp8forge " FP8FORGE_VERSION; }

void add_part(Design& design, const Design& part) {
  for (const std::string& name : part.library) {
    if (std::ranges::find(design.library, name) == design.library.end()) design.library.push_back(name);
  }
  for (const sv::Module& module : part.modules) {
    const auto same = [&](const sv::Module& other) { return other.name == module.name; };
    if (std::ranges::none_of(design.modules, same)) design.modules.push_back(module);
  }
}

}  // namespace fp8forge
