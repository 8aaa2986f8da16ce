// The array whose cells are those of a bundle, but whose results are fp32: through it the exact sums of an
// array with narrow results can be seen whole.
#pragma once

#include "generator/base/result.hpp"
#include "generator/bundle/bundle.hpp"
#include "sim/conformance/unit.hpp"
#include "tb/source.hpp"

namespace fp8forge::cli {

struct Sibling {
  tb::ModelSource source;
  conformance::ArrayUnit unit;
  nlohmann::json manifest;
};

// Generates the sibling in memory and puts every file of the bundle in it that the two share: all but the top
// and the modules that depend on the result's format.
// Error: a file of the bundle or of the library cannot be read, or the request is not one of this version.
Result<Sibling> fp32_sibling(const Bundle& bundle);

}  // namespace fp8forge::cli
