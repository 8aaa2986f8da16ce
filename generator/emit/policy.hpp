// What a request says about results (format, rounding, overflow), as every unit's top writes it.
#pragma once

#include "generator/emit/design.hpp"

namespace fp8forge {

// The ports rounding_i and saturate_i, where the request leaves the decision to run time, and random_i of
// `lanes` fields.
std::vector<sv::Port> policy_ports(const Request& request, int lanes = 1);

// The localparams Rounding and Saturate, where the request decides; each only if something needs it.
std::vector<sv::Item> policy_constants(const Request& request, bool needs_rounding = true,
                                       bool needs_saturate = true);

// Lines of a top's header: the command that makes the same text; the result's format, rounding and overflow.
// Each ends with a line break.
std::string request_line(const Request& request);
std::string result_line(const Request& request);

}  // namespace fp8forge
