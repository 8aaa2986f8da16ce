// The INT8 designs that FP8 is held against: right by their own benches, which see an error when there is
// one.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"
#include "generator/bundle/bundle.hpp"
#include "generator/emit/reference_array.hpp"
#include "synth/timing.hpp"
#include "tests/replace_once.hpp"

namespace fp8forge {
namespace {

namespace fs = std::filesystem;

class ReferenceArray : public testing::Test {
 protected:
  ReferenceArray() : folder_(std::move(*TemporaryDirectory::create())) {
    EXPECT_TRUE(write_reference_array(3, 5, *data_directory(), folder_.path() / "int8"));
  }

  // What the bench says of the bundle's RTL.
  std::string played(const std::string& bench) const {
    std::vector<std::string> command = {"iverilog",
                                        "-g2012",
                                        "-s",
                                        bench,
                                        "-o",
                                        "bench.vvp",
                                        (*data_directory() / "synth/reference" / (bench + ".sv"))};
    for (const fs::directory_entry& file : fs::directory_iterator(folder_.path() / "int8/rtl")) {
      command.push_back(file.path());
    }
    const ProcessResult built = *run_process(command, {folder_.path(), {}});
    if (built.exit_code != 0) return built.output;
    return run_process({"vvp", "-N", "bench.vvp"}, {folder_.path(), {}})->output;
  }

  void break_file(const std::string& name, const std::string& from, const std::string& to) const {
    const fs::path file = folder_.path() / "int8/rtl" / name;
    ASSERT_TRUE(write_file(file, replace_once(*read_file(file), from, to, name)));
  }

  TemporaryDirectory folder_;
};

TEST_F(ReferenceArray, CellMultipliesEveryPair) { EXPECT_EQ(played("int8_cell_check"), "passed\n"); }

TEST_F(ReferenceArray, ArrayMultipliesMatricesUnderStalls) {
  EXPECT_EQ(played("int8_array_check"), "passed\n");
}

TEST_F(ReferenceArray, BenchesSeeAWrongProduct) {
  break_file("int8_product.sv", "{9'b0, is_negative[3], 6'b0}", "{9'b0, 1'b0, 6'b0}");
  EXPECT_TRUE(played("int8_cell_check").starts_with("mismatch: ")) << played("int8_cell_check");
  EXPECT_TRUE(played("int8_array_check").starts_with("mismatch: ")) << played("int8_array_check");
}

TEST_F(ReferenceArray, BenchSeesALostRow) {
  break_file("int8_array.sv", ".Reserve (1)", ".Reserve (0)");
  EXPECT_TRUE(played("int8_array_check").starts_with("mismatch: ")) << played("int8_array_check");
}

TEST_F(ReferenceArray, IsABundleOfItsSize) {
  const Result<Bundle> bundle = load_bundle(folder_.path() / "int8");
  ASSERT_TRUE(bundle) << bundle.error().what;
  EXPECT_EQ(bundle->unit, kReferenceArray);
  EXPECT_EQ(bundle->request_number("rows"), 3);
  const std::string top = *read_file(bundle->directory / bundle->files.back());
  EXPECT_NE(top.find("parameter int Rows     = 3,"), std::string::npos) << top;
  EXPECT_NE(top.find("parameter int Cols     = 5,"), std::string::npos) << top;
  const Result<synth::TimedPorts> ports = synth::timed_ports(*bundle);
  ASSERT_TRUE(ports);
  EXPECT_EQ(ports->clock, "aclk");
  EXPECT_EQ(ports->reset, "aresetn");
  EXPECT_EQ(ports->outputs.size(), 6U);
}

}  // namespace
}  // namespace fp8forge
