#include "synth/inventory.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "synth/composition.hpp"

namespace fp8forge::synth {

namespace {

// A row while it is counted: an instance may stand for a share of two modules.
struct Sums {
  double instances = 0, cells = 0, flip_flops = 0, area = 0, flip_flop_area = 0;
};

class Counter {
 public:
  Counter(const Netlist& design, const Liberty& liberty) : liberty_(liberty) {
    for (const auto& [name, module] : design.at("modules").items()) modules_[name] = &module;
  }

  void count(const std::string& name, double instances) {
    const Netlist& module = *modules_.at(name);
    Sums& row = rows[source_name(name, module)];
    row.instances += instances;
    std::map<std::string, double> below;
    for (const Netlist& cell : module.at("cells")) {
      const std::string type = cell.at("type");
      if (const auto found = liberty_.cells.find(type); found != liberty_.cells.end()) {
        row.cells += instances;
        row.area += instances * found->second.area;
        if (found->second.flip_flop) {
          row.flip_flops += instances;
          row.flip_flop_area += instances * found->second.area;
        }
      } else if (modules_.contains(type)) {
        const double share = share_of_other(cell);
        below[type] += instances * (1 - share);
        if (share > 0) below[cell.at("attributes").at(kToward)] += instances * share;
      } else {
        unmapped[type] += std::lround(instances);
      }
    }
    for (const auto& [type, times] : below) count(type, times);
  }

  std::map<std::string, Sums> rows;
  std::map<std::string, long> unmapped;

 private:
  static double share_of_other(const Netlist& cell) {
    const auto attributes = cell.find("attributes");
    if (attributes == cell.end() || !attributes->contains(kShare)) return 0;
    return std::stod(attributes->at(kShare).get<std::string>());
  }

  const Liberty& liberty_;
  std::map<std::string, const Netlist*> modules_;
};

}  // namespace

double Inventory::area() const {
  double sum = 0;
  for (const ModuleRow& row : rows) sum += row.area;
  return sum;
}

Inventory take_inventory(const Netlist& design, const std::string& top, const Liberty& liberty) {
  Counter counter(design, liberty);
  counter.count(top, 1);
  Inventory inventory;
  inventory.unmapped = std::move(counter.unmapped);
  // A module that only joins others says nothing.
  for (const auto& [name, row] : counter.rows) {
    if (row.cells == 0) continue;
    inventory.rows.push_back({name, static_cast<int>(std::lround(row.instances)), std::lround(row.cells),
                              std::lround(row.flip_flops), row.area, row.flip_flop_area});
  }
  std::stable_sort(inventory.rows.begin(), inventory.rows.end(),
                   [](const ModuleRow& a, const ModuleRow& b) { return a.area > b.area; });
  return inventory;
}

}  // namespace fp8forge::synth
