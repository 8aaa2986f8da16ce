// Where a command may put a folder without taking anything away from the user.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "generator/base/result.hpp"

namespace fp8forge {

// The folder that `named` stands for, absolute and with symbolic links followed; it need not exist.
// Error: no name, a name that is too long, a link to nothing, no such parent, the working directory or a
// folder around it.
Result<std::filesystem::path> resolve_destination(const std::filesystem::path& named);

// What a command wrote into a folder, by which a later run knows it again.
struct WrittenFolder {
  std::string kind;     // "a bundle"
  std::string command;  // "generate"
  // Each file, relative to the folder, with its SHA-256 (empty: whatever it holds). No files: the folder was
  // not written by the command.
  std::map<std::filesystem::path, std::string> files;
};

// Whether `folder`, which exists, may be replaced: it is empty, or holds nothing but what the command wrote.
// Error: something else is there, or a file was edited since; the message names it.
Status check_replaceable(const std::filesystem::path& folder, const WrittenFolder& written);

}  // namespace fp8forge
