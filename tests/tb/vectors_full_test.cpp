// The bench of fp8forge vectors in Verilator.
#include "tests/tb/vectors.hpp"

namespace fp8forge::testing_tb {
namespace {

void expect_pass_in_verilator(const Words& request, const std::string& bench) {
  const Vectors vectors(request);
  const std::filesystem::path model = vectors.bundle().parent_path() / "model";
  Words build = {"verilator",
                 "--binary",
                 "--timing",
                 "-Wall",
                 "-O0",
                 "--top-module",
                 bench,
                 "--Mdir",
                 model,
                 "-GFolder=\"" + vectors.folder().string() + "\"",
                 vectors.folder() / (bench + ".sv")};
  for (const std::filesystem::directory_entry& file :
       std::filesystem::directory_iterator(vectors.bundle() / "rtl"))
    build.push_back(file.path());
  const auto built = run_process(build);
  ASSERT_TRUE(built);
  ASSERT_EQ(built->exit_code, 0) << built->output;
  EXPECT_EQ(built->output.find("%Warning"), std::string::npos) << built->output;
  expect_pass(*run_process({model / ("V" + bench)}));
}

TEST(Vectors, PassInVerilator) {
  expect_pass_in_verilator(kEverything, "my_fp8_array_bench");
  expect_pass_in_verilator(kEverythingStationary, "fp8_array_bench");
}

}  // namespace
}  // namespace fp8forge::testing_tb
