// Where a bundle may be written, what is replaced, and that nothing else is touched.
#include "generator/emit/bundle_writer.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "generator/base/files.hpp"
#include "generator/bundle/bundle.hpp"
#include "tests/emit/configurations.hpp"

namespace fp8forge {
namespace {

namespace fs = std::filesystem;

class BundleWriter : public testing::Test {
 protected:
  void SetUp() override {
    auto made = TemporaryDirectory::create();
    ASSERT_TRUE(made);
    folder_.emplace(std::move(*made));
  }

  fs::path in(const std::string& name) const { return folder_->path() / name; }

  static Status write(const fs::path& destination, bool force = false, const std::string& prefix = "",
                      int stages = 0) {
    Request request = multiplier_request(kE4m3, kE4m3, kE4m3);
    request.stages = stages;
    request.prefix = prefix;
    const Design design = design_of(request);
    const auto files = bundle_files(request, design, FP8FORGE_LIBRARY);
    EXPECT_TRUE(files);
    return write_bundle(manifest_of(request, design, *files), *files, destination, force);
  }

  // No staged folder is left beside the destination.
  std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_->path()), fs::directory_iterator()));
  }

  std::optional<TemporaryDirectory> folder_;
};

TEST_F(BundleWriter, WritesWhatTheReaderReads) {
  ASSERT_TRUE(write(in("out")));
  const auto bundle = load_bundle(in("out"));
  ASSERT_TRUE(bundle) << bundle.error().what;
  EXPECT_EQ(bundle->top, "fp8_multiplier");
  EXPECT_EQ(bundle->unit, "multiplier");
  EXPECT_EQ(bundle->files.back(), "rtl/fp8_multiplier.sv");
  EXPECT_EQ(bundle->request_text("to"), "e4m3");
  EXPECT_EQ(entries(), 1U);
}

TEST_F(BundleWriter, OddPathsWork) {
  for (const char* name : {"a b", "a'b", "a\"b", "a;b", "a[b]", "a{b}$c", "grün", "-x", "a\\b"}) {
    ASSERT_TRUE(write(in(name))) << name;
    EXPECT_TRUE(load_bundle(in(name))) << name;
  }
  ASSERT_TRUE(write(folder_->path() / "slash" / ""));
  EXPECT_TRUE(load_bundle(in("slash")));
}

TEST_F(BundleWriter, AnExistingDestinationIsRefusedWithoutForce) {
  ASSERT_TRUE(write(in("out")));
  const Status again = write(in("out"));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().what, "exists already");
  EXPECT_EQ(again.error().where, in("out").string());
  fs::create_directory(in("empty"));
  EXPECT_FALSE(write(in("empty")));
}

TEST_F(BundleWriter, ForceReplacesABundleOrAnEmptyFolder) {
  ASSERT_TRUE(write(in("out")));
  ASSERT_TRUE(write(in("out"), true, "p_"));
  const auto bundle = load_bundle(in("out"));
  ASSERT_TRUE(bundle) << bundle.error().what;
  EXPECT_EQ(bundle->top, "p_fp8_multiplier");
  EXPECT_FALSE(fs::exists(in("out") / "rtl/fp8_round.sv"));
  fs::create_directory(in("empty"));
  EXPECT_TRUE(write(in("empty"), true));
  EXPECT_EQ(entries(), 2U);
}

TEST_F(BundleWriter, ForceReplacesAssertionsToo) {
  const fs::path assertions = in("out") / "sva/fp8_multiplier_assertions.sv";
  ASSERT_TRUE(write(in("out"), false, "", 1));
  EXPECT_TRUE(fs::exists(assertions));
  ASSERT_TRUE(write(in("out"), true, "", 1));
  ASSERT_TRUE(write_file(assertions, "edited"));
  EXPECT_EQ(write(in("out"), true).error().what,
            "holds a file that was edited since generate wrote it, 'sva/fp8_multiplier_assertions.sv'");
  // Whoever wants no assertions removes them; nothing that reads a bundle looks at them.
  fs::remove(assertions);
  EXPECT_TRUE(load_bundle(in("out")));
  ASSERT_TRUE(write(in("out"), true));
  EXPECT_FALSE(fs::exists(in("out") / "sva"));
}

TEST_F(BundleWriter, ForceReplacesABundleOfBeforeThereWereAssertions) {
  ASSERT_TRUE(write(in("out")));
  nlohmann::json manifest = load_bundle(in("out"))->manifest;
  manifest.erase("assertions");
  ASSERT_TRUE(write_file(in("out") / "manifest.json", manifest.dump()));
  EXPECT_TRUE(write(in("out"), true));
}

TEST_F(BundleWriter, ForceNeverRemovesAUsersFiles) {
  ASSERT_TRUE(write_file(in("mine") / "thesis.tex", "years of work"));
  const Status status = write(in("mine"), true);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().what, "exists and is not a bundle");

  ASSERT_TRUE(write(in("out")));
  ASSERT_TRUE(write_file(in("out") / "rtl" / "notes.txt", "mine"));
  const Status mixed = write(in("out"), true);
  ASSERT_FALSE(mixed);
  EXPECT_EQ(mixed.error().what, "holds a file that generate did not write, 'rtl/notes.txt'");
  EXPECT_TRUE(fs::exists(in("out") / "rtl" / "notes.txt"));

  ASSERT_TRUE(write_file(in("other") / "manifest.json", R"({"generator": "webpack 5", "files": []})"));
  EXPECT_FALSE(write(in("other"), true));
  EXPECT_TRUE(fs::exists(in("other") / "manifest.json"));
}

TEST_F(BundleWriter, ForceRefusesFoldersWithoutFilesAndEditedFiles) {
  fs::create_directories(in("tree") / "a" / "b");
  const Status tree = write(in("tree"), true);
  ASSERT_FALSE(tree);
  EXPECT_EQ(tree.error(),
            (Error{"exists and is not a bundle", in("tree").string(), "name another directory"}));
  EXPECT_TRUE(fs::exists(in("tree") / "a" / "b"));

  ASSERT_TRUE(write(in("out")));
  fs::create_directory(in("out") / "mine");
  EXPECT_EQ(write(in("out"), true).error().what, "holds a directory that generate did not write, 'mine'");
  fs::remove(in("out") / "mine");
  ASSERT_TRUE(write_file(in("out") / "rtl/fp8_round.sv", "edited"));
  const Status edited = write(in("out"), true);
  ASSERT_FALSE(edited);
  EXPECT_EQ(edited.error(),
            (Error{"holds a file that was edited since generate wrote it, 'rtl/fp8_round.sv'",
                   in("out").string(), "move it elsewhere, or remove " + in("out").string() + " yourself"}));
  EXPECT_EQ(*read_file(in("out") / "rtl/fp8_round.sv"), "edited");
}

TEST_F(BundleWriter, ALinkStandsForItsFolder) {
  ASSERT_TRUE(write(in("out")));
  fs::create_directory_symlink("out", in("link"));
  EXPECT_EQ(write(in("link")).error().what, "exists already");
  ASSERT_TRUE(write(in("link"), true, "p_"));
  EXPECT_TRUE(fs::is_symlink(in("link")));
  EXPECT_EQ(load_bundle(in("out"))->top, "p_fp8_multiplier");
  fs::create_directory_symlink("nowhere", in("dangling"));
  EXPECT_EQ(write(in("dangling"), true).error(),
            (Error{"is a symbolic link to nothing", in("dangling").string(),
                   "remove the link, or create the directory that it names"}));
  EXPECT_EQ(entries(), 3U);
}

TEST_F(BundleWriter, TheWorkingDirectoryIsRefused) {
  fs::create_directories(in("work") / "deep");
  const fs::path before = fs::current_path();
  fs::current_path(in("work") / "deep");
  EXPECT_EQ(write(".", true).error(),
            (Error{"is the working directory", ".", "name a directory in it, or another"}));
  EXPECT_EQ(write("..", true).error().what, "holds the working directory");
  EXPECT_EQ(write("/", true).error().what, "holds the working directory");
  EXPECT_TRUE(write("new"));
  fs::current_path(before);
}

TEST_F(BundleWriter, NamesMayBeAsLongAsTheSystemAllows) {
  EXPECT_TRUE(write(in(std::string(255, 'x'))));
  const fs::path longer = in(std::string(256, 'x'));
  EXPECT_EQ(write(longer).error(), (Error{"the name is too long", longer.string(), "at most 255 bytes"}));
}

TEST_F(BundleWriter, TheUmaskDecidesWhoMayRead) {
  const mode_t before = umask(027);
  ASSERT_TRUE(write(in("out")));
  umask(before);
  EXPECT_EQ(fs::status(in("out")).permissions(), fs::perms(0750));
}

TEST_F(BundleWriter, AFileInTheWayIsRefused) {
  ASSERT_TRUE(write_file(in("file"), "x"));
  const Status status = write(in("file"), true);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().what, "exists and is not a directory");
}

TEST_F(BundleWriter, AMissingParentOrOneThatCannotBeWrittenIsAnError) {
  const Status missing = write(in("no") / "out");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error(),
            (Error{"no such directory", in("no").string(), "create it first, or name another"}));
  const Status unwritable = write("/proc/out");
  ASSERT_FALSE(unwritable);
  EXPECT_EQ(unwritable.error().what, "cannot write into the directory");
  EXPECT_FALSE(write(""));
  EXPECT_EQ(entries(), 0U);
}

}  // namespace
}  // namespace fp8forge
