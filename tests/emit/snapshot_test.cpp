// The emitted text of named requests against tests/emit/snapshots; FP8FORGE_UPDATE_SNAPSHOTS=1 writes them
// anew.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "generator/base/files.hpp"
#include "generator/emit/design.hpp"
#include "generator/emit/printer.hpp"
#include "tests/emit/configurations.hpp"

namespace fp8forge {
namespace {

class Snapshot : public testing::TestWithParam<NamedRequest> {};

TEST_P(Snapshot, IsUnchanged) {
  std::string text;
  for (const sv::Module& module : design_of(GetParam().request).modules) text += sv::print(module) + "\n";
  const std::filesystem::path path = std::filesystem::path(FP8FORGE_SNAPSHOTS) / (GetParam().name + ".sv");
  if (std::getenv("FP8FORGE_UPDATE_SNAPSHOTS")) {
    ASSERT_TRUE(write_file(path, text));
    GTEST_SKIP() << "written: " << path;
  }
  const auto snapshot = read_file(path);
  ASSERT_TRUE(snapshot) << path;
  EXPECT_EQ(text, *snapshot) << "if this is meant, run again with FP8FORGE_UPDATE_SNAPSHOTS=1";
}

INSTANTIATE_TEST_SUITE_P(Named, Snapshot, testing::ValuesIn(named_requests()),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace fp8forge
