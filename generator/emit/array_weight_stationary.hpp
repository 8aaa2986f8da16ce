// fp8_array with weights that stay: the top of a weight-stationary array.
#pragma once

#include "generator/emit/design.hpp"

namespace fp8forge {

// For array_of(), where the request's dataflow asks for it.
Design weight_stationary_array_of(const Request& request);

}  // namespace fp8forge
