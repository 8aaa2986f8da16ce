#include "generator/bundle/bundle.hpp"

#include <fmt/format.h>

#include <system_error>

#include "generator/base/digest.hpp"
#include "generator/base/files.hpp"

namespace fp8forge {

namespace fs = std::filesystem;

namespace {

constexpr const char* kMakeAgain = "remove the bundle and generate it again";

// True for a path that stays below the bundle: relative, without "..".
bool is_inside(const fs::path& path) {
  if (path.empty() || path.is_absolute()) return false;
  for (const fs::path& part : path) {
    if (part == "..") return false;
  }
  return true;
}

Status check_file(const Bundle& bundle, const std::string& file) {
  const fs::path path = bundle.directory / file;
  if (!is_inside(file)) return Error{"a file outside the bundle is named", file, kMakeAgain};
  const Result<std::string> text = read_file(path);
  if (!text) {
    return Error{"a file of the bundle is missing or unreadable", path.string(),
                 "generate the bundle again, with --force"};
  }
  const nlohmann::json& sums = bundle.manifest.at("sha256");
  if (!sums.contains(file)) return Error{"the manifest has no sha256 for a file", file, kMakeAgain};
  if (sums.at(file) != sha256_hex(*text)) {
    return Error{"the file is not the one that was generated (sha256 differs)", path.string(),
                 "undo the edit, or remove the file and generate the bundle again, with --force"};
  }
  return Done{};
}

}  // namespace

std::string told(const nlohmann::json::exception& problem) {
  std::string text = problem.what();
  text.erase(0, text.starts_with('[') ? text.find("] ") + 2 : 0);
  const bool is_missing = problem.id == 403;  // "key 'top' not found"
  if (is_missing) text.replace(text.rfind(" not found"), std::string::npos, " is missing");
  return text;
}

std::vector<fs::path> Bundle::paths() const {
  std::vector<fs::path> absolute;
  for (const std::string& file : files) absolute.push_back(fs::absolute(directory / file));
  return absolute;
}

Result<Bundle> load_bundle(const fs::path& directory) {
  const std::string make_one = "name a directory that fp8forge generate wrote";
  std::error_code error;
  if (!fs::is_directory(directory, error)) return Error{"no such bundle", directory.string(), make_one};
  const fs::path manifest_path = directory / "manifest.json";
  const Result<std::string> text = read_file(manifest_path);
  if (!text) return Error{"no readable manifest", manifest_path.string(), make_one};
  Bundle bundle{directory, "", "", {}, nlohmann::json::parse(*text, nullptr, false)};
  if (bundle.manifest.is_discarded()) {
    return Error{"the manifest is damaged (it is not JSON)", manifest_path.string(), kMakeAgain};
  }
  try {
    const nlohmann::json& manifest = bundle.manifest;
    if (!manifest.at("generator").get<std::string>().starts_with("fp8forge ")) {
      return Error{"not a manifest of fp8forge", manifest_path.string(), make_one};
    }
    bundle.unit = manifest.at("unit");
    bundle.top = manifest.at("top");
    bundle.files = manifest.at("files").get<std::vector<std::string>>();
    using Json = nlohmann::json;
    for (const char* key : {"sha256", "request"}) manifest.at(key).get_ref<const Json::object_t&>();
    for (const char* key : {"parameters", "ports", "widths"})
      manifest.at(key).get_ref<const Json::array_t&>();
    for (const Json& port : manifest.at("ports")) {
      port.at("name").get_ref<const Json::string_t&>();
      port.at("direction").get_ref<const Json::string_t&>();
      port.at("width").get_ref<const Json::number_integer_t&>();
    }
    for (const Json& parameter : manifest.at("parameters")) {
      parameter.at("name").get_ref<const Json::string_t&>();
      parameter.at("value").get_ref<const Json::number_integer_t&>();
    }
    for (const char* key : {"latency", "interval"}) manifest.at(key).get_ref<const Json::number_integer_t&>();
    if (bundle.files.empty()) return Error{"the manifest names no files", manifest_path.string(), make_one};
  } catch (const nlohmann::json::exception& problem) {
    return Error{fmt::format("the manifest is damaged ({})", told(problem)), manifest_path.string(),
                 kMakeAgain};
  }
  for (const std::string& file : bundle.files) {
    if (Status status = check_file(bundle, file); !status) return status.error();
  }
  return bundle;
}

}  // namespace fp8forge
