// Correct registers pass every check; each fault is found, in its words.
#include "sim/conformance/registers.hpp"

#include <gtest/gtest.h>

#include "sim/conformance/array_verify.hpp"
#include "tests/conformance/fake_stationary.hpp"

namespace fp8forge::conformance {
namespace {

// A weight-stationary array whose results may be NaN and saturated, with tiles that wait for kept sums.
ArrayUnit counting_unit() {
  ArrayUnit unit{kE4m3, kE4m3, kE4m3, {{Rounding::kRne, Overflow::kSaturate}}};
  unit.is_weight_stationary = true;
  unit.rows = 3;
  unit.cols = 2;
  unit.latency = unit.rows + 4;
  unit.interval = unit.rows;
  unit.keep = {0, 1};
  unit.tile_rows = 6;
  unit.max_terms = 40;
  unit.registers = RegisterMap{0, 4, 8, 16, 24, 32, 40, 6};
  return unit;
}

ArrayCheck first_runs(ArrayCheck check, std::int64_t runs) {
  check.runs = std::min(check.runs, runs);
  return check;
}

TEST(RegisterChecks, PassCorrectRegisters) {
  const ArrayUnit unit = counting_unit();
  for (const ArrayCheck& check : array_checks(unit, 1)) {
    const Check result =
        verify(unit, first_runs(check, 24), stationary_fakes(unit, StationaryFault::kNone), {});
    EXPECT_EQ(result.mismatches, 0) << check.name << ": "
                                    << (result.shown.empty() ? "" : result.shown[0].text);
  }
}

struct Catch {
  RegisterFault fault;
  const char* check;  // that must find it
  const char* words;  // in what it says
};

void PrintTo(const Catch& one, std::ostream* out) { *out << one.check << ", " << one.words; }

class RegisterFaults : public testing::TestWithParam<Catch> {};

TEST_P(RegisterFaults, AreFound) {
  const Catch& one = GetParam();
  const ArrayUnit unit = counting_unit();
  const std::vector<ArrayCheck> checks = array_checks(unit, 1);
  const auto check =
      std::ranges::find_if(checks, [&](const ArrayCheck& each) { return each.name == one.check; });
  ASSERT_NE(check, checks.end());
  const ArrayFactory broken = stationary_fakes(unit, StationaryFault::kNone, one.fault);
  const Check result = verify(unit, first_runs(*check, 24), broken, {});
  ASSERT_GT(result.mismatches, 0);
  std::string all;
  for (const Mismatch& mismatch : result.shown) all += mismatch.text + "\n";
  EXPECT_NE(all.find(one.words), std::string::npos) << all;
}

using Fault = RegisterFault;
INSTANTIATE_TEST_SUITE_P(
    EachOne, RegisterFaults,
    testing::Values(
        Catch{Fault::kCounterStuck, "random", "HELD reads 0, not "},
        Catch{Fault::kCounterStuck, "stalls", "add up to"},
        Catch{Fault::kStarvedIsHeld, "random", "STARVED reads"},
        Catch{Fault::kBusyTwice, "stalls", "BUSY reads"},
        Catch{Fault::kTilesWhenShown, "stalls", "TILES reads"},
        Catch{Fault::kMarkMissing, "random", "STATUS has marks 1, results had 5"},
        Catch{Fault::kMarkAlways, "timing", "at most"},
        Catch{Fault::kMarksNotCleared, "random", "STATUS has marks"},
        Catch{Fault::kErrorMissing, "surplus", "STATUS has 00 for error_o, which is 01"},
        Catch{Fault::kClearLost, "random", "TILES reads"}, Catch{Fault::kClearLost, "registers", "reads"},
        Catch{Fault::kStopLost, "registers", "reads"}, Catch{Fault::kStopLost, "random", "add up to"},
        Catch{Fault::kStrobeIgnored, "registers", "reads"}, Catch{Fault::kWriteLost, "registers", "reads"},
        Catch{Fault::kWriteEverywhere, "registers", "reads"},
        Catch{Fault::kResponseLost, "registers", "writes had a response"},
        Catch{Fault::kResponseTooEarly, "registers", "a response to a write before its address and data"},
        Catch{Fault::kResponseUnstable, "registers", "s_axil_bresp changed while it waited"},
        Catch{Fault::kReadUnstable, "registers", "s_axil_rdata or s_axil_rresp changed while it waited"},
        Catch{Fault::kValidFalls, "registers", "s_axil_rvalid fell before rready"},
        Catch{Fault::kErrorUntold, "registers", "is answered 0, not 2"},
        Catch{Fault::kReadyInReset, "registers", "s_axil_awready is high in reset"},
        Catch{Fault::kUpperIsLower, "random", "the upper word of a counter reads"}));

}  // namespace
}  // namespace fp8forge::conformance
