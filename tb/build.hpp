// Builds the Verilated model of a design as a shared library, or takes the one that an earlier run built.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "generator/base/result.hpp"
#include "tb/library.hpp"
#include "tb/source.hpp"

namespace fp8forge::tb {

struct BuildOptions {
  // Holds one folder for each model ever built; made if only its last part is missing.
  std::filesystem::path cache;
  // Compilers at work at once.
  int jobs = 2;
  // Told what goes on, in a few words; may be empty. Called from this thread.
  std::function<void(std::string_view step)> on_step = {};
};

struct BuiltModel {
  Library library;
  bool reused = false;  // built by an earlier run
  double seconds = 0;   // wall clock of building or finding it
};

// Several programs may build the same model in the same cache at once.
// Error: Verilator or g++ is missing, the cache cannot be written, the design does not compile, its interface
// is not what the source promises.
Result<BuiltModel> build_model(const ModelSource& source, const BuildOptions& options);

// ${XDG_CACHE_HOME:-~/.cache}/fp8forge, made with its parents. Error: it cannot be made.
Result<std::filesystem::path> default_cache();

}  // namespace fp8forge::tb
