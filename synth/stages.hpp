// Where the area of a design goes by what its gates do: multiply, align, add, …; of an array, in a cell.
#pragma once

#include <nlohmann/json.hpp>
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

struct Stages {
  std::string module;         // that was mapped, by its source name: of an array the cell, else the top
  std::vector<Share> shares;  // all stages in the order of stage_names()

  double area() const;  // of all
};

// A list of {"name", "area"}.
nlohmann::ordered_json to_json(const std::vector<Share>& shares);

// "registers", "unpack", "multiply", "align", "add", "round", "other".
std::vector<std::string_view> stage_names();

// The stage of a module of the RTL, by its source name, with a prefix or without. "other" is what joins the
// stages: the units' tops, handshakes, marks of specials, the largest magnitude.
std::string_view stage_of(const std::string& module);

// Maps the design once more, with the boundary of every module of its source kept, by the recipe kSingle as
// fast as possible. So no gates are shared between modules, and each module is sized alone: the areas are for
// comparing stages, and do not sum up to those of the design's netlists. Flip-flops are "registers", in
// whichever module. Error: as of synthesise().
Result<Stages> measure_stages(const Bundle& bundle, const Liberty& liberty);

}  // namespace fp8forge::synth
