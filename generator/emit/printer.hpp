// The layout of a module's text: indentation, aligned columns, wrapped comments, blank lines between
// paragraphs.
#pragma once

#include <string>

#include "generator/emit/module.hpp"

namespace fp8forge::sv {

// Text of a whole file: the header comment and the module. Lines of up to kLineWidth characters, as far as
// the expressions allow it.
std::string print(const Module& module);

inline constexpr int kLineWidth = 110;

}  // namespace fp8forge::sv
