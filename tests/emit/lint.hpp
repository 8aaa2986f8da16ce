// The three tools that every emitted file has to please without a warning.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"
#include "generator/emit/bundle_writer.hpp"
#include "tests/emit/lint_tools.hpp"

namespace fp8forge {

// Verilator -Wall, Icarus -Wall and `yosys check -assert` on the files as they would stand in a bundle.
inline void expect_clean(const Request& request) {
  SCOPED_TRACE(command_line(request));
  const auto folder = TemporaryDirectory::create();
  ASSERT_TRUE(folder);
  const auto files = source_files(request, design_of(request), FP8FORGE_LIBRARY);
  ASSERT_TRUE(files) << files.error().where;
  std::vector<std::string> paths;
  for (const SourceFile& file : *files) {
    paths.push_back((folder->path() / file.path).string());
    ASSERT_TRUE(write_file(paths.back(), file.text));
  }
  expect_clean(paths, request.prefix + top_name(request.unit));
}

}  // namespace fp8forge
