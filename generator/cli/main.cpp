// fp8forge: the command line.
#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <sstream>
#include <string>
#include <system_error>
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
  fmt::print(stderr, "{}\n",
             one_line(fmt::format("fp8forge: {}: {}: {}", error.what, error.where, error.hint)));
  return kBadRequest;
}

namespace {

// Does the work, and tells when standard output did not take what it printed: otherwise a script would go on
// with half a result.
int printing(const std::function<int()>& work) {
  int status = kDone;
  int reason = 0;
  try {
    status = work();
    if (std::fflush(stdout) != 0) reason = errno;
  } catch (const std::system_error& problem) {  // of fmt::print
    if (std::ferror(stdout) == 0) throw;
    reason = problem.code().value();
  }
  if ((reason == 0 && std::ferror(stdout) == 0) || status == kBadRequest) return status;
  return fail(
      {"the output could not be written", "standard output", std::strerror(reason != 0 ? reason : EIO)});
}

int run(int argc, char** argv) {
  CLI::App app{"Generates SystemVerilog for FP8 arithmetic, verifies it bit-exactly and synthesises it."};
  app.name("fp8forge");
  app.set_version_flag("--version", "fp8forge " FP8FORGE_VERSION);
  app.require_subcommand(1);
  const std::vector<Command> commands = {
      add_eval(app), add_formats(app), add_generate(app), add_synth(app),
      add_tax(app),  add_verify(app),  add_matmul(app),   add_vectors(app),
  };
  const std::vector<std::string> words(argv + 1, argv + argc);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) {  // --help, --version
      std::ostringstream text;
      app.exit(error, text, text);
      return printing([&] {
        fmt::print("{}", text.str());
        return kDone;
      });
    }
    return fail(explain(error, app, words));
  }
  for (const Command& command : commands) {
    if (!command.app->parsed()) continue;
    if (Status status = check_values(*command.app, words); !status) return fail(status.error());
    catch_interrupts();
    std::signal(SIGXFSZ, SIG_IGN);  // a write beyond the size limit fails, and is told
    return printing(command.run);
  }
  return kBadRequest;
}

}  // namespace
}  // namespace fp8forge::cli

int main(int argc, char** argv) { return fp8forge::cli::run(argc, argv); }
