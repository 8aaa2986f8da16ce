// verify --netlist on every test run: what it takes and refuses, and faults that it finds. More is in
// netlist_full_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <tuple>

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
  expect_caught_in_netlist(
      {"TieRoundedUp", kConverter, "rtl/fp8_round.sv", "default: increment = guard && (sticky || is_odd);",
       "default: increment = guard;",
       "a 3a800000 (0.0009765625), rne, saturate: expected 00 (0), got 01 (0.001953125)"},
      {"--check", "boundaries"});
}

// A multiplier with a clock, and the netlist that synth made of it.
class NetlistFile : public testing::Test {
 protected:
  NetlistFile()
      : bundle_({"multiplier", "--stages", "1"}), folder_(std::move(*TemporaryDirectory::create())) {
    const ProcessResult result =
        *run_process({FP8FORGE_PROGRAM, "synth", bundle_.path(), "--out", path("out")});
    EXPECT_EQ(result.exit_code, 0) << result.output;
    text_ = *read_file(path("out") + "/netlist.v");
  }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  ProcessResult verified(const std::string& netlist) const {
    EXPECT_TRUE(write_file(path("changed.v"), netlist));
    return verify(bundle_.path(), {"--netlist=" + path("changed.v")});
  }

  void expect_refused(const std::string& netlist, const std::string& said) const {
    const ProcessResult result = verified(netlist);
    EXPECT_EQ(result.exit_code, 2) << result.output;
    EXPECT_NE(result.output.find(said), std::string::npos) << result.output;
    EXPECT_EQ(std::count(result.output.begin(), result.output.end(), '\n'), 1) << result.output;
  }

  // The text with its first `from` replaced.
  std::string changed(const std::string& from, const std::string& to) const {
    std::string text = text_;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
  }

  GeneratedBundle bundle_;
  TemporaryDirectory folder_;
  std::string text_;
};

TEST_F(NetlistFile, PassesAndOfAWrongGateIsCaught) {
  const ProcessResult passed = verified(text_);
  EXPECT_EQ(passed.exit_code, 0) << passed.output;
  EXPECT_NE(passed.output.find("cells of osu018_stdcells"), std::string::npos) << passed.output;
  const ProcessResult result = verified(changed("  NAND2X1 ", "  NOR2X1 "));
  EXPECT_EQ(result.exit_code, 1) << result.output;
  EXPECT_NE(result.output.find("--netlist="), std::string::npos) << result.output;
}

TEST_F(NetlistFile, ThatDoesNotFitIsRefused) {
  expect_refused("", "the netlist has no module fp8_multiplier");
  expect_refused("hello\n", "the netlist cannot be read");
  expect_refused(changed("  NAND2X1 ", "  NAND9X9 "), "NAND9X9");
  expect_refused(changed("module fp8_multiplier(", "module other("),
                 "the netlist has no module fp8_multiplier");
  std::string narrow = changed("input [7:0] a_i;", "input [6:0] a_i;");
  narrow.replace(narrow.find("wire [7:0] a_i;"), 15, "wire [6:0] a_i;");
  expect_refused(narrow, "the netlist's port a_i is an input of 7 bits, not an input of 8");
  const std::string last = "endmodule";
  expect_refused(changed(last, "wire lost; INVX1 extra (.A(lost), .Y());\nendmodule"),
                 "the netlist is no circuit: Wire fp8_multiplier.lost is used but has no driver: ");
  expect_refused(changed(last, "INVX1 extra (.A(a_i[0]), .Y(result_o[0]));\nendmodule"),
                 "the netlist is no circuit: multiple conflicting drivers for fp8_multiplier.result_o [0]: "
                 "port Y[0] of");
  expect_refused(changed(last, "reg q; always @(posedge clk_i) q <= a_i[0];\nendmodule"),
                 "the netlist has an always or initial block, or a function");
  expect_refused(changed(last, "INVX1 extra (.A(a_i[0]) .Y());\nendmodule"),
                 "syntax error, unexpected '.', ");
  const ProcessResult result = verify(bundle_.path(), {"--netlist=" + path("none.v")});
  EXPECT_EQ(result.exit_code, 2) << result.output;
  EXPECT_NE(result.output.find("cannot be read: "), std::string::npos) << result.output;
}

// A converter in cells written by hand: right, with a bit wrong, and what is no netlist of a unit without
// clock.
TEST(Netlist, MustBeCellsAndOfAUnitWithoutClockMayNotStore) {
  const GeneratedBundle bundle({"converter", "--from", "e5m2", "--to", "fp16"});
  const std::string netlist = bundle.path() / "by_hand.v";
  for (const auto& [lowest, status, said] :
       {std::tuple{"AND2X1 (.A(a_i[0]), .B(is_finite), .Y(low))", 0, "passed (netlist of 10 cells "},
        {"OR2X1 (.A(a_i[0]), .B(is_nan), .Y(low))", 1, "FAILED"},
        {"INVX1 (.A(low), .Y(low))", 2,
         "the netlist is no circuit: found logic loop in module fp8_converter: cell lowest "},
        {"LATCH (.CLK(is_finite), .D(a_i[0]), .Q(low))", 2,
         "the netlist's cell lowest is a latch, or takes the clock's falling edge"},
        {"assign low = a_i[0] & is_finite", 2,
         "the netlist has an operator, and, that is no cell of a library"}}) {
    std::string cell = lowest;
    const std::size_t pins = cell.find(" (");
    if (pins != std::string::npos) cell.insert(pins, " lowest");
    ASSERT_TRUE(
        write_file(netlist, fmt::format("module fp8_converter(input [7:0] a_i, output [15:0] result_o);\n"
                                        "wire w0, w1, w2, w3, w4, is_nan, is_finite, high, next, low;\n"
                                        "AND2X1 c0 (.A(a_i[6]), .B(a_i[5]), .Y(w0));\n"
                                        "AND2X1 c1 (.A(a_i[4]), .B(a_i[3]), .Y(w1));\n"
                                        "AND2X1 c2 (.A(w0), .B(w1), .Y(w2));\n"
                                        "AND2X1 c3 (.A(w2), .B(a_i[2]), .Y(w3));\n"
                                        "OR2X1 c4 (.A(a_i[1]), .B(a_i[0]), .Y(w4));\n"
                                        "AND2X1 c5 (.A(w3), .B(w4), .Y(is_nan));\n"
                                        "INVX1 c6 (.A(is_nan), .Y(is_finite));\n"
                                        "AND2X1 c7 (.A(a_i[7]), .B(is_finite), .Y(high));\n"
                                        "OR2X1 c8 (.A(a_i[1]), .B(is_nan), .Y(next));\n"
                                        "{};\n"
                                        "assign result_o = {{high, a_i[6:2], next, low, 8'd0}};\nendmodule\n",
                                        cell)));
    const ProcessResult result = verify(bundle.path(), {"--netlist=" + netlist});
    EXPECT_EQ(result.exit_code, status) << result.output;
    EXPECT_NE(result.output.find(said), std::string::npos) << result.output;
  }
}

}  // namespace
}  // namespace fp8forge::testing_tb
