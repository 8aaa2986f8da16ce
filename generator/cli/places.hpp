// Where a command may write a report beside the bundle that it reads: told before long work, not after it.
#pragma once

#include <string>

#include "generator/base/result.hpp"
#include "generator/bundle/bundle.hpp"

namespace fp8forge::cli {

// Error: `json`, if any, is a folder, lies in none that can be written, or is one of the bundle's own files.
Status check_report_place(const std::string& json, const Bundle& bundle);

// Error: `json` lies where the folder `out` will be put. Either may be empty: not asked for.
Status check_apart(const std::string& json, const std::string& out);

}  // namespace fp8forge::cli
