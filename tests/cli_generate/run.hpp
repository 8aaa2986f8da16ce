// The program as a user runs it.
#pragma once

#include <string>
#include <vector>

#include "generator/base/process.hpp"

namespace fp8forge {

// fp8forge with these words.
inline ProcessResult run_fp8forge(std::vector<std::string> words) {
  words.insert(words.begin(), FP8FORGE_PROGRAM);
  const auto run = run_process(words);
  return run ? *run : ProcessResult{-1, run.error().what};
}

}  // namespace fp8forge
