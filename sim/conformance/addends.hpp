// Addends chosen to hurt: for an exact value p, codes c for which p + c cancels, ties, crosses into the
// subnormals, or is aligned at each distance.
#pragma once

#include "sim/conformance/random.hpp"
#include "sim/golden/golden.hpp"

namespace fp8forge::conformance {

// The `index`-th addend in the format c of p, for a sum that is rounded to `to`. Of every 16 in a row 4 lie
// near -p, 4 bring the sum beside a tie of the destination, 4 go through the distances of the exponents (all
// of them within 4 * c's exponents), 1 is special or beside the subnormals' end, and 3 are any code.
std::uint32_t addend(const golden::Number& p, const Format& c, const Format& to, std::uint32_t index,
                     Random& random);

}  // namespace fp8forge::conformance
