// Where register stages may cut a scalar unit, and where a given number of them does.
#pragma once

#include <vector>

#include "generator/base/result.hpp"
#include "generator/derive/unit_path.hpp"

namespace fp8forge {

// Natural cuts, in the order of the datapath.
enum class Cut : std::uint8_t {
  kProduct,       // behind the product, normalized where it has to be; in a dot behind the aligned products
  kFixedSum,      // behind the addition of a dot's products
  kAligned,       // between alignment and addition of two floating-point numbers
  kSum,           // behind that addition
  kNormalized,    // behind the normalizer of the result
  kDenormalized,  // behind the denormalizer
  kResult,        // behind rounding and encoding
};

// The cuts that the unit of the request has, whatever stages it asks for.
std::vector<Cut> natural_cuts(const Request& request, const UnitPath& path);

// Those that its stages make: of all choices of so many the one whose slowest part between two registers is
// the shortest, by rough weights of the parts; of equal ones the most even.
// request.stages is at most natural_cuts().size().
std::vector<Cut> chosen_cuts(const Request& request, const UnitPath& path);

// Error: the request asks for more stages than the unit has cuts.
Status check_stages(const Request& request);

}  // namespace fp8forge
