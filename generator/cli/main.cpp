// fp8forge: the command line.
#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <vector>

#include "generator/base/interrupt.hpp"
#include "generator/cli/command.hpp"
#include "generator/cli/mistakes.hpp"

namespace fp8forge::cli {

int fail(const Error& error) {
  if (interrupted()) {
    fmt::print(stderr, "fp8forge: interrupted; nothing is left behind\n");
    return kInterrupted;
  }
  fmt::print(stderr, "fp8forge: {}: {}: {}\n", error.what, error.where, error.hint);
  return kBadRequest;
}

namespace {

int run(int argc, char** argv) {
  CLI::App app{"Generates SystemVerilog for FP8 arithmetic, verifies it bit-exactly and synthesises it."};
  app.name("fp8forge");
  app.set_version_flag("--version", "fp8forge " FP8FORGE_VERSION);
  app.require_subcommand(1);
  const std::vector<Command> commands = {
      add_eval(app),
      add_formats(app),
      add_generate(app),
      add_synth(app),
      add_verify(app),
      add_matmul(app),
  };
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    return fail(explain(error, app, {argv + 1, argv + argc}));
  }
  catch_interrupts();
  for (const Command& command : commands) {
    if (command.app->parsed()) return command.run();
  }
  return kBadRequest;
}

}  // namespace
}  // namespace fp8forge::cli

int main(int argc, char** argv) { return fp8forge::cli::run(argc, argv); }
