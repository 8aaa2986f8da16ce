// Tiles to be stored and played by a bench elsewhere (docs/vectors.md): one run that has a little of
// everything that the checks try.
#pragma once

#include <cstdint>

#include "sim/conformance/run.hpp"

namespace fp8forge::conformance {

// Most products, terms times cells, of a sum as long as max_terms that is stored: simulators without
// Verilator's speed take seconds for it.
inline constexpr std::int64_t kMostStoredProducts = 1 << 18;

// `sums` sums of a moderate length from the checks' own runs, in every mode, format and with tiles that are
// kept, as far as the unit has them, with their D; some without stalls, some with bubbles and back-pressure.
// Then, where kMostStoredProducts allows it, exact accumulators filled to the last bit. At the end, so that
// error_o is quiet until then: wrong tlast, of weight-stationary arrays tiles with too many rows of B, and,
// as far as that goes, one sum with a term too many.
Run vector_run(const ArrayUnit& unit, std::uint64_t seed, std::int64_t sums);

}  // namespace fp8forge::conformance
