// The stream buffer, the scalar units' chain of stages and the register port are proved by induction; the
// normalizer, the adder of exact sums and the products that it takes for all operands; broken ones are seen
// to fail.
#include <tuple>

#include "tests/formal/proof.hpp"

namespace fp8forge {
namespace {

const std::string kLibrary = FP8FORGE_SOURCES "/rtl/";
const std::string kProofs = FP8FORGE_SOURCES "/tb/formal/";

Proof fifo(int depth, int reserve) {
  return {"fp8_stream_fifo_proof",
          fmt::format("-set Depth {} -set Reserve {}", depth, reserve),
          {kProofs + "fp8_stream_fifo_proof.sv", kLibrary + "fp8_stream_fifo.sv"}};
}

Proof chain(int stages, bool skips) {
  return {"fp8_handshake_proof",
          fmt::format("-set Stages {} -set Skips {}", stages, skips ? 1 : 0),
          {kProofs + "fp8_handshake_proof.sv", kLibrary + "fp8_handshake.sv", kLibrary + "fp8_pipe.sv"}};
}

Proof port() {
  return {"fp8_axi_lite_proof", "", {kProofs + "fp8_axi_lite_proof.sv", kLibrary + "fp8_axi_lite.sv"}};
}

void expect_proved(const Proof& proof) {
  const Verdict verdict = prove(proof);
  EXPECT_TRUE(verdict.bounded && verdict.inductive) << verdict.output;
}

TEST(FifoProof, OfInputBuffers) { expect_proved(fifo(2, 0)); }
TEST(FifoProof, OfTheOutputBuffer) { expect_proved(fifo(3, 1)); }

TEST(FifoProof, FailsWhenABeatIsDroppedWhileFull) {
  expect_refuted(fifo(2, 0), {"fp8_stream_fifo.sv", "ready_q <= count_d < CountWidth'(Depth - Reserve);",
                              "ready_q <= count_d <= CountWidth'(Depth - Reserve);"});
}
TEST(FifoProof, FailsWithoutTheReserve) {
  expect_refuted(fifo(3, 1), {"fp8_stream_fifo.sv", "ready_q <= count_d < CountWidth'(Depth - Reserve);",
                              "ready_q <= count_d < CountWidth'(Depth);"});
}
TEST(FifoProof, FailsWhenABeatIsOverwritten) {
  expect_refuted(fifo(2, 0), {"fp8_stream_fifo.sv",
                              "(count_q == CountWidth'(s)) ? !pop : ((count_q == CountWidth'(s + 1)) && pop)",
                              "(count_q == CountWidth'(s)) || (count_q == CountWidth'(s + 1))"});
}
TEST(FifoProof, FailsWhenReadyFollowsReady) {
  expect_refuted(fifo(2, 0), {"fp8_stream_fifo.sv", "assign in_ready_o  = ready_q;",
                              "assign in_ready_o  = ready_q || out_ready_i;"});
}
TEST(FifoProof, FailsWhenValidIsDropped) {
  expect_refuted(fifo(2, 0), {"fp8_stream_fifo.sv", "assign out_valid_o = count_q != '0;",
                              "assign out_valid_o = (count_q != '0) && !in_valid_i;"});
}

class ChainProof : public testing::TestWithParam<int> {};
TEST_P(ChainProof, OfScalarUnits) { expect_proved(chain(GetParam(), false)); }
TEST_P(ChainProof, OfMacs) { expect_proved(chain(GetParam(), true)); }
INSTANTIATE_TEST_SUITE_P(Stages, ChainProof, testing::Values(1, 2, 3, 4));

TEST(BrokenChain, FailsWhenAFullStageIsOverwritten) {
  expect_refuted(chain(2, false),
                 {"fp8_handshake.sv", "assign enable_o = moves & upstream;", "assign enable_o = upstream;"});
}
TEST(BrokenChain, FailsWhenAStalledBeatIsForgotten) {
  expect_refuted(chain(2, false),
                 {"fp8_handshake.sv", "valid_q <= enable_o | (~moves & valid_q);", "valid_q <= enable_o;"});
}
TEST(BrokenChain, FailsWhenABeatIsDoubled) {
  expect_refuted(chain(2, false), {"fp8_handshake.sv", "valid_q <= enable_o | (~moves & valid_q);",
                                   "valid_q <= enable_o | valid_q;"});
}

Proof adder(int width, int carries) {
  return {"fp8_add_proof",
          fmt::format("-set Width {} -set Carries {}", width, carries),
          {kProofs + "fp8_add_proof.sv", kLibrary + "fp8_add.sv", kLibrary + "fp8_fixed_product.sv",
           kLibrary + "fp8_product.sv"}};
}

// Of a cell's parameters, as Yosys' chparam has them.
Proof split_product(const std::string& parameters) {
  Proof proof = adder(0, 0);
  proof.top = "fp8_fixed_product_proof";
  proof.parameters = parameters;
  return proof;
}

class AdderProof : public testing::TestWithParam<std::tuple<int, int>> {};
TEST_P(AdderProof, OfAllOperands) {
  const auto [width, carries] = GetParam();
  EXPECT_EQ(decide(adder(width, carries)), "proved");
}
// Widths around whole spans and blocks of them, and those of the arrays' sums.
INSTANTIATE_TEST_SUITE_P(Widths, AdderProof,
                         testing::Combine(testing::Values(4, 6, 7, 49, 63, 77), testing::Values(0, 1, 2)));

TEST(BrokenAdder, FailsWithoutACarryOfOneBlock) {
  const std::string join = "(half_generates & Tops) << Span";
  const std::string broken = "(half_generates & Tops & {Width{l != 4}}) << Span";
  EXPECT_EQ(decide(adder(49, 0), {"fp8_add.sv", join, broken}), "refuted");
}
TEST(BrokenAdder, FailsWithoutTheLowestCarry) {
  EXPECT_EQ(decide(adder(49, 0), {"fp8_add.sv", " | (passes & carries_i & Width'(1));", ";"}), "refuted");
}
TEST(BrokenAdder, FailsWhenACarryPassesNoBit) {
  EXPECT_EQ(decide(adder(49, 2), {"fp8_add.sv", " | (passes[i] & carries[i])", ""}), "refuted");
}

TEST(SplitProductProof, OfEveryPairOfFormats) {
  for (const char* parameters :
       {"-set LowZeros 2", "-set ExpWidthB 5 -set SigWidthB 3 -set AlignedWidth 51",
        "-set ExpWidthA 5 -set SigWidthA 3 -set ExpWidthB 5 -set SigWidthB 3 -set AlignedWidth 65",
        "-set ExpWidthA 5 -set ExpWidthB 5 -set AlignedWidth 65 -set LowZeros 4"}) {
    EXPECT_EQ(decide(split_product(parameters)), "proved") << parameters;
  }
}
TEST(SplitProductProof, FailsWithoutTheOne) {
  EXPECT_EQ(decide(split_product("-set LowZeros 2"),
                   {"fp8_fixed_product.sv", "IsSplit && sign_o && distance == 0", "1'b0"}),
            "refuted");
}
TEST(SplitProductProof, FailsWhenZerosComeInFromBelow) {
  EXPECT_EQ(decide(split_product("-set LowZeros 2"), {"fp8_fixed_product.sv", "{8{sign_o}}}", "8'd0}"}),
            "refuted");
}

Proof magnitude(int width, int carries) {
  return {"fp8_magnitude_proof",
          fmt::format("-set Width {} -set Carries {}", width, carries),
          {kProofs + "fp8_magnitude_proof.sv", kLibrary + "fp8_magnitude.sv", kLibrary + "fp8_add.sv"}};
}

TEST(MagnitudeProof, OfAllNumbers) {
  for (const int carries : {0, 1, 2}) {
    for (const int width : {5, 49, 77}) {
      EXPECT_EQ(decide(magnitude(width, carries)), "proved") << width << ' ' << carries;
    }
  }
}
TEST(MagnitudeProof, FailsWithoutTheOne) {
  EXPECT_EQ(decide(magnitude(49, 0), {"fp8_magnitude.sv", "((Width-1)'(1))", "((Width-1)'(0))"}), "refuted");
  EXPECT_EQ(decide(magnitude(49, 1), {"fp8_magnitude.sv", " + (Width-1)'(sign_o)", ""}), "refuted");
}

// LimitWidth 0: as wide as the shift.
Proof normalizer(int width, int limit_width = 0) {
  const std::string limit = limit_width ? fmt::format(" -set LimitWidth {}", limit_width) : "";
  return {"fp8_normalize_proof",
          fmt::format("-set SigWidth {}{}", width, limit),
          {kProofs + "fp8_normalize_proof.sv", kLibrary + "fp8_normalize.sv"}};
}

class NormalizerProof : public testing::TestWithParam<int> {};
TEST_P(NormalizerProof, OfAllOperands) {
  for (const int limit_width : {0, 3, 9}) {
    EXPECT_EQ(decide(normalizer(GetParam(), limit_width)), "proved") << limit_width;
  }
}
// Narrow and wide ones around their boundary and powers of two, and those of the arrays' sums.
INSTANTIATE_TEST_SUITE_P(Widths, NormalizerProof, testing::Values(7, 16, 17, 28, 48, 76));

TEST(BrokenNormalizer, FailsWhenAStageShiftsBeyondTheLimit) {
  EXPECT_EQ(decide(normalizer(15), {"fp8_normalize.sv", " && (is_free || limit_i[s])", ""}), "refuted");
}
TEST(BrokenNormalizer, FailsWhenTheCountPassesTheLimit) {
  EXPECT_EQ(decide(normalizer(48), {"fp8_normalize.sv", " && (limit_i[s] || count_less)", ""}), "refuted");
}
TEST(BrokenNormalizer, FailsWhenTheLimitsLowerBitsAreForgotten) {
  EXPECT_EQ(decide(normalizer(48), {"fp8_normalize.sv", "(count[s] || limit_less)", "count[s]"}), "refuted");
}
TEST(BrokenNormalizer, FailsWhenAGroupTakesItsLowerHalf) {
  EXPECT_EQ(
      decide(normalizer(48), {"fp8_normalize.sv", "(gen_bit[s-1].zeros >> (1 << s))", "gen_bit[s-1].zeros"}),
      "refuted");
}

TEST(PortProof, OfTheRegisters) { expect_proved(port()); }

TEST(PortProof, FailsWhenAWriteIsDoneOverAnAnswer) {
  expect_refuted(port(), {"fp8_axi_lite.sv", "has_address_q && has_data_q && !bvalid_o;",
                          "has_address_q && has_data_q;"});
}
TEST(PortProof, FailsWhenDataIsTakenOverDataThatWaits) {
  expect_refuted(port(), {"fp8_axi_lite.sv", "wready_o      <= !has_data_d;", "wready_o      <= 1'b1;"});
}
TEST(PortProof, FailsWhenAnAddressIsForgotten) {
  expect_refuted(port(), {"fp8_axi_lite.sv", "assign has_address_d = (has_address_q && !write_o) ||",
                          "assign has_address_d ="});
}
TEST(PortProof, FailsWhenReadDataFollowTheRegister) {
  expect_refuted(port(), {"fp8_axi_lite.sv", "if (read_o)                 rdata_o ", "rdata_o "});
}
TEST(PortProof, FailsWhenAReadIsDoneTwice) {
  expect_refuted(port(), {"fp8_axi_lite.sv", "assign has_read_d    = (has_read_q && !read_o) ||",
                          "assign has_read_d    = has_read_q ||"});
}
TEST(PortProof, FailsWhenAnAnswerIsDropped) {
  expect_refuted(port(), {"fp8_axi_lite.sv", "rvalid_o      <= read_o || (rvalid_o && !rready_i);",
                          "rvalid_o      <= read_o;"});
}

}  // namespace
}  // namespace fp8forge
