// The SystemC module where no bench of tb/systemc leads: a unit that is not the module's.
#include "sim/systemc/array.hpp"

#include <gtest/gtest.h>

namespace fp8forge::testing_systemc {
namespace {

TEST(SystemcArray, RefusesAUnitOfOtherSizes) {
  conformance::ArrayUnit unit{kE4m3, kE4m3, kBf16, {{}}};
  unit.keep = {0, 1};
  unit.rows = 2;
  unit.cols = 3;
  unit.max_terms = 9;
  unit.latency = 6;
  try {
    const systemc::Array<systemc::ArrayPins{.rows = 2, .cols = 4}> array("array", unit);
    FAIL() << "it was taken";
  } catch (const sc_core::sc_report& report) {
    EXPECT_STREQ(
        report.get_msg(),
        "Array<ArrayPins{.rows = 2, .cols = 4}> is not the unit's Array<ArrayPins{.rows = 2, .cols = 3, "
        ".user_bits = 1}>");
  }
  EXPECT_NO_THROW((systemc::Array<systemc::ArrayPins{.rows = 2, .cols = 3, .user_bits = 1}>("array", unit)));
}

}  // namespace
}  // namespace fp8forge::testing_systemc
