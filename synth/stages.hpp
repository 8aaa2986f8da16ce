// Where the area of a design goes by what its gates do: multiply, align, add, …; of an array, that of a cell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/bundle/bundle.hpp"
#include "synth/liberty.hpp"

namespace fp8forge::synth {

struct Share {
  std::string name;
  double area = 0;  // in the library's unit
};

// All stages, in the order of the data: "registers", "unpack", "multiply", "align", "add", "round", "other".
std::vector<std::string_view> stage_names();

// The stage of a module of the RTL, by its source name, with a prefix or without.
std::string_view stage_of(const std::string& module);

// Maps the design once more, with the boundary of every module of its source kept, by the recipe kSingle as
// fast as possible. So gates of two modules are not shared, which makes the sum a little larger than the
// design is otherwise. Flip-flops are "registers", in whichever module. Of an array with several cells, one
// of them is mapped. Gives all stages. Error: as of synthesise().
Result<std::vector<Share>> measure_stages(const Bundle& bundle, const Liberty& liberty);

}  // namespace fp8forge::synth
