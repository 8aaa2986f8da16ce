// D for the runs of an array that adds it.
#pragma once

#include <string_view>
#include <vector>

#include "sim/conformance/array_checks.hpp"

namespace fp8forge::conformance {

// The beats of D that a run's tiles ask for. Checks of products (`pairs`, `special`) get zeros of both signs,
// so that nothing hides a product; others for each result an addend that hurts its sum (addends.hpp). With
// bubbles if the run has any.
void add_addends(const ArrayUnit& unit, bool only_zeros, Random& random, Run& run);

// Gives D to all runs of the checks, and to the check of tlast some beats of D with a wrong one.
void add_addends(const ArrayUnit& unit, std::uint64_t seed, std::vector<ArrayCheck>& checks);

}  // namespace fp8forge::conformance
