// Requests for scalar units, and for arrays, that between them have every pair of options that can stand
// together.
#pragma once

#include <string>
#include <vector>

namespace fp8forge::testing_tb {

// Words for `generate`, without --out: the same every time.
using Words = std::vector<std::string>;
std::vector<Words> covering_requests();
std::vector<Words> covering_array_requests();

// Whether `generate` would take them.
bool is_accepted(const Words& words);

}  // namespace fp8forge::testing_tb
