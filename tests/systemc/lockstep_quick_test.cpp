// Small arrays of every kind in lock-step, and a bench that is seen failing. More in lockstep_full_test.cpp.
#include <gtest/gtest.h>

#include "tests/systemc/lockstep.hpp"

namespace fp8forge::testing_systemc {
namespace {

const std::vector<std::string> kFixed = {"--rows", "4", "--cols", "3", "--max-terms", "20"};

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

TEST(Lockstep, ABrokenModelIsSeen) {
  expect_caught({"", kFixed, "sim/systemc/row_path.cpp", "has_room_ = held_ < depth_ - reserve_;",
                 "has_room_ = held_ < depth_;", " in the SystemC model"});
}

}  // namespace
}  // namespace fp8forge::testing_systemc
