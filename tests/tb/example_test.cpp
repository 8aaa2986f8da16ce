// The bench in tb/examples builds and runs as the README says, word for word.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/tb/program.hpp"

namespace fp8forge::testing_tb {
namespace {

namespace fs = std::filesystem;

// The README's command that starts with `start`, with its continuation lines.
std::string command_of_readme(const std::string& start) {
  const std::string text = *read_file(fs::path(FP8FORGE_SOURCES) / "README.md");
  const std::size_t at = text.find("\n    " + start);
  if (at == std::string::npos) return "";
  std::size_t end = at;
  do {
    end = text.find('\n', end + 1);
  } while (end != std::string::npos && text[end - 1] == '\\');
  return text.substr(at + 1, end - at - 1);
}

// The folders as in a clone of the repository, and the program on PATH.
TEST(Example, TheReadmesCommandsWork) {
  const TemporaryDirectory clone = *TemporaryDirectory::create();
  const std::string text = *read_file(fs::path(FP8FORGE_SOURCES) / "tb/examples/array_bench.cpp");
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 40);
  ASSERT_TRUE(write_file(clone.path() / "tb/examples/array_bench.cpp", text));
  const std::string program = fs::path(FP8FORGE_PROGRAM).parent_path().string();
  const auto run = [&](const std::string& command) {
    return *run_process({"sh", "-c", "PATH=$1:$PATH; " + command, "sh", program}, {clone.path(), {}});
  };
  const std::string generate = command_of_readme("fp8forge generate array");
  const std::string bench = command_of_readme("verilator");
  ASSERT_NE(generate, "");
  ASSERT_NE(bench, "");
  ASSERT_EQ(run(generate).exit_code, 0);
  const ProcessResult result = run(bench);
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_EQ(result.output.find("%Warning"), std::string::npos) << result.output;
  EXPECT_TRUE(result.output.ends_with("8 rows, 0 wrong\n")) << result.output;
  EXPECT_EQ(run(generate + " --force").exit_code, 0) << "the bench left something in the bundle";
}

}  // namespace
}  // namespace fp8forge::testing_tb
