// The reader of bundles: what it accepts, and the message of every damage.
#include "generator/bundle/bundle.hpp"

#include <gtest/gtest.h>

#include "generator/base/digest.hpp"
#include "generator/base/files.hpp"

namespace fp8forge {
namespace {

constexpr const char* kAgain = "remove the bundle and generate it again";
constexpr const char* kMakeOne = "name a directory that fp8forge generate wrote";

class BundleReader : public testing::Test {
 protected:
  void SetUp() override {
    auto made = TemporaryDirectory::create();
    ASSERT_TRUE(made);
    folder_.emplace(std::move(*made));
    manifest_ = {{"generator", "fp8forge 0.1.0"},
                 {"unit", "array"},
                 {"top", "fp8_array"},
                 {"files", {"rtl/cell.sv", "rtl/fp8_array.sv"}},
                 {"sha256", {{"rtl/cell.sv", sha256_hex("cell")}, {"rtl/fp8_array.sv", sha256_hex("top")}}},
                 {"request", {{"to", "bf16"}, {"rows", 8}}},
                 {"parameters", nlohmann::json::array()},
                 {"ports", nlohmann::json::array()},
                 {"widths", nlohmann::json::array()},
                 {"latency", 6},
                 {"interval", 8}};
    ASSERT_TRUE(write_file(path("rtl/cell.sv"), "cell"));
    ASSERT_TRUE(write_file(path("rtl/fp8_array.sv"), "top"));
  }

  std::filesystem::path path(const std::string& name) const { return folder_->path() / name; }

  Result<Bundle> load() const {
    EXPECT_TRUE(write_file(path("manifest.json"), manifest_.dump()));
    return load_bundle(folder_->path());
  }

  Error error_of_load() const {
    const auto bundle = load();
    EXPECT_FALSE(bundle);
    return bundle ? Error{} : bundle.error();
  }

  std::optional<TemporaryDirectory> folder_;
  nlohmann::json manifest_;
};

TEST_F(BundleReader, ReadsAWholeBundle) {
  const auto bundle = load();
  ASSERT_TRUE(bundle) << bundle.error().what;
  EXPECT_EQ(bundle->unit, "array");
  EXPECT_EQ(bundle->top, "fp8_array");
  EXPECT_EQ(bundle->request_text("to"), "bf16");
  EXPECT_EQ(bundle->request_number("rows"), 8);
  EXPECT_EQ(bundle->paths(), (std::vector{path("rtl/cell.sv"), path("rtl/fp8_array.sv")}));
}

TEST_F(BundleReader, MissingFolderAndManifest) {
  const auto none = load_bundle(path("none"));
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error(), (Error{"no such bundle", path("none").string(), kMakeOne}));
  const auto bare = load_bundle(folder_->path());
  ASSERT_FALSE(bare);
  EXPECT_EQ(bare.error(), (Error{"no readable manifest", path("manifest.json").string(), kMakeOne}));
}

TEST_F(BundleReader, AnEditedFileIsNamed) {
  ASSERT_TRUE(write_file(path("rtl/cell.sv"), "cell "));
  EXPECT_EQ(error_of_load(), (Error{"the file is not the one that was generated (sha256 differs)",
                                    path("rtl/cell.sv").string(),
                                    "undo the edit, or remove the file and generate the bundle again, with "
                                    "--force"}));
}

TEST_F(BundleReader, AMissingFileIsNamed) {
  std::filesystem::remove(path("rtl/fp8_array.sv"));
  EXPECT_EQ(error_of_load(),
            (Error{"a file of the bundle is missing or unreadable", path("rtl/fp8_array.sv").string(),
                   "generate the bundle again, with --force"}));
}

TEST_F(BundleReader, AManifestOfSomethingElse) {
  manifest_["generator"] = "webpack 5";
  EXPECT_EQ(error_of_load(), (Error{"not a manifest of fp8forge", path("manifest.json").string(), kMakeOne}));
}

TEST_F(BundleReader, AManifestWithAKeyMissingOrOfTheWrongKind) {
  const nlohmann::json whole = manifest_;
  for (const auto& [key, value] : whole.items()) {
    manifest_ = whole;
    manifest_.erase(key);
    EXPECT_EQ(error_of_load().what, "the manifest is damaged (key '" + key + "' is missing)");
  }
  manifest_ = whole;
  manifest_["files"] = 7;
  EXPECT_EQ(error_of_load().what, "the manifest is damaged (type must be array, but is number)");
  manifest_ = whole;
  for (const nlohmann::json& ports : {nlohmann::json{7}, nlohmann::json{{{"name", "x"}}},
                                      nlohmann::json{{{"name", "x"}, {"direction", 1}, {"width", 1}}}}) {
    manifest_["ports"] = ports;
    EXPECT_TRUE(error_of_load().what.starts_with("the manifest is damaged (")) << ports;
  }
  manifest_ = nlohmann::json::array();
  EXPECT_TRUE(error_of_load().what.starts_with("the manifest is damaged ("));
}

TEST_F(BundleReader, ATornManifestIsDamaged) {
  ASSERT_TRUE(write_file(path("manifest.json"), manifest_.dump().substr(0, 40)));
  const auto bundle = load_bundle(folder_->path());
  ASSERT_FALSE(bundle);
  EXPECT_EQ(bundle.error().what, "the manifest is damaged (it is not JSON)");
}

TEST_F(BundleReader, NoFiles) {
  manifest_["files"] = nlohmann::json::array();
  EXPECT_EQ(error_of_load().what, "the manifest names no files");
}

TEST_F(BundleReader, FilesOutsideTheBundleAreRefused) {
  for (const char* file : {"/etc/passwd", "../secret", "rtl/../../secret", ""}) {
    manifest_["files"] = {file};
    EXPECT_EQ(error_of_load(), (Error{"a file outside the bundle is named", file, kAgain})) << file;
  }
}

TEST_F(BundleReader, AFileWithoutItsSha256) {
  manifest_["sha256"].erase("rtl/cell.sv");
  EXPECT_EQ(error_of_load(), (Error{"the manifest has no sha256 for a file", "rtl/cell.sv", kAgain}));
}

TEST_F(BundleReader, ManifestValuesOfWrongKindsAreDamage) {
  const nlohmann::json whole = manifest_;
  for (const char* key : {"sha256", "request", "ports"}) {
    manifest_ = whole;
    manifest_[key] = 7;
    EXPECT_FALSE(load()) << key;
  }
}

}  // namespace
}  // namespace fp8forge
