// A small array in lock-step. More, also with stationary weights, and a bench that is seen failing, in
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

}  // namespace
}  // namespace fp8forge::testing_systemc
