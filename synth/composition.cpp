#include "synth/composition.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace fp8forge::synth {

namespace {

// A module by what must be equal for one to stand in for the other: source, and ports with their widths.
std::string family_of(const std::string& name, const Netlist& module) {
  std::string family = source_name(name, module);
  for (const auto& [port, value] : module.at("ports").items()) {
    family += " " + port + ":" + std::to_string(value.at("bits").size());
  }
  return family;
}

// Bits that registers drive.
long register_bits(const Netlist& module) {
  long bits = 0;
  for (const Netlist& cell : module.at("cells")) {
    if (cell.at("connections").contains("Q"))
      bits += static_cast<long>(cell.at("connections").at("Q").size());
  }
  return bits;
}

struct Mix {
  std::string of, toward;
  double share = 0;
};

}  // namespace

bool compose(Netlist& design) {
  std::map<std::string, std::vector<std::pair<long, std::string>>> families;  // bits and name
  for (const auto& [name, module] : design.at("modules").items()) {
    families[family_of(name, module)].emplace_back(register_bits(module), name);
  }
  std::map<std::string, Mix> mixes;
  for (auto& [family, members] : families) {
    if (members.size() <= kMappedVariants) continue;
    std::sort(members.begin(), members.end());
    const std::set<std::size_t> kept = {0, 1, 2, members.size() / 2, members.size() - 1};
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (kept.contains(i)) continue;
      const auto above = kept.upper_bound(i);
      const auto& [less, of] = members[*std::prev(above)];
      const auto& [more, toward] = members[*above];
      const double share =
          more == less ? 0 : static_cast<double>(members[i].first - less) / static_cast<double>(more - less);
      mixes[members[i].second] = {of, toward, share};
    }
  }
  std::vector<std::string> replaced;
  for (auto& [name, module] : design["modules"].items()) {
    for (Netlist& cell : module["cells"]) {
      const auto mix = mixes.find(cell.at("type").get<std::string>());
      if (mix == mixes.end()) continue;
      cell["type"] = mix->second.of;
      cell["attributes"][kToward] = mix->second.toward;
      cell["attributes"][kShare] = std::to_string(mix->second.share);
    }
    if (mixes.contains(name)) replaced.push_back(name);
  }
  for (const std::string& name : replaced) design["modules"].erase(name);
  return !replaced.empty();
}

}  // namespace fp8forge::synth
