#include "generator/base/files.hpp"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>

#include "generator/base/destination.hpp"

namespace fp8forge {

namespace fs = std::filesystem;

Result<std::string> read_file(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return Error{"is a directory", path.string(), "name a file"};
  // A device may have no end. A pipe is fine: a shell's <(zcat cells.lib.gz).
  if (fs::is_character_file(path, error)) return Error{"is a device", path.string(), "name a file"};
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (!in || !(text << in.rdbuf() || in.peek() == std::ifstream::traits_type::eof())) {
    return Error{"cannot be read", path.string(), std::strerror(errno)};
  }
  return std::move(text).str();
}

Status write_file(const fs::path& path, std::string_view text) {
  std::error_code error;
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (!out) return Error{"cannot be written", path.string(), std::strerror(errno)};
  return Done{};
}

StagedDirectory::StagedDirectory(fs::path path, fs::path destination)
    : path_(std::move(path)), destination_(std::move(destination)) {}

StagedDirectory::StagedDirectory(StagedDirectory&& other) noexcept
    : path_(std::exchange(other.path_, {})), destination_(std::move(other.destination_)) {}

StagedDirectory::~StagedDirectory() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

Result<StagedDirectory> StagedDirectory::create(const fs::path& destination) {
  static std::atomic<unsigned> count{0};
  const Result<fs::path> target = resolve_destination(destination);
  if (!target) return target.error();
  const fs::path parent = target->parent_path();
  // Not mkdtemp, whose folders are closed to everyone else: the user's umask decides. Only a part of the
  // name, so that it does not become too long.
  const std::string name = target->filename().string().substr(0, 100);
  for (;;) {
    const fs::path path = parent / fmt::format(".{}.partial-{}-{}", name, getpid(), count++);
    if (mkdir(path.c_str(), 0777) == 0) return StagedDirectory(path, *target);
    if (errno != EEXIST) {
      return Error{"cannot write into the directory", parent.string(), std::strerror(errno)};
    }
  }
}

Status StagedDirectory::commit() {
  std::error_code error;
  fs::path aside;
  if (fs::exists(destination_, error)) {
    aside = path_.string() + ".old";
    fs::rename(destination_, aside, error);
    if (error) return Error{"cannot be replaced", destination_.string(), error.message()};
  }
  fs::rename(path_, destination_, error);
  if (error) {
    std::error_code ignored;
    if (!aside.empty()) fs::rename(aside, destination_, ignored);
    return Error{"cannot be created", destination_.string(), error.message()};
  }
  path_.clear();
  if (!aside.empty()) fs::remove_all(aside, error);
  return Done{};
}

TemporaryDirectory::TemporaryDirectory(fs::path path) : path_(std::move(path)) {}

TemporaryDirectory::TemporaryDirectory(TemporaryDirectory&& other) noexcept
    : path_(std::exchange(other.path_, {})) {}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

Result<TemporaryDirectory> TemporaryDirectory::create() {
  std::error_code error;
  const fs::path root = fs::temp_directory_path(error);
  std::string pattern = (root / "fp8forge-XXXXXX").string();
  if (error || mkdtemp(pattern.data()) == nullptr) {
    return Error{"no temporary directory could be made", root.empty() ? "TMPDIR" : root.string(),
                 "point TMPDIR at a writable directory"};
  }
  return TemporaryDirectory(pattern);
}

Result<fs::path> data_directory() {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  for (fs::path folder = program.parent_path(); folder.has_relative_path(); folder = folder.parent_path()) {
    for (const fs::path& candidate : {folder / "share" / "fp8forge", folder}) {
      if (fs::is_directory(candidate / "rtl", error) && fs::is_directory(candidate / "tb", error)) {
        return candidate;
      }
    }
  }
  return Error{"the program's data is missing", "share/fp8forge beside " + program.parent_path().string(),
               "install fp8forge whole, with cmake --install"};
}

}  // namespace fp8forge
