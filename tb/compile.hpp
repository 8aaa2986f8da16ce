// The tools at work in one folder: Verilator turns SystemVerilog into C++, g++ turns that into a shared
// library. Everything below the folder is named relative to it, so the path to it may contain anything.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "generator/base/result.hpp"
#include "tb/interface.hpp"

namespace fp8forge::tb {

// Verilator's version line and the place of its run-time library.
struct Toolchain {
  std::string version;            // of Verilator and of g++
  std::filesystem::path include;  // verilated.h, verilated.cpp
};

// Error: Verilator or g++ is not on PATH; the hint names the Debian package.
Result<Toolchain> find_toolchain();

// A text that differs whenever the built library would, for the same sources.
std::string toolchain_key(const Toolchain& toolchain);

// Verilates `files` (names in `folder`) into folder/obj_dir, module `top` as class Vmodel.
// Error: the tool's first error line.
Status verilate(const std::filesystem::path& folder, const std::string& top,
                const std::vector<std::string>& files);

// The interface of module `top` of the same files, as Verilator elaborates it. Error as above.
Result<Interface> read_interface(const std::filesystem::path& folder, const std::string& top,
                                 const std::vector<std::string>& files);

// Compiles Verilator's run-time library to runtime0.o, runtime1.o ... in `folder`. Error as above.
Status compile_runtime(const Toolchain& toolchain, const std::filesystem::path& folder);

// What a model's code is compiled for. Large ones compile longer than they gain; a scalar unit is evaluated
// more than a billion times and is compiled in a second or two either way.
enum class Speed { kOfCompiling, kOfTheModel };

// Compiles folder/obj_dir and the source `glue` of `folder`, with `defines` (macro names), and links them
// with the objects in the folder `runtime` to folder/model.so. Error as above.
Status compile_model(const Toolchain& toolchain, const std::filesystem::path& folder, const std::string& glue,
                     const std::vector<std::string>& defines, const std::filesystem::path& runtime,
                     Speed speed, int jobs);

}  // namespace fp8forge::tb
