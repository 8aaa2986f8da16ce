#include "tests/tb/program.hpp"

#include <gtest/gtest.h>

namespace fp8forge::testing_tb {

ProcessResult fp8forge(const std::vector<std::string>& arguments, const std::vector<std::string>& variables) {
  std::vector<std::string> command = {"/usr/bin/env"};
  command.insert(command.end(), variables.begin(), variables.end());
  command.push_back(FP8FORGE_PROGRAM);
  command.insert(command.end(), arguments.begin(), arguments.end());
  return *run_process(command);
}

ProcessResult verify(const std::filesystem::path& bundle, const std::vector<std::string>& arguments) {
  std::vector<std::string> all = {"verify", bundle.string(), "--work", FP8FORGE_WORK};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return fp8forge(all);
}

GeneratedBundle::GeneratedBundle(std::vector<std::string> request, const std::string& name)
    : folder_(*TemporaryDirectory::create()), name_(name) {
  request.insert(request.begin(), "generate");
  request.insert(request.end(), {"--out", path().string()});
  const ProcessResult result = fp8forge(request);
  EXPECT_EQ(result.exit_code, 0) << result.output;
}

}  // namespace fp8forge::testing_tb
