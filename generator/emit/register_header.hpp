// The registers of an array with counters as a C header. Pure text.
#pragma once

#include <string>

#include "generator/config/request.hpp"

namespace fp8forge {

// Of the top module of that name, prefix included: offsets and fields as macros. Empty without counters.
std::string register_header(const Request& request, const std::string& top);

}  // namespace fp8forge
