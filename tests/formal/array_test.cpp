// The array's control, from reset over a bounded number of cycles; broken ones are seen to fail.
#include <fmt/ranges.h>

#include "tests/formal/proof.hpp"

namespace fp8forge {
namespace {

class ArrayProof : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(folder_);
    files_ = files_of({});
  }

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
  Proof of(int rows) const {
    Proof proof{"fp8_array_proof",
                fmt::format("-set Rows {0} -set Cols {0}", rows),
                {FP8FORGE_SOURCES "/tb/formal/fp8_array_proof.sv"}};
    proof.files.insert(proof.files.end(), files_.begin(), files_.end());
    proof.abstraction = "cutpoint *fp8_mac_cell*/w:sum_o";
    proof.steps = 14;
    return proof;
  }

  // Yosys' answer whether any output has an input in its combinational cone; cones end at registers.
  bool has_only_registered_outputs(const Fault& fault) const {
    return has_only_registered_outputs(files_, fault);
  }
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
  std::vector<std::string> files_;
};

TEST_F(ArrayProof, OfOneCell) {
  const Verdict verdict = prove(of(1), {}, false);
  EXPECT_TRUE(verdict.bounded) << verdict.output;
}
TEST_F(ArrayProof, OfTwoByTwo) {
  const Verdict verdict = prove(of(2), {}, false);
  EXPECT_TRUE(verdict.bounded) << verdict.output;
}
TEST_F(ArrayProof, NoPathLeadsFromAnInputToAnOutput) { EXPECT_TRUE(has_only_registered_outputs({})); }

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
  EXPECT_FALSE(has_only_registered_outputs({"fp8_stream_fifo.sv", "assign in_ready_o  = ready_q;",
                                            "assign in_ready_o  = ready_q || out_ready_i;"}));
}
TEST_F(ArrayProof, FailsWhenTilesEndTooClose) {
  expect_refuted(of(2), {"fp8_array_sequencer.sv", "&& (!drains || (gap_q == '0));", ";"});
}
TEST_F(ArrayProof, FailsWhenTheRowInFlightIsLost) {
  expect_refuted(of(2), {"fp8_array.sv", ".in_valid_i  (result_valid && moved_q),",
                         ".in_valid_i  (result_valid && advance),"});
}

}  // namespace
}  // namespace fp8forge
