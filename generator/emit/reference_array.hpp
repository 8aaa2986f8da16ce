// The INT8 array that FP8 arrays are held against, as a bundle that `synth` reads like any other. Its cell
// and top are written by hand (synth/reference); everything else is the library's.
#pragma once

#include <filesystem>

#include "generator/base/result.hpp"

namespace fp8forge {

// The manifest's unit and top of such a bundle. Nothing but synthesis knows it.
inline constexpr const char* kReferenceArray = "int8_array";

// Writes the bundle of rows x cols cells (1 ... kMaxArrayEdge) to `destination`, which must not exist. `data`
// is the program's data folder. Error: one of its files is missing, or the folder cannot be written.
Status write_reference_array(int rows, int cols, const std::filesystem::path& data,
                             const std::filesystem::path& destination);

}  // namespace fp8forge
