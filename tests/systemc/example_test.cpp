// The example in tb/examples builds and runs as docs/systemc.md says, word for word: beside a build folder,
// and against an installed tree.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/tb/program.hpp"

namespace fp8forge::testing_systemc {
namespace {

namespace fs = std::filesystem;

const fs::path kSources = FP8FORGE_SOURCES;
const fs::path kBuild = fs::path(FP8FORGE_PROGRAM).parent_path().parent_path();

// The commands of the document that start with `start`, with their continuation lines.
std::vector<std::string> commands(const std::string& start) {
  const std::string text = *read_file(kSources / "docs/systemc.md");
  std::vector<std::string> found;
  for (std::size_t at = 0; (at = text.find("\n    " + start, at)) != std::string::npos;) {
    std::size_t end = at;
    do {
      end = text.find('\n', end + 1);
    } while (text[end - 1] == '\\');
    found.push_back(text.substr(at + 1, end - at - 1));
    at = end;
  }
  return found;
}

// Runs a command in a folder, which is the home too.
ProcessResult run_in(const fs::path& folder, const std::string& command) {
  return *run_process({"sh", "-c", "HOME=$PWD; " + command}, {folder, {}});
}

TEST(SystemcExample, TheDocumentsCommandsWork) {
  const std::vector<std::string> builds = commands("g++");
  const std::vector<std::string> generate = commands("build/release/bin/fp8forge generate");
  ASSERT_EQ(builds.size(), 2U);
  ASSERT_EQ(generate.size(), 1U);
  const std::string example = *read_file(kSources / "tb/examples/systemc_array.cpp");
  EXPECT_LT(std::count(example.begin(), example.end(), '\n'), 60);

  // The folders as in a clone; then what an installation leaves, and the example alone.
  const TemporaryDirectory clone = *TemporaryDirectory::create();
  const TemporaryDirectory home = *TemporaryDirectory::create();
  fs::create_directories(clone.path() / "build");
  fs::create_directory_symlink(kBuild, clone.path() / "build/release");
  for (const char* folder : {"generator", "sim", "tb"}) {
    fs::create_directory_symlink(kSources / folder, clone.path() / folder);
  }
  ASSERT_EQ(run_in(clone.path(), generate[0]).exit_code, 0);
  const std::string install = "cmake --install " + kBuild.string() + " --prefix .local";
  ASSERT_EQ(run_in(home.path(), install).exit_code, 0);
  ASSERT_TRUE(write_file(home.path() / "tb/examples/systemc_array.cpp", example));
  fs::create_directory_symlink(clone.path() / "array8x8", home.path() / "array8x8");

  for (const auto& [folder, command] : {std::pair{clone.path(), builds[0]}, {home.path(), builds[1]}}) {
    const ProcessResult result = run_in(folder, command);
    EXPECT_EQ(result.exit_code, 0) << result.output;
    EXPECT_NE(result.output.find("8 rows, 0 wrong, "), std::string::npos) << result.output;
  }
}

}  // namespace
}  // namespace fp8forge::testing_systemc
