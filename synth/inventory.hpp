// Counting a mapped netlist.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "synth/liberty.hpp"
#include "synth/netlist.hpp"
#include "synth/report.hpp"

namespace fp8forge::synth {

struct Inventory {
  std::vector<ModuleRow> rows;           // largest area first
  std::map<std::string, long> unmapped;  // cells that are neither of the library nor modules: type → count

  double area() const;
};

// Counts cells through the hierarchy below `top`, variants of one source module in one row, mixed instances
// (composition.hpp) as what they stand for.
Inventory take_inventory(const Netlist& design, const std::string& top, const Liberty& liberty);

}  // namespace fp8forge::synth
