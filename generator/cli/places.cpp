#include "generator/cli/places.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

namespace fp8forge::cli {

namespace fs = std::filesystem;

namespace {

// Every report names the top of its bundle. An empty file, such as mktemp makes, counts.
bool is_report(const fs::path& file) {
  const Result<std::string> text = read_file(file);
  if (!text) return false;
  const nlohmann::json content = nlohmann::json::parse(*text, nullptr, false);
  return text->empty() || (content.is_object() && content.contains("top"));
}

}  // namespace

Status check_report_place(const std::string& json, const Bundle& bundle) {
  if (json.empty()) return Done{};
  std::error_code error;
  const fs::path folder = fs::absolute(json, error).parent_path();
  if (fs::is_directory(json, error)) return Error{"is a directory", json, "name a file"};
  if (!fs::is_directory(folder, error)) return Error{"no such directory", folder.string(), "create it first"};
  if (access(fs::exists(json, error) ? json.c_str() : folder.c_str(), W_OK) != 0) {
    return Error{"cannot be written", json, std::error_code(errno, std::generic_category()).message()};
  }
  std::vector<std::string> files = bundle.files;
  files.push_back("manifest.json");
  for (const std::string& file : files) {
    if (fs::equivalent(json, bundle.directory / file, error)) {
      return Error{"is a file of the bundle", json, "name another file"};
    }
  }
  if (fs::is_regular_file(json, error) && !is_report(json))
    return Error{"is there already, and is no report", json, "name another file"};
  return Done{};
}

Status check_apart(const std::string& json, const std::string& out) {
  if (json.empty() || out.empty()) return Done{};
  std::error_code error;
  const fs::path file = fs::weakly_canonical(fs::absolute(json, error), error);
  fs::path folder = fs::weakly_canonical(fs::absolute(out, error), error);
  if (!folder.has_filename()) folder = folder.parent_path();
  if (std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first != folder.end())
    return Done{};
  return Error{"lies where --out puts its directory", "--json " + json,
               "name a file elsewhere; the directory has the figures too, in report.json"};
}

Result<StagedDirectory> stage_over(const std::filesystem::path& out,
                                   WrittenFolder (*written_by)(const std::filesystem::path& folder)) {
  const Result<std::filesystem::path> place = resolve_destination(out);
  if (!place) return place.error();
  std::error_code error;
  if (std::filesystem::exists(*place, error)) {
    if (Status status = check_replaceable(out, written_by(out)); !status) return status.error();
  }
  return StagedDirectory::create(out);
}

}  // namespace fp8forge::cli
