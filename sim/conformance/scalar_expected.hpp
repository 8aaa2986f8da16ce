// What the golden model says of a scalar unit's cases.
#pragma once

#include "sim/conformance/model.hpp"

namespace fp8forge::conformance {

// The results of a batch, status too where the unit has flags. The cases of a mac are beats in a row, the
// first one after a reset, and every one is read.
void expect(const ScalarUnit& unit, const Batch& batch, Results& results);

// The same, each case in its own mode; of a mac only the beats that are read give results. `errors`, of an
// exact mac: whether each beat exceeds max_terms.
void expect_beats(const ScalarUnit& unit, const Batch& beats, const std::vector<Mode>& modes,
                  Results& results, std::vector<std::uint8_t>& errors);

}  // namespace fp8forge::conformance
