// A tax report as one HTML page that needs nothing beside it.
#pragma once

#include <string>

#include "generator/base/result.hpp"
#include "synth/tax.hpp"

namespace fp8forge::synth {

struct TaxPage {
  std::string html;               // needs nothing beside it
  std::string area_delay, parts;  // its pictures, as SVG files
};

// The table with the commands that repeat each row, and both pictures. Error: of the pictures.
Result<TaxPage> tax_page(const Tax& tax);

}  // namespace fp8forge::synth
