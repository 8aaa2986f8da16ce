// Mistakes in the words of a command line, before any command sees them, in the form of every other error.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "generator/base/result.hpp"

namespace fp8forge::cli {

// What CLI11 found wrong with `words` (the arguments without the program's name), told with the nearest
// command or option that exists. `app` is the parser that threw `problem`.
Error explain(const CLI::ParseError& problem, const CLI::App& app, const std::vector<std::string>& words);

}  // namespace fp8forge::cli
