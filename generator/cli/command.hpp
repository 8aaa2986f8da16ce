// What a subcommand of fp8forge is, and how it tells a user's mistake. Only this folder prints or exits.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "generator/base/result.hpp"

namespace fp8forge::cli {

// Exit statuses of the program.
inline constexpr int kDone = 0;         // all well
inline constexpr int kCheckFailed = 1;  // a mismatch, a missed constraint
inline constexpr int kBadRequest = 2;   // a user's mistake; nothing was written
inline constexpr int kInterrupted = 130;

struct Command {
  CLI::App* app;             // chosen by the user when app->parsed()
  std::function<int()> run;  // does the work; gives the exit status
};

// One line on standard error, `fp8forge: what: where: hint`; gives kBadRequest, or kInterrupted after Ctrl-C.
int fail(const Error& error);

Command add_generate(CLI::App& parent);
Command add_verify(CLI::App& parent);
Command add_synth(CLI::App& parent);
Command add_tax(CLI::App& parent);
Command add_eval(CLI::App& parent);
Command add_matmul(CLI::App& parent);
Command add_vectors(CLI::App& parent);
Command add_formats(CLI::App& parent);

}  // namespace fp8forge::cli
