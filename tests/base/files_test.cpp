// Whole-file reads and writes, and folders that appear complete or not at all.
#include "generator/base/files.hpp"

#include <gtest/gtest.h>

namespace fp8forge {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
 protected:
  void SetUp() override {
    auto made = TemporaryDirectory::create();
    ASSERT_TRUE(made);
    folder_.emplace(std::move(*made));
  }
  fs::path in(const std::string& name) const { return folder_->path() / name; }
  std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_->path()), fs::directory_iterator()));
  }

  std::optional<TemporaryDirectory> folder_;
};

TEST_F(Files, WhatIsWrittenIsReadBack) {
  const std::string text("a\0b\r\n", 5);
  ASSERT_TRUE(write_file(in("new/deep/file"), text));
  EXPECT_EQ(*read_file(in("new/deep/file")), text);
  ASSERT_TRUE(write_file(in("empty"), ""));
  ASSERT_TRUE(read_file(in("empty")));
  EXPECT_EQ(*read_file(in("empty")), "");
}

TEST_F(Files, ReadErrorsNameThePath) {
  const auto missing = read_file(in("none"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error(), (Error{"cannot be read", in("none").string(), "No such file or directory"}));
  const auto directory = read_file(folder_->path());
  ASSERT_FALSE(directory);
  EXPECT_EQ(directory.error().what, "is a directory");
}

TEST_F(Files, WriteErrorsNameThePath) {
  ASSERT_TRUE(write_file(in("file"), "x"));
  const Status below = write_file(in("file") / "x", "y");
  ASSERT_FALSE(below);
  EXPECT_EQ(below.error().where, (in("file") / "x").string());
}

TEST_F(Files, AStagedDirectoryAppearsWhenCommitted) {
  auto staged = StagedDirectory::create(in("out"));
  ASSERT_TRUE(staged);
  ASSERT_TRUE(write_file(staged->path() / "file", "x"));
  EXPECT_FALSE(fs::exists(in("out")));
  ASSERT_TRUE(staged->commit());
  EXPECT_EQ(*read_file(in("out") / "file"), "x");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(Files, AnAbandonedStagedDirectoryLeavesNothing) {
  {
    auto staged = StagedDirectory::create(in("out"));
    ASSERT_TRUE(staged);
    ASSERT_TRUE(write_file(staged->path() / "file", "x"));
    auto moved = std::move(*staged);
    EXPECT_TRUE(fs::exists(moved.path() / "file"));
  }
  EXPECT_EQ(entries(), 0U);
}

TEST_F(Files, ACommitReplacesTheOldFolderAsAWhole) {
  ASSERT_TRUE(write_file(in("out") / "old", "x"));
  auto staged = StagedDirectory::create(in("out") / "");
  ASSERT_TRUE(staged);
  ASSERT_TRUE(write_file(staged->path() / "new", "y"));
  ASSERT_TRUE(staged->commit());
  EXPECT_FALSE(fs::exists(in("out") / "old"));
  EXPECT_TRUE(fs::exists(in("out") / "new"));
  EXPECT_EQ(entries(), 1U);
}

TEST_F(Files, AStagedDirectoryNeedsItsParent) {
  const auto staged = StagedDirectory::create(in("none") / "out");
  ASSERT_FALSE(staged);
  EXPECT_EQ(staged.error().where, in("none").string());
  EXPECT_FALSE(StagedDirectory::create("/proc/out"));
}

TEST(TemporaryDirectory, IsRemovedWithItsContents) {
  fs::path path;
  {
    auto folder = TemporaryDirectory::create();
    ASSERT_TRUE(folder);
    path = folder->path();
    ASSERT_TRUE(write_file(path / "deep/file", "x"));
  }
  EXPECT_FALSE(fs::exists(path));
}

}  // namespace
}  // namespace fp8forge
