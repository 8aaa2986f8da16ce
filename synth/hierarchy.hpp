// Which module boundaries survive synthesis. A boundary costs area, since no gate is shared across it, and
// buys a row in the report and a module that is mapped once for all its instances.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "synth/netlist.hpp"

namespace fp8forge::synth {

// True when one clocked module with instances of its own stands in the design more than once: an array's cell
// or column. Only such a design is worth boundaries; any other is flattened whole.
bool is_array(const Netlist& design, const std::string& top);

// Marks, with the attribute keep_hierarchy, the units of the design and the structure that holds them; what
// is below the units is to be flattened into them. The top module is structure, and so is a module that
// instantiates a clocked module with instances of its own: a column of cells, say, but not a cell, whose
// product is a part of it. All that structure instantiates is either structure or a unit.
void keep_boundaries(Netlist& design, const std::string& top);

// The design's only part that is worth telling apart by stage, with every module marked so, and called
// `name`: of an array its cell, the innermost module whose source name ends in "_cell"; of a design without
// one all of it.
Netlist every_module_apart(const Netlist& design, const std::string& top, const std::string& name);

// Makes of each kept module one variant for every way its ports are tied: an input that an instance ties to a
// constant becomes that constant inside, an output that no instance of the variant uses loses its driver. So
// a boundary stops no constant and keeps no dead logic. Variants are named after their source:
// fp8_array_cell, fp8_array_cell_2, ….
void specialise_boundaries(Netlist& design, const std::string& top);

// The modules, divided into at most `count` parts whose gates have about as many pins.
std::vector<std::vector<std::string>> equal_parts(const Netlist& design, std::size_t count);

}  // namespace fp8forge::synth
