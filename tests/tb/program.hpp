// Runs the built fp8forge as a user does.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"

namespace fp8forge::testing_tb {

// fp8forge with these arguments. `variables` are settings such as "PATH=/nowhere" for it.
ProcessResult fp8forge(const std::vector<std::string>& arguments,
                       const std::vector<std::string>& variables = {});

// fp8forge verify DIR with built models kept for later tests, and further arguments.
ProcessResult verify(const std::filesystem::path& bundle, const std::vector<std::string>& arguments = {});

// A bundle in a folder of its own, removed at the end.
class GeneratedBundle {
 public:
  // `request` are the words after `fp8forge generate`, without --out.
  explicit GeneratedBundle(std::vector<std::string> request, const std::string& name = "bundle");
  std::filesystem::path path() const { return folder_.path() / name_; }

 private:
  TemporaryDirectory folder_;
  std::string name_;
};

}  // namespace fp8forge::testing_tb
