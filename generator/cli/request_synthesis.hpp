// Area and timing of a request, without a bundle that stays.
#pragma once

#include "generator/base/result.hpp"
#include "generator/config/request.hpp"
#include "synth/flow.hpp"

namespace fp8forge::cli {

// Error: as of synth::synthesise; the bundle cannot be written.
Result<synth::Report> synthesise_request(const Request& request, const synth::Liberty& liberty,
                                         const synth::Options& options);

}  // namespace fp8forge::cli
