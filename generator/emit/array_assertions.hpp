// The assertions of an array, on the ports of docs/ports.md.
#pragma once

#include "generator/config/request.hpp"
#include "generator/emit/checker.hpp"

namespace fp8forge {

void check_array(Checker& checker, const Request& request);

}  // namespace fp8forge
