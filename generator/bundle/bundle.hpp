// A bundle on disk, as its readers (verification, synthesis) meet it: the manifest, and files that are
// exactly those it names. See docs/bundle.md for the keys.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "generator/base/result.hpp"

namespace fp8forge {

struct Bundle {
  std::filesystem::path directory;
  std::string unit;                // "multiplier", "converter", "array"
  std::string top;                 // name of the top module
  std::vector<std::string> files;  // relative to directory, in compile order
  nlohmann::json manifest;         // all of manifest.json

  // A value of the manifest's request, e.g. request_text("to") is "bf16".
  std::string request_text(const std::string& key) const { return manifest.at("request").at(key); }
  std::int64_t request_number(const std::string& key) const { return manifest.at("request").at(key); }

  // Absolute paths of `files`.
  std::vector<std::filesystem::path> paths() const;
};

// What is wrong with a manifest, in words for its reader: "key 'top' is missing".
std::string told(const nlohmann::json::exception& problem);

// Reads DIR/manifest.json and checks each file against its SHA-256.
// Error: no directory, no manifest, not a manifest of this program, a file missing or edited.
Result<Bundle> load_bundle(const std::filesystem::path& directory);

}  // namespace fp8forge
