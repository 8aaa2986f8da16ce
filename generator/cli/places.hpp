// Where a command may write beside the bundle that it reads: told before long work, not after it.
#pragma once

#include <string>

#include "generator/base/destination.hpp"
#include "generator/base/files.hpp"
#include "generator/base/result.hpp"
#include "generator/bundle/bundle.hpp"

namespace fp8forge::cli {

// Error: `json`, if any, is a folder, lies in none that can be written, is one of the bundle's own files, or
// is there already and holds no report.
Status check_report_place(const std::string& json, const Bundle& bundle);

// Error: `json` lies where the folder `out` will be put. Either may be empty: not asked for.
Status check_apart(const std::string& json, const std::string& out);

// A folder to be put at `out`, over an earlier result of the same command at the most; `written_by` tells
// what that wrote into a folder. Error: `out` cannot be a destination, or holds something else.
Result<StagedDirectory> stage_over(const std::filesystem::path& out,
                                   WrittenFolder (*written_by)(const std::filesystem::path& folder));

}  // namespace fp8forge::cli
