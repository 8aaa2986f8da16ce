#include "synth/inventory.hpp"

#include <algorithm>

namespace fp8forge::synth {

namespace {

void count(const Netlist& design, const std::string& name, const Liberty& liberty, int instances,
           std::map<std::string, ModuleRow>& rows, std::map<std::string, long>& unmapped) {
  const Netlist& module = design.at("modules").at(name);
  const std::string source = source_name(name, module);
  ModuleRow& row = rows[source];
  row.name = source;
  row.instances += instances;
  std::map<std::string, int> below;
  for (const Netlist& cell : module.at("cells")) {
    const std::string type = cell.at("type");
    if (const auto found = liberty.cells.find(type); found != liberty.cells.end()) {
      row.cells += instances;
      row.flip_flops += found->second.flip_flop ? instances : 0;
      row.area += instances * found->second.area;
    } else if (is_instance(design, cell)) {
      below[type] += instances;
    } else {
      unmapped[type] += instances;
    }
  }
  for (const auto& [type, times] : below) count(design, type, liberty, times, rows, unmapped);
}

}  // namespace

double Inventory::area() const {
  double sum = 0;
  for (const ModuleRow& row : rows) sum += row.area;
  return sum;
}

Inventory take_inventory(const Netlist& design, const std::string& top, const Liberty& liberty) {
  std::map<std::string, ModuleRow> rows;
  Inventory inventory;
  count(design, top, liberty, 1, rows, inventory.unmapped);
  // A module that only joins others says nothing.
  for (const auto& [name, row] : rows) {
    if (row.cells > 0) inventory.rows.push_back(row);
  }
  std::stable_sort(inventory.rows.begin(), inventory.rows.end(),
                   [](const ModuleRow& a, const ModuleRow& b) { return a.area > b.area; });
  return inventory;
}

}  // namespace fp8forge::synth
