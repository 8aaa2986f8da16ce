// A Verilated model as a shared library that is loaded into this program, behind tb/verilator/model_abi.h.
#pragma once

#include <filesystem>
#include <memory>

#include "generator/base/result.hpp"
#include "sim/conformance/model.hpp"
#include "sim/conformance/unit.hpp"

namespace fp8forge::tb {

// Loaded as long as any copy, or a model made from it, lives.
class Library {
 public:
  // Error: not there, or not such a library.
  static Result<Library> load(const std::filesystem::path& path);

  // Models get seeds 1, 2, ... for the bits of registers that have no reset.
  conformance::ScalarFactory scalar_models(const conformance::ScalarUnit& unit) const;
  conformance::ArrayFactory array_models(const conformance::ArrayUnit& unit) const;

 private:
  struct Loaded;
  explicit Library(std::shared_ptr<const Loaded> loaded) : loaded_(std::move(loaded)) {}
  std::shared_ptr<const Loaded> loaded_;
};

}  // namespace fp8forge::tb
