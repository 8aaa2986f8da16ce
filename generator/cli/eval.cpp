// fp8forge eval: the golden model on a pipe.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <functional>
#include <memory>

#include "generator/base/interrupt.hpp"
#include "generator/cli/command.hpp"
#include "generator/cli/eval_stream.hpp"

namespace fp8forge::cli {

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 18;        // bytes of one read
constexpr std::size_t kLongestLine = std::size_t{1} << 22;  // bytes; the widest dot needs less than 2^20

struct Options {
  EvalOptions words;
  bool binary = false;
  bool keep_going = false;
};

// Appends what is there to read, up to kChunk bytes; gives how much, 0 at the end.
Result<std::size_t> read_some(std::string& buffer) {
  const std::size_t size = buffer.size();
  buffer.resize(size + kChunk);
  ssize_t count = 0;
  do {
    count = ::read(STDIN_FILENO, buffer.data() + size, kChunk);
  } while (count < 0 && errno == EINTR && !interrupted());
  buffer.resize(size + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  if (count < 0) return Error{"cannot be read", "standard input", std::strerror(errno)};
  return static_cast<std::size_t>(count);
}

enum class Written { kAll, kReaderGone };

Result<Written> write_all(std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(STDOUT_FILENO, text.data(), text.size());
    if (count < 0) {
      if (errno == EINTR && !interrupted()) continue;
      if (errno == EPIPE) return Written::kReaderGone;
      return Error{"cannot be written", "standard output", std::strerror(errno)};
    }
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return Written::kAll;
}

// What a form (text, binary) does with the input so far: takes whole cases off the front of `buffer`, appends
// their results, reports what is wrong with them, and says whether to go on. `at_end`: no more will come.
using Step =
    std::function<bool(std::string& buffer, bool at_end, std::string& output, std::vector<Error>& errors)>;

// Reads, steps and writes until the input or the patience ends. What can be answered is answered before the
// next read, so that a program at the other end of two pipes need not close them to see it.
int pump(const Step& step) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that has seen enough, as head has, is no failure
  int status = kDone;
  std::string buffer, output;
  for (bool going = true; going;) {
    const Result<std::size_t> count = read_some(buffer);
    if (!count) return fail(count.error());
    output.clear();
    std::vector<Error> errors;
    going = step(buffer, *count == 0, output, errors) && *count > 0;
    const Result<Written> written = write_all(output);
    if (!written) return fail(written.error());
    if (*written == Written::kReaderGone) return status;
    for (const Error& error : errors) status = fail(error);
    if (interrupted()) return kInterrupted;
  }
  return status;
}

int run_binary(const EvalPlan& plan) {
  const std::size_t case_bytes = plan.case_bytes();
  BinaryEvaluator evaluator(plan);
  std::size_t offset = 0;  // of the buffer in the input
  return pump([&](std::string& buffer, bool at_end, std::string& output, std::vector<Error>& errors) {
    const std::size_t whole = buffer.size() - buffer.size() % case_bytes;
    evaluator.evaluate(std::string_view(buffer).substr(0, whole), output);
    buffer.erase(0, whole);
    offset += whole;
    if (at_end && !buffer.empty()) {
      errors.push_back(
          {fmt::format("the input ends within a case, after {} of {} bytes", buffer.size(), case_bytes),
           fmt::format("byte offset {}", offset + buffer.size()),
           fmt::format("whole cases of {} bytes: {}", case_bytes, plan.operand_names())});
    }
    return true;
  });
}

int run_text(const EvalPlan& plan, bool keep_going) {
  TextEvaluator evaluator(plan, keep_going);
  return pump([&](std::string& buffer, bool at_end, std::string& output, std::vector<Error>& errors) {
    const std::size_t last_newline = buffer.rfind('\n');
    const std::size_t whole = at_end ? buffer.size() : last_newline + 1;  // npos + 1 is 0
    errors = evaluator.evaluate(std::string_view(buffer).substr(0, whole), output);
    buffer.erase(0, whole);
    if (!errors.empty() && !keep_going) return false;
    if (buffer.size() > kLongestLine) {
      errors.push_back({fmt::format("the line has no end within {} bytes", kLongestLine),
                        fmt::format("line {}", evaluator.line_number()),
                        "one case a line, or --binary for raw codes"});
      return false;
    }
    return true;
  });
}

int run(const Options& options) {
  const Result<EvalPlan> plan = make_plan(options.words);
  if (!plan) return fail(plan.error());
  if (!options.binary) return run_text(*plan, options.keep_going);
  if (options.keep_going)
    return fail({"only text has lines to skip", "--keep-going", "leave it out with --binary"});
  return run_binary(*plan);
}

}  // namespace

Command add_eval(CLI::App& parent) {
  CLI::App* app = parent.add_subcommand("eval", "computes cases from standard input with the golden model");
  const auto options = std::make_shared<Options>();
  EvalOptions& words = options->words;
  app->add_option("OP", words.op, "mul, add, convert, fma, dot or mac");
  app->add_option("--a", words.a, "format of operand a: e4m3 (default), e5m2");
  app->add_option("--b", words.b, "format of operand b: e4m3 (default), e5m2");
  app->add_option("--c", words.c, "fma, dot: format of operand c; default: the result's");
  app->add_option("--from", words.from, "convert: format of the operand; default fp32");
  app->add_option("--to", words.to, "format of the result; default: a's, of a convert e4m3, of an fma c's");
  app->add_option("--lanes", words.lanes,
                  "dot: number of products, 1 to 65536; convert: of values, 1 (default) to 64");
  app->add_option("--acc", words.acc, "dot, mac: accumulator: exact (default), fp32, fp16, bf16");
  app->add_option("--max-terms", words.max_terms,
                  "mac: products of one exact sum, 1 to 1048576; default 4096");
  app->add_option("--rounding", words.rounding, "rne (default), rtz, rdn, rup, rmm, rod, sr");
  app->add_option("--random-bits", words.random_bits,
                  "sr: width N of the random number R, a line's last operand, 1 to 24");
  app->add_option("--overflow", words.overflow,
                  "saturate (default for fp8), nonsaturate (default for wider)");
  app->add_option("--nan-e5m2", words.nan_e5m2, "the NaN of e5m2 results: 7e, 7f (default)");
  app->add_flag("--flags", words.flags,
                "append the status flags: 8 invalid, 4 overflow, 2 underflow, 1 inexact");
  app->add_flag("--scale", words.scale,
                "convert: a line has a scale, 9 bits in two's complement; the result is that of a * 2^scale");
  app->add_flag("--amax", words.amax, "convert: append the largest finite |a| of the line, unscaled");
  app->add_flag("--binary", options->binary, "raw little-endian operands in, raw results out");
  app->add_flag("--keep-going", options->keep_going, "report a malformed line and go on");
  app->footer(
      "One case a line, operands in hex: a b | a | a b c | a0 ... b0 ... c | a b clear. The line\n"
      "comes back with the result appended. Example: printf '38 38\\n7e 7e\\n' | fp8forge eval mul --a e4m3 "
      "--b e4m3");
  return {app, [options] { return run(*options); }};
}

}  // namespace fp8forge::cli
