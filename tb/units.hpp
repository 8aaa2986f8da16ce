// From a bundle's manifest to the description of the unit that the checks take.
#pragma once

#include "generator/base/result.hpp"
#include "generator/bundle/bundle.hpp"
#include "sim/conformance/unit.hpp"

namespace fp8forge::tb {

// Error: a key of the manifest is missing or has a value that no unit of this version has.
Result<conformance::ScalarUnit> scalar_unit(const Bundle& bundle);
Result<conformance::ArrayUnit> array_unit(const Bundle& bundle);

}  // namespace fp8forge::tb
