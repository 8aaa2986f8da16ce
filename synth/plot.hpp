// Pictures of a tax report, drawn by gnuplot as SVG to stand in a page.
#pragma once

#include <string>

#include "generator/base/result.hpp"
#include "synth/tax.hpp"

namespace fp8forge::synth {

// Error: gnuplot is not installed.
Status check_plot_tools();

// The arrays' netlists, area against delay: one line an array with exact sums, those that nothing else beats
// in both. Error: gnuplot is missing or fails, or the program was interrupted. Likewise below.
Result<std::string> pareto_picture(const Tax& tax);

// The areas of the arrays' parts, one bar an array.
Result<std::string> breakdown_picture(const Tax& tax);

}  // namespace fp8forge::synth
