// A bundle's datasheet with the figures of a synthesis.
#pragma once

#include <string>

#include "synth/report.hpp"

namespace fp8forge::synth {

// The page with its last section, kAreaHeading, written anew; a page without one gets it.
std::string with_figures(const std::string& page, const Report& report);

}  // namespace fp8forge::synth
