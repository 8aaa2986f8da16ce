// What a request becomes before it is text in a folder: the emitted modules, the library modules they use,
// and the facts that the manifest states.
#pragma once

#include <string>
#include <vector>

#include "generator/config/request.hpp"
#include "generator/derive/width.hpp"
#include "generator/emit/module.hpp"

namespace fp8forge {

// A parameter of the top module that its user may still change.
struct Parameter {
  std::string name;
  int value = 0;  // default: what was asked for
  int min = 0;
  int max = 0;
  std::string meaning;
};

struct Design {
  std::vector<std::string> library;  // modules of rtl/, each after those it uses
  std::vector<sv::Module> modules;   // emitted modules, likewise; the last is the top
  std::vector<std::string> frames;   // modules of rtl/ that use emitted ones; used by the top alone
  std::vector<Parameter> parameters;
  std::vector<Width> widths;
  int latency = 0;   // see docs/bundle.md
  int interval = 0;  //
};

// The design of a request, module names without its prefix. Pure: the same request gives the same design.
Design design_of(const Request& request);

// Puts the modules of a part among those of the whole, each once.
void add_part(Design& design, const Design& part);

// "fp8forge 0.1.0".
std::string generator_name();

// The units, one file each.
Design multiplier_of(const Request& request);
Design adder_of(const Request& request);
Design fma_of(const Request& request);
Design dot_of(const Request& request);
Design mac_of(const Request& request);
Design converter_of(const Request& request);
Design array_of(const Request& request);

}  // namespace fp8forge
