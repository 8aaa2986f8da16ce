#include "synth/netlist.hpp"

namespace fp8forge::synth {

std::string source_name(const std::string& name, const Netlist& module) {
  const auto attributes = module.find("attributes");
  if (attributes == module.end() || !attributes->contains("hdlname")) return name;
  std::string source = attributes->at("hdlname");
  if (source.starts_with('\\')) source.erase(0, 1);
  return source;
}

bool is_instance(const Netlist& design, const Netlist& cell) {
  return design.at("modules").contains(cell.at("type").get<std::string>());
}

}  // namespace fp8forge::synth
