// verify --netlist on every test run: what it refuses, and a fault that it finds. More is in netlist_full_test.cpp.
#include "tests/tb/netlist_case.hpp"

namespace fp8forge::testing_tb {
namespace {

TEST(Netlist, PassesAndNamesItsGates) {
  const GeneratedBundle bundle(kConverter);
  const ProcessResult result = verify(bundle.path(), {"--netlist", "--check", "boundaries"});
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_NE(result.output.find("passed (netlist of "), std::string::npos) << result.output;
}

TEST(Netlist, CatchesATieRoundedUp) {
  expect_caught_in_netlist({"TieRoundedUp", kConverter, "rtl/fp8_round.sv",
                            "default: increment = guard && (sticky || is_odd);", "default: increment = guard;",
                            "a 3a800000 (0.0009765625), rne, saturate: expected 00 (0), got 01 (0.001953125)"},
                           {"--check", "boundaries"});
}

TEST(Netlist, RefusesWhatItDoesNotServe) {
  const auto said = [](const std::vector<std::string>& request, const std::vector<std::string>& options) {
    const GeneratedBundle bundle(request);
    const ProcessResult result = verify(bundle.path(), options);
    EXPECT_EQ(result.exit_code, 2) << result.output;
    return result.output;
  };
  EXPECT_NE(said(kSmallArray, {"--netlist"}).find("combinational units only, this array has a clock"),
            std::string::npos);
  EXPECT_NE(said({"fma", "--stages", "1"}, {"--netlist"}).find("combinational units only, this fma has a clock"),
            std::string::npos);
  EXPECT_NE(said({"dot", "--lanes", "8"}, {"--netlist"}).find("ports of 32 bits at most, a_i has 64"),
            std::string::npos);
}

}  // namespace
}  // namespace fp8forge::testing_tb
