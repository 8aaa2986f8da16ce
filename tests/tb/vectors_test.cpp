// fp8forge vectors: in Icarus the stored bench passes on what generate wrote, and on nothing else.
#include "tests/tb/vectors.hpp"

#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>

#include "tests/tb/mutation.hpp"

namespace fp8forge::testing_tb {
namespace {

namespace fs = std::filesystem;

void expect_failure(const ProcessResult& run, const std::string& said) {
  EXPECT_NE(run.exit_code, 0);
  EXPECT_EQ(run.output.find("PASSED"), std::string::npos) << run.output;
  EXPECT_NE(run.output.find(said), std::string::npos) << run.output;
}

TEST(Vectors, PassOnWhatWasGenerated) {
  expect_pass(Vectors(kSmall).simulate());
  expect_pass(
      Vectors({"array", "--rows", "1", "--cols", "1", "--max-terms", "1", "--to", "fp32"}).simulate());
  expect_pass(Vectors(kEverything).simulate("my_"));
  expect_pass(Vectors(kEverythingStationary).simulate());
  expect_pass(Vectors({"array", "--rows", "2", "--cols", "3", "--max-terms", "8", "--d", "fp32",
                       "--acc-segments", "2"})
                  .simulate());
}

TEST(Vectors, FailOnBrokenRtl) {
  struct Fault {
    std::string file, from, to, said;
  };
  const Vectors vectors(kSmall);
  for (const Fault& fault : std::vector<Fault>{
           {"rtl/fp8_round.sv", "default: increment = guard && (sticky || is_odd);",
            "default: increment = guard;", "mismatch in column "},
           {"rtl/fp8_array.sv", "localparam int SumWidth = 28 + $clog2(196 * MaxTerms + 1) + 1;",
            "localparam int SumWidth = 28 + $clog2(196 * MaxTerms + 1);", "mismatch in column "},
           {"rtl/fp8_stream_fifo.sv", "ready_q <= count_d < CountWidth'(Depth - Reserve);",
            "ready_q <= count_d < CountWidth'(Depth);", "FAILED in cycle "},
           {"rtl/fp8_stream_fifo.sv", "assign out_data_o  = slot[Width-1:0];",
            "assign out_data_o  = slot[Width-1:0] ^ Width'(Reserve != 0 && !out_ready_i);",
            "m_axis_c_tvalid or what it announces changed before tready took the row"},
           {"rtl/fp8_array.sv", ".error_o    (error_o)", ".error_o    ()", "error_o"}}) {
    SCOPED_TRACE(fault.to);
    const std::string before = *read_file(vectors.bundle() / fault.file);
    ASSERT_NO_FATAL_FAILURE(mutate(vectors.bundle(), fault.file, fault.from, fault.to));
    expect_failure(vectors.simulate(), fault.said);
    ASSERT_TRUE(write_file(vectors.bundle() / fault.file, before));
  }
  expect_pass(vectors.simulate());
}

TEST(Vectors, FailOnBrokenOutputs) {
  const Vectors vectors(kEverythingStationary);
  for (const auto& [file, from, to, said] : std::vector<std::array<std::string, 4>>{
           {"rtl/fp8_array.sv", ".clear_i (sees_row && sees_first_q),", ".clear_i (1'b0),",
            "m_axis_c_tlast, or tuser above it: expected "},
           {"rtl/fp8_array.sv", "assign advance = has_room && has_addend_q;", "assign advance = has_room;",
            "error_o is "},
           {"rtl/fp8_stationary_keeper.sv", "assign has_partner = row_q < kept_rows_q;",
            "assign has_partner = 1'b1;", "FAILED in cycle "},
           {"rtl/fp8_array_addend.sv", "error_q || (last != is_last_i)", "error_q || last", "error_o is "}}) {
    const std::string before = *read_file(vectors.bundle() / file);
    ASSERT_NO_FATAL_FAILURE(mutate(vectors.bundle(), file, from, to));
    expect_failure(vectors.simulate(), said);
    ASSERT_TRUE(write_file(vectors.bundle() / file, before));
  }
}

TEST(Vectors, WithoutTheirFilesFail) {
  const Vectors vectors(kSmall);
  fs::remove(vectors.folder() / "c.hex");
  expect_failure(vectors.simulate(), "expected ");
}

TEST(Vectors, AreTheSameForTheSameSeed) {
  const Vectors one(kSmall), same(kSmall), other(kSmall, {"--seed", "2"});
  for (const char* file : {"a.hex", "b.hex", "c.hex", "ready.hex", "vectors.json", "fp8_array_bench.sv"}) {
    EXPECT_EQ(one.text(file), same.text(file)) << file;
    EXPECT_NE(one.text(file), other.text(file)) << file;
  }
}

TEST(Vectors, ReplaceOnlyWhatTheyWrote) {
  const Vectors vectors(kSmall);
  const Words again = {"vectors", vectors.bundle().string() + "/", "--tiles", "1"};
  EXPECT_EQ(fp8forge(again).exit_code, 0);
  ASSERT_TRUE(write_file(vectors.folder() / "a.hex", "mine"));
  const ProcessResult refused = fp8forge(again);
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_EQ(refused.output, "fp8forge: holds a file that was edited since vectors wrote it, 'a.hex': " +
                                vectors.folder().string() + ": move it elsewhere, or remove " +
                                vectors.folder().string() + " yourself\n");
  EXPECT_EQ(vectors.text("a.hex"), "mine");
  // The bundle is not theirs.
  const ProcessResult onto = fp8forge({"vectors", vectors.bundle(), "--out", vectors.bundle()});
  EXPECT_EQ(onto.exit_code, 2) << onto.output;
  EXPECT_TRUE(fs::exists(vectors.bundle() / "manifest.json"));
}

TEST(Vectors, MistakesAreTold) {
  const GeneratedBundle multiplier({"multiplier"});
  const std::string bundle = multiplier.path().string();
  for (const auto& [words, line] : std::vector<std::pair<Words, std::string>>{
           {{"vectors", bundle},
            "vectors are of arrays, and this is a multiplier: " + bundle +
                ": use fp8forge eval for its results"},
           {{"vectors", bundle, "--tiles", "0"}, "0 is out of range: --tiles: 1 to 100000"},
           {{"vectors", bundle, "--seed", "x"},
            "'x' is not a whole number: --seed: 0 to 18446744073709551615"}}) {
    const ProcessResult run = fp8forge(words);
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_EQ(run.output, "fp8forge: " + line + "\n");
  }
  EXPECT_FALSE(fs::exists(bundle + "_vectors"));
}

// Ports that the bench does not know would be left open.
TEST(Vectors, UnknownPortsAreRefused) {
  const GeneratedBundle array(kSmall);
  const fs::path manifest = array.path() / "manifest.json";
  auto text = nlohmann::ordered_json::parse(*read_file(manifest));
  text["ports"].push_back(
      {{"name", "s_axis_z_tdata"}, {"direction", "input"}, {"width", 8}, {"meaning", ""}});
  ASSERT_TRUE(write_file(manifest, text.dump()));
  const ProcessResult run = fp8forge({"vectors", array.path()});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_EQ(run.output,
            "fp8forge: there are no vectors for arrays with the port s_axis_z_tdata in this version: " +
                array.path().string() + ": use fp8forge verify\n");
}

}  // namespace
}  // namespace fp8forge::testing_tb
