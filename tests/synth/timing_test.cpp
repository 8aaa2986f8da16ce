#include "synth/timing.hpp"

#include <gtest/gtest.h>

namespace fp8forge::synth {
namespace {

Bundle bundle_with(const std::vector<std::string>& inputs) {
  Bundle bundle{"dir", "array", "top", {}, {}};
  for (const std::string& name : inputs)
    bundle.manifest["ports"].push_back({{"name", name}, {"direction", "input"}});
  bundle.manifest["ports"].push_back({{"name", "result_o"}, {"direction", "output"}});
  return bundle;
}

TEST(Timing, WritesConstraints) {
  EXPECT_EQ(sdc_text(*timed_ports(bundle_with({"aclk", "aresetn", "a_i", "b_i"})), 2.5),
            "create_clock -name clock -period 2.500000 [get_ports aclk]\n"
            "set_input_delay 0 -clock clock [get_ports {a_i b_i}]\n"
            "set_output_delay 0 -clock clock [get_ports {result_o}]\n"
            "set_false_path -from [get_ports aresetn]\n");
  EXPECT_EQ(sdc_text(*timed_ports(bundle_with({"a_i"})), 2.5),
            "create_clock -name clock -period 2.500000\n"
            "set_input_delay 0 -clock clock [get_ports {a_i}]\n"
            "set_output_delay 0 -clock clock [get_ports {result_o}]\n");
}

TEST(Timing, RefusesNamesThatAScriptWouldRead) {
  for (const char* name : {"", "a[0]", "a b", "x;exit", "$a", "9a", "a\n", "\\a ", "é"}) {
    EXPECT_FALSE(is_plain_identifier(name)) << name;
    EXPECT_FALSE(timed_ports(bundle_with({name}))) << name;
  }
  EXPECT_TRUE(is_plain_identifier("_aZ09"));
}

const char* const kPrinted = R"(Startpoint: a_i[1] (input port clocked by clock)
Endpoint: u/q_reg (rising edge-triggered flip-flop clocked by clock)

      Delay        Time   Description
-----------------------------------------------------------------
   0.000000    0.000000   clock clock (rise edge)
   0.000000    0.000000   clock network delay (ideal)
   0.000000    0.000000 ^ input external delay
   0.000000    0.000000 ^ a_i[1] (in)
   0.250000    0.250000 v u/_1_/Y (NAND2X1)
   0.000000    0.250000 v u/q_reg/D (DFFPOSX1)
               0.250000   data arrival time

  10.000000   10.000000   clock clock (rise edge)
              10.000000 ^ u/q_reg/CLK (DFFPOSX1)
  -0.100000    9.900000   library setup time
-----------------------------------------------------------------
               9.650000   slack (MET)
)";

TEST(Timing, ReadsThePathOpenStaPrints) {
  const std::optional<Timing> timing = parse_timing(kPrinted, {"aclk", "", {}, {}}, 10);
  ASSERT_TRUE(timing);
  EXPECT_NEAR(timing->min_period_ns, 0.35, 1e-9);
  const std::vector<PathPoint> expected = {{"a_i[1]", "", 0, 0, true},
                                           {"u/_1_/Y", "NAND2X1", 0.25, 0.25, false},
                                           {"u/q_reg/D", "DFFPOSX1", 0, 0.25, false}};
  EXPECT_EQ(timing->path, expected);
  EXPECT_EQ(parse_timing("No paths found.\n", {}, 10), std::nullopt);
}

}  // namespace
}  // namespace fp8forge::synth
