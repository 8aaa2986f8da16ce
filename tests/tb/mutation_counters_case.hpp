// Arrays with counters to be broken.
#pragma once

#include "tests/tb/mutation_case.hpp"

namespace fp8forge::testing_tb {

inline constexpr const char* kCounters = "rtl/fp8_array_counters.sv";
inline constexpr const char* kPort = "rtl/fp8_axi_lite.sv";

// Results that may be saturated or NaN as each tile asks.
inline const std::vector<std::string> kCountingArray = {"array", "--rows",      "2",       "--cols",
                                                        "2",     "--max-terms", "64",      "--to",
                                                        "e4m3",  "--overflow",  "runtime", "--counters"};
// Weights that stay, kept sums, and infinite results.
inline const std::vector<std::string> kCountingStationary = {
    "array",       "--rows",      "3",          "--cols",
    "2",           "--max-terms", "64",         "--tile-rows",
    "5",           "--to",        "e5m2",       "--overflow",
    "nonsaturate", "--keep",      "--dataflow", "weight-stationary",
    "--counters"};

}  // namespace fp8forge::testing_tb
