// Files and folders: whole-file reads, folders that appear complete or not at all, and where the program's
// own data lies.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "generator/base/result.hpp"

namespace fp8forge {

// The whole file as bytes. Error: missing or unreadable.
Result<std::string> read_file(const std::filesystem::path& path);

// Writes the whole file, making its parent folders. Error: cannot be written.
Status write_file(const std::filesystem::path& path, std::string_view text);

// A folder that is written beside its destination and renamed when complete. Destroyed without commit(), it
// leaves nothing behind.
class StagedDirectory {
 public:
  // `destination` may be a symbolic link to a folder, which then is what commit() replaces.
  // Error: it cannot be a destination (see destination.hpp), or its parent is not writable.
  static Result<StagedDirectory> create(const std::filesystem::path& destination);

  StagedDirectory(StagedDirectory&& other) noexcept;
  StagedDirectory& operator=(StagedDirectory&&) = delete;
  ~StagedDirectory();

  // Where to write meanwhile.
  const std::filesystem::path& path() const { return path_; }

  // Puts the folder in its place. An existing destination is replaced: it is moved aside first and removed
  // last, so that at every moment one of the two is whole.
  Status commit();

 private:
  StagedDirectory(std::filesystem::path path, std::filesystem::path destination);

  std::filesystem::path path_;
  std::filesystem::path destination_;
};

// A fresh folder for intermediate files below the system's temporary directory, removed when destroyed.
class TemporaryDirectory {
 public:
  static Result<TemporaryDirectory> create();

  TemporaryDirectory(TemporaryDirectory&& other) noexcept;
  TemporaryDirectory& operator=(TemporaryDirectory&&) = delete;
  ~TemporaryDirectory();

  const std::filesystem::path& path() const { return path_; }

 private:
  explicit TemporaryDirectory(std::filesystem::path path);
  std::filesystem::path path_;
};

// The folder that holds rtl/, tb/, sim/ and synth/ data: share/fp8forge beside an installed program's bin/,
// or the source tree of a program that runs from its build folder. Error: neither is there.
Result<std::filesystem::path> data_directory();

}  // namespace fp8forge
