// The three tools that every emitted file has to please without a warning, on files wherever they stand.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "generator/base/process.hpp"

namespace fp8forge {

// Nothing printed and exit status 0.
inline void expect_silent(const std::vector<std::string>& command) {
  const auto run = run_process(command);
  ASSERT_TRUE(run) << run.error().what;
  EXPECT_EQ(run->exit_code, 0) << command[0];
  EXPECT_EQ(run->output, "") << command[0];
}

// Verilator -Wall, Icarus -Wall and `yosys check -assert`; `files` in compile order.
inline void expect_clean(const std::vector<std::string>& files, const std::string& top) {
  // Without --top-module Verilator also warns of a module that nothing uses.
  std::vector<std::string> verilator = {"verilator", "--lint-only", "-Wall"};
  std::vector<std::string> icarus = {"iverilog", "-g2012", "-Wall", "-s", top, "-o", "/dev/null"};
  std::string yosys = "read_verilog -sv";
  for (const std::string& file : files) {
    verilator.push_back(file);
    icarus.push_back(file);
    yosys += fmt::format(" {}", file);
  }
  yosys += fmt::format("; hierarchy -check -top {}; proc; check -assert", top);
  expect_silent(verilator);
  expect_silent(icarus);
  expect_silent({"yosys", "-q", "-p", yosys});
}

}  // namespace fp8forge
