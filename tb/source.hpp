// The SystemVerilog of one model, in memory: what is to be Verilated, wherever it came from.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "generator/base/result.hpp"
#include "generator/bundle/bundle.hpp"
#include "tb/interface.hpp"

namespace fp8forge::tb {

// In the place of a unit: a netlist that serves 64 cases at once (tb/verilator/sliced_model.cpp).
inline constexpr const char* kSliced = "sliced";

struct SourceFile {
  std::string name;  // below the bundle, e.g. "rtl/fp8_round.sv"
  std::string text;
};

struct ModelSource {
  std::string unit;                // "multiplier", "converter", "array", or kSliced
  std::string top;                 // module
  std::vector<SourceFile> files;   // in compile order
  std::vector<std::string> ports;  // names
  // What the top's interface has to be, and the manifest that says so; none: whatever it is.
  std::optional<Interface> promised = {};
  std::filesystem::path manifest = {};
};

// The files of a bundle as they are now. Error: one cannot be read.
Result<ModelSource> read_source(const Bundle& bundle);

}  // namespace fp8forge::tb
