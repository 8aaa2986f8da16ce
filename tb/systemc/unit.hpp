// From an array's bundle to what the SystemC model is told of it.
#pragma once

#include <filesystem>

#include "generator/base/result.hpp"
#include "sim/conformance/unit.hpp"

namespace fp8forge::tb {

// Error: no bundle, not an array's, or one of an array that the model is not equal to, cycle by cycle: it has
// a port or was asked for something that the model does not know.
Result<conformance::ArrayUnit> systemc_unit(const std::filesystem::path& bundle);

}  // namespace fp8forge::tb
