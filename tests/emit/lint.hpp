// The three tools that every emitted file has to please without a warning.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"
#include "generator/emit/bundle_writer.hpp"

namespace fp8forge {

// Nothing printed and exit status 0.
inline void expect_silent(const std::vector<std::string>& command) {
  const auto run = run_process(command);
  ASSERT_TRUE(run) << run.error().what;
  EXPECT_EQ(run->exit_code, 0) << command[0];
  EXPECT_EQ(run->output, "") << command[0];
}

// Verilator -Wall, Icarus -Wall and `yosys check -assert` on the files as they would stand in a bundle.
inline void expect_clean(const Request& request) {
  SCOPED_TRACE(command_line(request));
  const auto folder = TemporaryDirectory::create();
  ASSERT_TRUE(folder);
  const auto files = source_files(request, design_of(request), FP8FORGE_LIBRARY);
  ASSERT_TRUE(files) << files.error().where;
  const std::string top = request.prefix + top_name(request.unit);
  // Without --top-module Verilator also warns of a module that nothing uses.
  std::vector<std::string> verilator = {"verilator", "--lint-only", "-Wall"};
  std::vector<std::string> icarus = {"iverilog", "-g2012", "-Wall", "-s", top, "-o", "/dev/null"};
  std::string yosys = "read_verilog -sv";
  for (const SourceFile& file : *files) {
    const std::filesystem::path path = folder->path() / file.path;
    ASSERT_TRUE(write_file(path, file.text));
    verilator.push_back(path.string());
    icarus.push_back(path.string());
    yosys += fmt::format(" {}", path.string());
  }
  yosys += fmt::format("; hierarchy -check -top {}; proc; check -assert", top);
  expect_silent(verilator);
  expect_silent(icarus);
  expect_silent({"yosys", "-q", "-p", yosys});
}

}  // namespace fp8forge
