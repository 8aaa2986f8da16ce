#include "generator/base/destination.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <system_error>

#include "generator/base/digest.hpp"
#include "generator/base/files.hpp"

namespace fp8forge {

namespace fs = std::filesystem;

namespace {

constexpr const char* kAnother = "name another directory";

bool holds(const fs::path& folder, const fs::path& path) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

// The folders on the way to the files.
std::set<fs::path> parents_of(const std::map<fs::path, std::string>& files) {
  std::set<fs::path> parents;
  for (const auto& [file, sha256] : files) {
    for (fs::path parent = file.parent_path(); !parent.empty(); parent = parent.parent_path()) {
      parents.insert(parent);
    }
  }
  return parents;
}

}  // namespace

Result<fs::path> resolve_destination(const fs::path& named) {
  if (named.empty()) return Error{"the directory has no name", "--out", "name a directory"};
  std::error_code error;
  const fs::path target = named.has_filename() || !named.has_relative_path() ? named : named.parent_path();
  fs::path resolved = fs::canonical(target, error);
  if (error) {
    if (fs::is_symlink(target, error)) {
      return Error{"is a symbolic link to nothing", named.string(),
                   "remove the link, or create the directory that it names"};
    }
    const fs::path parent = target.has_parent_path() ? target.parent_path() : fs::path(".");
    if (!fs::is_directory(parent, error)) {
      return Error{"no such directory", parent.string(), "create it first, or name another"};
    }
    const long longest = pathconf(parent.c_str(), _PC_NAME_MAX);
    if (longest > 0 && target.filename().native().size() > static_cast<std::size_t>(longest)) {
      return Error{"the name is too long", named.string(), fmt::format("at most {} bytes", longest)};
    }
    resolved = fs::canonical(parent, error) / target.filename();
    if (error) return Error{"no such directory", parent.string(), error.message()};
  }
  const fs::path here = fs::current_path(error);
  if (!error && holds(resolved, here)) {
    return Error{resolved == here ? "is the working directory" : "holds the working directory",
                 named.string(), "name a directory in it, or another"};
  }
  return resolved;
}

Status check_replaceable(const fs::path& folder, const WrittenFolder& written) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return Error{"exists and is not a directory", folder.string(), kAnother};
  }
  if (fs::is_empty(folder, error)) return Done{};
  if (written.files.empty()) {
    return Error{fmt::format("exists and is not {}", written.kind), folder.string(), kAnother};
  }
  const std::set<fs::path> parents = parents_of(written.files);
  fs::recursive_directory_iterator entries(folder, error);
  for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    const fs::path path = entries->path().lexically_relative(folder);
    const bool is_folder = entries->is_directory(error) && !entries->is_symlink(error);
    const auto file = written.files.find(path);
    if (is_folder ? !parents.contains(path) : file == written.files.end()) {
      return Error{fmt::format("holds a {} that {} did not write, '{}'", is_folder ? "directory" : "file",
                               written.command, path.string()),
                   folder.string(), "move it elsewhere first, or name another directory"};
    }
    if (is_folder || file->second.empty()) continue;
    const Result<std::string> text = read_file(entries->path());
    if (!text || sha256_hex(*text) != file->second) {
      return Error{
          fmt::format("holds a file that was edited since {} wrote it, '{}'", written.command, path.string()),
          folder.string(), fmt::format("move it elsewhere, or remove {} yourself", folder.string())};
    }
  }
  if (error) return Error{"cannot be read", folder.string(), error.message()};
  return Done{};
}

}  // namespace fp8forge
