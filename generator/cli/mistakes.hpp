// Mistakes in the words of a command line, before any command sees them, in the form of every other error.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "generator/base/result.hpp"

namespace fp8forge::cli {

// What CLI11 found wrong with `words` (the arguments without the program's name), told with the nearest
// command or option that exists. `app` is the parser that threw `problem`.
// An option that this version of `generate` lacks but the project plans is told as such.
Error explain(const CLI::ParseError& problem, const CLI::App& app, const std::vector<std::string>& words);

// The options that the user gave to `command`, and its words; `words` as explain() takes them. Error: one of
// them is empty.
Status check_values(const CLI::App& command, const std::vector<std::string>& words);

// The text with everything that would break its line, or act on the terminal, as \n, \t or \x1b.
std::string one_line(std::string_view text);

}  // namespace fp8forge::cli
