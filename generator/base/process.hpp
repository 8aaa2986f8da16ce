// Running other programs (Verilator, make, Yosys, OpenSTA, a built testbench). No shell is involved: each
// argument reaches the program as it is.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "generator/base/result.hpp"

namespace fp8forge {

struct ProcessOptions {
  std::filesystem::path directory;                      // where it runs; empty: here
  std::function<void(std::string_view line)> on_line;   // each line of stdout and stderr as it comes
};

struct ProcessResult {
  int exit_code = 0;   // 128 + signal number when a signal ended it
  std::string output;  // stdout and stderr as they came, interleaved
};

// Runs `command` (program, then arguments), waits for its end and gives its output. Standard input is empty.
// Error: the program is not on PATH or cannot be started. A non-zero exit is not an error here.
// When this program is interrupted (see interrupt.hpp), the child is ended too.
Result<ProcessResult> run_process(const std::vector<std::string>& command, const ProcessOptions& options = {});

// True when `program` is an executable on PATH (or a path to one).
bool program_exists(const std::string& program);

}  // namespace fp8forge
