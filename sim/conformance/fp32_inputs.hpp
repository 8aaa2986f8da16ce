// Inputs of conversions from a wide format: those around every boundary, and random ones.
#pragma once

#include <vector>

#include "generator/format/format.hpp"
#include "sim/conformance/random.hpp"

namespace fp8forge::conformance {

// Every fp32 code that is special to a conversion to `to`, ascending: each binade boundary, each value of
// `to`, each middle between two of them (overflow's threshold too), with the two codes on either side; both
// signs.
std::vector<std::uint32_t> boundary_inputs(const Format& to);

// fp32 codes: half of them any, half with exponents around those of the destination, where rounding happens,
// and many of these with a mantissa that is zero or ones below the destination's last bit.
std::uint32_t random_input(const Format& to, Random& random);

}  // namespace fp8forge::conformance
