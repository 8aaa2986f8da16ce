#include "generator/base/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "generator/base/interrupt.hpp"

namespace fp8forge {

namespace {

volatile std::sig_atomic_t interrupt_flag = 0;

void note_interrupt(int) { interrupt_flag = 1; }

// In the child, after fork: nothing but async-signal-safe calls.
[[noreturn]] void become(const std::vector<char*>& arguments, const char* directory, int output,
                         int failure) {
  std::signal(SIGINT, SIG_DFL);
  std::signal(SIGTERM, SIG_DFL);
  if (std::signal(SIGHUP, SIG_DFL) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
  std::signal(SIGXFSZ, SIG_DFL);
  setpgid(0, 0);
  const int empty = open("/dev/null", O_RDONLY);
  dup2(empty, STDIN_FILENO);
  dup2(output, STDOUT_FILENO);
  dup2(output, STDERR_FILENO);
  if (*directory == '\0' || chdir(directory) == 0) execvp(arguments[0], arguments.data());
  const int reason = errno;
  [[maybe_unused]] const ssize_t written = write(failure, &reason, sizeof reason);
  _exit(127);
}

// Hands complete lines of `text` from `start` on to `sink`; returns where the unfinished line begins.
std::size_t give_lines(const std::string& text, std::size_t start,
                       const std::function<void(std::string_view)>& sink) {
  for (std::size_t end; (end = text.find('\n', start)) != std::string::npos; start = end + 1) {
    sink(std::string_view(text).substr(start, end - start));
  }
  return start;
}

}  // namespace

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = note_interrupt;  // no SA_RESTART: waiting calls return
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  struct sigaction before {};
  sigaction(SIGHUP, nullptr, &before);
  if (before.sa_handler != SIG_IGN) sigaction(SIGHUP, &action, nullptr);
}

bool interrupted() { return interrupt_flag != 0; }

Result<ProcessResult> run_process(const std::vector<std::string>& command, const ProcessOptions& options) {
  assert(!command.empty());
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const std::string directory = options.directory.string();

  std::array<int, 2> output{}, failure{};
  if (pipe2(output.data(), O_CLOEXEC) != 0 || pipe2(failure.data(), O_CLOEXEC) != 0) {
    return Error{"no pipe could be opened", command[0], std::strerror(errno)};
  }
  const pid_t child = fork();
  if (child < 0) return Error{"no process could be started", command[0], std::strerror(errno)};
  if (child == 0) become(arguments, directory.c_str(), output[1], failure[1]);
  setpgid(child, child);  // its own group, so that what it starts can be ended with it
  close(output[1]);
  close(failure[1]);

  ProcessResult result;
  std::size_t given = 0;
  bool ended_it = false;
  std::array<char, 65536> buffer;
  for (;;) {
    if (interrupted() && !ended_it) {
      kill(-child, SIGTERM);
      ended_it = true;
    }
    pollfd waiting{output[0], POLLIN, 0};
    if (poll(&waiting, 1, 200) <= 0) continue;
    const ssize_t count = read(output[0], buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    result.output.append(buffer.data(), static_cast<std::size_t>(count));
    if (options.on_line) given = give_lines(result.output, given, options.on_line);
  }
  if (options.on_line && given < result.output.size()) {
    options.on_line(std::string_view(result.output).substr(given));
  }
  close(output[0]);

  int reason = 0;
  const bool failed = read(failure[0], &reason, sizeof reason) == static_cast<ssize_t>(sizeof reason);
  close(failure[0]);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (failed) return Error{fmt::format("cannot run '{}'", command[0]), "PATH", std::strerror(reason)};
  result.exit_code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return result;
}

bool program_exists(const std::string& program) {
  const auto executable = [](const std::filesystem::path& path) {
    return access(path.c_str(), X_OK) == 0 && std::filesystem::is_regular_file(path);
  };
  if (program.find('/') != std::string::npos) return executable(program);
  const char* path = std::getenv("PATH");
  for (std::string_view rest = path ? path : ""; !rest.empty();) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    if (end > 0 && executable(std::filesystem::path(rest.substr(0, end)) / program)) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

}  // namespace fp8forge
