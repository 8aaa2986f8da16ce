// The array's control, over runs of any length or of a bounded one; broken ones are seen to fail.
#include <fmt/ranges.h>

#include "tests/formal/proof.hpp"

namespace fp8forge {
namespace {

class ArrayProof : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(folder_); }

  // The RTL of a 2 x 2 array with these options.
  std::vector<std::string> files_of(const std::vector<std::string>& options) const {
    const auto bundle = folder_->path() / fmt::format("bundle{}", fmt::join(options, ""));
    std::vector<std::string> words = {FP8FORGE_PROGRAM, "generate", "array", "--rows",       "2",
                                      "--cols",         "2",        "--out", bundle.string()};
    words.insert(words.end(), options.begin(), options.end());
    const auto made = run_process(words);
    EXPECT_TRUE(made && made->exit_code == 0);
    std::vector<std::string> files;
    for (const auto& file : std::filesystem::directory_iterator(bundle / "rtl"))
      files.push_back(file.path().string());
    return files;
  }

  // What the cells' sums are does not matter: they may be anything, in every cycle.
  Proof of(int rows, int patience, const std::vector<std::string>& options = {},
           const std::string& checker = "fp8_array_proof") const {
    Proof proof{checker,
                fmt::format("-set Rows {0} -set Cols {0} -set Patience {1}", rows, patience),
                {FP8FORGE_SOURCES "/tb/formal/fp8_result_proof.sv",
                 fmt::format("{}/tb/formal/{}.sv", FP8FORGE_SOURCES, checker)}};
    for (const std::string& option : options) {
      if (option == "--keep") proof.defines += " -DHAS_KEEP";
      if (option == "--d") proof.defines += " -DHAS_ADDEND";
    }
    const std::vector<std::string> files = files_of(options);
    proof.files.insert(proof.files.end(), files.begin(), files.end());
    proof.abstraction = "cutpoint *fp8_array_cell*";
    return proof;
  }
  Proof of_stationary(int rows, int patience, std::vector<std::string> options = {}) const {
    options.insert(options.begin(), {"--dataflow", "weight-stationary"});
    return of(rows, patience, options, "fp8_stationary_proof");
  }

  // Yosys' answer whether any output has an input in its combinational cone; cones end at registers.
  static bool has_only_registered_outputs(const std::vector<std::string>& files, const Fault& fault) {
    const auto folder = TemporaryDirectory::create();
    std::string script = "read_verilog -sv";
    for (const std::string& path : copies(files, folder->path(), fault)) script += " " + path;
    script +=
        "; hierarchy -check -top fp8_array; proc; flatten; opt_clean; simplemap; splitnets -ports; "
        "opt_clean; "
        "select -set fed o:* %ci*:-$_DFF_P_,$_DFFE_PP_,$_DFF_PN0_,$_DFF_PN1_,$_DFFE_PN0P_,$_DFFE_PN1P_; "
        "select -assert-min 1 @fed; select -assert-none @fed i:* %i";
    std::string output;
    const bool clean = ran({"yosys", "-q", "-p", script}, output);
    if (!clean) {
      EXPECT_NE(output.find("selection is not empty"), std::string::npos) << output;
    }
    return clean;
  }

  Result<TemporaryDirectory> folder_ = TemporaryDirectory::create();
};

TEST_F(ArrayProof, OfOneCell) { EXPECT_EQ(decide(of(1, 7)), "proved"); }
TEST_F(ArrayProof, OfTwoByTwo) { EXPECT_EQ(decide(of(2, 8)), "proved"); }
TEST_F(ArrayProof, OfSumsInSegments) { EXPECT_EQ(decide(of(1, 12, {"--acc-segments", "2"})), "proved"); }
TEST_F(ArrayProof, OfKeptTiles) { EXPECT_EQ(decide(of(1, 12, {"--keep"})), "proved"); }
// So many cycles show patience at its end: the first row of C, and a wait.
TEST_F(ArrayProof, OfAddedD) { EXPECT_EQ(decide(of(1, 9, {"--d", "bf16"}), {}, 21), "bounded"); }
TEST_F(ArrayProof, OfAStationaryWeight) { EXPECT_EQ(decide(of_stationary(1, 9), {}, 19), "bounded"); }
TEST_F(ArrayProof, OfStationaryWeights) { EXPECT_EQ(decide(of_stationary(2, 10), {}, 19), "bounded"); }
TEST_F(ArrayProof, OfStationaryWeightsWithD) {
  EXPECT_EQ(decide(of_stationary(1, 9, {"--d", "bf16"}), {}, 20), "bounded");
}

TEST_F(ArrayProof, NoPathLeadsFromAnInputToAnOutput) {
  EXPECT_TRUE(has_only_registered_outputs(files_of({}), {}));
}

TEST_F(ArrayProof, NoPathLeadsFromAnInputToAnOutputWhereDIsAdded) {
  const std::vector<std::string> output = {"--d", "bf16", "--scale", "--amax", "--max-terms", "4"};
  for (const std::vector<std::string>& sums :
       {std::vector<std::string>{"--acc-segments", "2"}, {"--dataflow", "weight-stationary", "--keep"}}) {
    std::vector<std::string> options = output;
    options.insert(options.end(), sums.begin(), sums.end());
    EXPECT_TRUE(has_only_registered_outputs(files_of(options), {})) << sums[1];
  }
}

TEST_F(ArrayProof, NoPathLeadsFromAnInputToAnOutputWithCounters) {
  EXPECT_TRUE(has_only_registered_outputs(files_of({"--counters"}), {}));
  EXPECT_TRUE(has_only_registered_outputs(files_of({"--counters", "--dataflow", "weight-stationary"}), {}));
}

TEST_F(ArrayProof, APathFromReadyToReadyIsSeen) {
  EXPECT_FALSE(
      has_only_registered_outputs(files_of({}), {"fp8_stream_fifo.sv", "assign in_ready_o  = ready_q;",
                                                 "assign in_ready_o  = ready_q || out_ready_i;"}));
}
TEST_F(ArrayProof, FailsWhenTilesEndTooClose) {
  EXPECT_EQ(decide(of(2, 8), {"fp8_array_sequencer.sv", "&& (!drains || (gap_q == '0));", ";"}), "refuted");
}
TEST_F(ArrayProof, FailsWhenTheRowInFlightIsLost) {
  EXPECT_EQ(decide(of(2, 8), {"fp8_array.sv", ".in_valid_i  (result_valid && moved_q),",
                              ".in_valid_i  (result_valid && advance),"}),
            "refuted");
}
TEST_F(ArrayProof, FailsOnABrokenBuffer) {
  EXPECT_EQ(decide(of(1, 7), {"fp8_stream_fifo.sv", "ready_q <= count_d < CountWidth'(Depth - Reserve);",
                              "ready_q <= count_d < CountWidth'(Depth);"}),
            "refuted");
}
// An array that never takes anything loses nothing: what forbids it is patience.
TEST_F(ArrayProof, FailsWhenNothingMoves) {
  EXPECT_EQ(
      decide(of(1, 7), {"fp8_stream_fifo.sv", "assign in_ready_o  = ready_q;", "assign in_ready_o  = 1'b0;"}),
      "refuted");
}
TEST_F(ArrayProof, FailsWhenARowWaitsForTheAddendOfAnother) {
  const Fault fault{"fp8_array_addend.sv", "|| (left != 2'd0);", "|| (left > 2'd1);"};
  EXPECT_EQ(decide(of(1, 9, {"--d", "bf16"}), fault, 21), "refuted");
  EXPECT_EQ(decide(of_stationary(1, 9, {"--d", "bf16"}), fault, 20), "refuted");
}
TEST_F(ArrayProof, FailsWhenARowDoesNotWaitForWeights) {
  EXPECT_EQ(decide(of_stationary(2, 10),
                   {"fp8_stationary_sequencer.sv", "(complete_q && may_start_i)", "may_start_i"}, 19),
            "refuted");
}
TEST_F(ArrayProof, FailsWhenARowHasTheLastOfAnother) {
  EXPECT_EQ(decide(of_stationary(2, 10),
                   {"fp8_stationary_wave.sv", "    if (advance_i) data_q <=", "    data_q <="}, 19),
            "refuted");
}

}  // namespace
}  // namespace fp8forge
