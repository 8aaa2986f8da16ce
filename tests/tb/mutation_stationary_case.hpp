// Bundles of weight-stationary arrays that mutations break.
#pragma once

#include "tests/tb/mutation_case.hpp"

namespace fp8forge::testing_tb {

inline const std::vector<std::string> kStationary = {
    "array", "--dataflow", "weight-stationary", "--rows", "3", "--cols", "2"};
// With infinities, and everything that a tile may choose.
inline const std::vector<std::string> kStationaryChoosing = {
    "array",       "--dataflow", "weight-stationary", "--rows", "3",          "--cols",
    "2",           "--a",        "e4m3,e5m2",         "--b",    "e4m3,e5m2",  "--keep",
    "--tile-rows", "6",          "--max-terms",       "40",     "--rounding", "runtime"};

// Sums in fp16, whose range the products leave at both ends.
inline const std::vector<std::string> kStationaryRounding = {"array",  "--dataflow",  "weight-stationary",
                                                             "--rows", "3",           "--cols",
                                                             "2",      "--a",         "e5m2",
                                                             "--b",    "e5m2",        "--acc",
                                                             "fp16",   "--to",        "fp32",
                                                             "--keep", "--tile-rows", "6"};

}  // namespace fp8forge::testing_tb
