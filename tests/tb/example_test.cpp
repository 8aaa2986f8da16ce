// The bench in tb/examples builds and runs as its first lines say.
#include <gtest/gtest.h>

#include <algorithm>

#include "generator/bundle/bundle.hpp"
#include "tests/tb/program.hpp"

namespace fp8forge::testing_tb {
namespace {

TEST(Example, BenchBuildsAndPasses) {
  const std::filesystem::path bench = std::filesystem::path(FP8FORGE_EXAMPLES) / "array_bench.cpp";
  const std::string text = *read_file(bench);
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 40);
  const GeneratedBundle bundle({"array", "--rows", "8", "--cols", "8"});
  ASSERT_TRUE(write_file(bundle.path() / "array_bench.cpp", text));
  std::vector<std::string> command = {"verilator", "--cc",         "--exe",     "--build", "--prefix",
                                      "Varray",    "--top-module", "fp8_array", "-CFLAGS", "-O0"};
  const Result<Bundle> loaded = load_bundle(bundle.path());
  ASSERT_TRUE(loaded);
  command.insert(command.end(), loaded->files.begin(), loaded->files.end());
  command.push_back("array_bench.cpp");
  const ProcessResult build = *run_process(command, {bundle.path(), {}});
  ASSERT_EQ(build.exit_code, 0) << build.output;
  EXPECT_EQ(build.output.find("%Warning"), std::string::npos) << build.output;
  const ProcessResult run = *run_process({(bundle.path() / "obj_dir" / "Varray").string()});
  EXPECT_EQ(run.exit_code, 0) << run.output;
  EXPECT_EQ(run.output, "8 rows, 0 wrong\n");
}

}  // namespace
}  // namespace fp8forge::testing_tb
