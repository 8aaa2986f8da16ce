#include "generator/emit/design.hpp"

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

}  // namespace fp8forge
