// A small array of either dataflow in lock-step. More, and a bench that is seen failing, in
// lockstep_full_test.cpp.
#include <gtest/gtest.h>

#include "tests/systemc/lockstep.hpp"

namespace fp8forge::testing_systemc {
namespace {

TEST(Lockstep, AnArrayWhoseTilesChooseEverything) {
  expect_equal({"--rows",    "2",          "--cols",    "2",       "--max-terms",    "30",     "--a",
                "e4m3,e5m2", "--b",        "e4m3,e5m2", "--to",    "e4m3,fp16",      "--keep", "--rounding",
                "runtime",   "--overflow", "runtime",   "--scale", "--acc-segments", "2",      "--d",
                "fp32",      "--amax",     "--counters"},
               200000);
}

TEST(Lockstep, AWeightStationaryArray) {
  expect_equal({"--dataflow", "weight-stationary", "--rows", "3", "--cols", "2", "--acc", "fp16", "--keep",
                "--tile-rows", "4", "--b", "e4m3,e5m2", "--d", "bf16", "--counters"},
               200000);
}

}  // namespace
}  // namespace fp8forge::testing_systemc
