#include "tb/compile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"

namespace fp8forge::tb {

namespace fs = std::filesystem;

namespace {

using Command = std::vector<std::string>;

// Registers and X values start random, so that a design cannot live on zeros that silicon does not give it.
// Warnings do not matter here: a clean design is another check's business. Verilator 5.006 joins single-bit
// gates wrongly now and then (its issue 4059, mended later), as a netlist of rippling sums showed: so it may
// not.
const Command kVerilatorFlags = {"--cc",       "--prefix",       "Vmodel", "-O3",
                                 "-Wno-fatal", "--x-assign",     "unique", "--x-initial",
                                 "unique",     "--output-split", "20000",  "-fno-const-bit-op-tree"};

// Hidden names: two models in one program have the same ones inside.
const Command kCompilerFlags = {"-std=c++20",
                                "-fPIC",
                                "-fvisibility=hidden",
                                "-fno-gnu-unique",
                                "-fno-plt",
                                "-faligned-new",
                                "-DVM_COVERAGE=0",
                                "-DVM_SC=0",
                                "-DVM_TRACE=0",
                                "-DVM_TRACE_FST=0",
                                "-DVM_TRACE_VCD=0",
                                "-w"};
// Code that runs every cycle, by what it is compiled for; and code that runs once.
constexpr const char* kQuick = "-O1";
constexpr const char* kFast = "-O2";
constexpr const char* kSlow = "-O0";

bool is_error_line(std::string_view line) {
  return line.starts_with("%Error") || line.find(" error:") != std::string_view::npos ||
         line.find("undefined reference") != std::string_view::npos;
}

// The first line of a failed tool's output that says why, else its first line.
std::string first_error(const std::string& output) {
  std::string first;
  for (std::size_t start = 0; start < output.size();) {
    const std::size_t end = std::min(output.find('\n', start), output.size());
    const std::string line = output.substr(start, end - start);
    if (is_error_line(line)) return line;
    if (first.empty()) first = line;
    start = end + 1;
  }
  return first.empty() ? "no message" : first;
}

Status run_tool(const Command& command, const fs::path& folder) {
  const Result<ProcessResult> result = run_process(command, {folder, {}});
  if (!result) return result.error();
  if (result->exit_code != 0) {
    return Error{"the model does not build", command[0], first_error(result->output)};
  }
  return Done{};
}

// Runs the commands, `jobs` at once, until one fails.
Status run_tools(const std::vector<Command>& commands, const fs::path& folder, int jobs) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::optional<Error> failed;
  const auto work = [&] {
    for (std::size_t n; (n = next++) < commands.size();) {
      const Status status = run_tool(commands[n], folder);
      const std::lock_guard lock(mutex);
      if (!status && !failed) failed = status.error();
      if (failed) return;
    }
  };
  std::vector<std::thread> pool;
  for (int job = 1; job < jobs; ++job) pool.emplace_back(work);
  work();
  for (std::thread& thread : pool) thread.join();
  if (failed) return *failed;
  return Done{};
}

Command compile_command(const Toolchain& toolchain, const char* optimization, const std::string& source,
                        const std::string& object) {
  Command command = {"g++", optimization};
  command.insert(command.end(), kCompilerFlags.begin(), kCompilerFlags.end());
  for (const std::string& include :
       {std::string("obj_dir"), toolchain.include.string(), (toolchain.include / "vltstd").string()}) {
    command.push_back("-I" + include);
  }
  command.insert(command.end(), {"-c", source, "-o", object});
  return command;
}

// Verilator's C++ in two sources for code that runs each cycle, one for each core, and one for the rest.
struct Pieces {
  std::string fast[2];
  std::string slow;
};

Pieces gather(const fs::path& objects) {
  std::vector<std::pair<std::uintmax_t, std::string>> sources;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(objects, error)) {
    const std::string name = entry.path().filename();
    if (name.ends_with(".cpp")) sources.emplace_back(fs::file_size(entry.path(), error), name);
  }
  std::sort(sources.rbegin(), sources.rend());
  Pieces pieces;
  std::uintmax_t size[2] = {0, 0};
  for (const auto& [bytes, name] : sources) {
    const std::string include = fmt::format("#include \"{}\"\n", name);
    if (name.find("__Slow") != std::string::npos || name.find("__Syms") != std::string::npos) {
      pieces.slow += include;
      continue;
    }
    const int piece = size[0] <= size[1] ? 0 : 1;
    pieces.fast[piece] += include;
    size[piece] += bytes;
  }
  return pieces;
}

Result<std::string> first_line(const Command& command) {
  const Result<ProcessResult> result = run_process(command);
  if (!result) return result.error();
  if (result->exit_code != 0)
    return Error{fmt::format("'{}' does not work", command[0]), "PATH", first_error(result->output)};
  return result->output.substr(0, result->output.find('\n'));
}

}  // namespace

Result<Toolchain> find_toolchain() {
  for (const char* tool : {"verilator", "g++"}) {
    if (!program_exists(tool)) {
      return Error{fmt::format("{} is not installed", tool), "PATH",
                   fmt::format("Debian has it in the package {}", tool)};
    }
  }
  const Result<std::string> verilator = first_line({"verilator", "--version"});
  if (!verilator) return verilator.error();
  const Result<std::string> compiler = first_line({"g++", "-dumpfullversion"});
  if (!compiler) return compiler.error();
  const Result<std::string> root = first_line({"verilator", "--getenv", "VERILATOR_ROOT"});
  if (!root) return root.error();
  return Toolchain{fmt::format("{}, g++ {}", *verilator, *compiler), fs::path(*root) / "include"};
}

std::string toolchain_key(const Toolchain& toolchain) {
  return fmt::format("{}|{}|{}|{}|{}|{}|{}", toolchain.version, toolchain.include.string(),
                     fmt::join(kVerilatorFlags, " "), fmt::join(kCompilerFlags, " "), kQuick, kFast, kSlow);
}

Status verilate(const fs::path& folder, const std::string& top, const std::vector<std::string>& files) {
  Command command = {"verilator"};
  command.insert(command.end(), kVerilatorFlags.begin(), kVerilatorFlags.end());
  command.insert(command.end(), {"--top-module", top});
  // One copy of a column's code for all columns: without this Verilator inlines every cell of the array, and
  // a 64 x 64 array takes minutes to compile.
  std::string hierarchy = "`verilator_config\n";
  for (const std::string& file : files) {
    const std::string module = fs::path(file).stem();
    // In a netlist there may be several of them, numbered.
    for (const char* column : {"fp8_array_column", "fp8_stationary_column"}) {
      const std::size_t at = module.find(column);
      if (at == std::string::npos || module.substr(at).starts_with("fp8_stationary_column_edge")) continue;
      hierarchy += fmt::format("no_inline -module \"{}\"\n", module);
    }
  }
  if (Status status = write_file(folder / "hierarchy.vlt", hierarchy); !status) return status;
  command.push_back("hierarchy.vlt");
  command.insert(command.end(), files.begin(), files.end());
  return run_tool(command, folder);
}

Result<Interface> read_interface(const fs::path& folder, const std::string& top,
                                 const std::vector<std::string>& files) {
  const std::string name = "interface.xml";
  Command command = {"verilator", "--xml-only", "--xml-output", name, "-Wno-fatal", "--top-module", top};
  command.insert(command.end(), files.begin(), files.end());
  if (Status status = run_tool(command, folder); !status) return status.error();
  const Result<std::string> xml = read_file(folder / name);
  if (!xml) return xml.error();
  return interface_of_xml(*xml, top);
}

Status compile_runtime(const Toolchain& toolchain, const fs::path& folder) {
  std::vector<Command> commands;
  for (const char* source : {"verilated.cpp", "verilated_threads.cpp"}) {
    // A little of it runs at the end of each evaluation; unoptimized it took more time than a converter's
    // logic.
    commands.push_back(compile_command(toolchain, kQuick, (toolchain.include / source).string(),
                                       fmt::format("runtime{}.o", commands.size())));
  }
  return run_tools(commands, folder, 1);
}

Status compile_model(const Toolchain& toolchain, const fs::path& folder, const std::string& glue,
                     const std::vector<std::string>& defines, const fs::path& runtime, Speed speed,
                     int jobs) {
  const Pieces pieces = gather(folder / "obj_dir");
  std::vector<Command> commands;
  Command link = {"g++", "-shared", "-pthread", "-o", "model.so"};
  const auto add = [&](const char* optimization, const std::string& source) {
    const std::string object = fmt::format("{}.o", fs::path(source).stem().string());
    commands.push_back(compile_command(toolchain, optimization, source, object));
    link.push_back(object);
  };
  for (const int piece : {0, 1}) {
    const std::string source = fmt::format("fast{}.cpp", piece);
    if (Status status = write_file(folder / source, pieces.fast[piece]); !status) return status;
    add(speed == Speed::kOfTheModel ? kFast : kQuick, source);
  }
  if (Status status = write_file(folder / "slow.cpp", pieces.slow); !status) return status;
  add(kSlow, "slow.cpp");
  add("-O2", glue);
  for (const std::string& define : defines) commands.back().push_back("-D" + define);
  if (Status status = run_tools(commands, folder, jobs); !status) return status;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(runtime, error)) {
    if (entry.path().extension() == ".o") link.push_back(fs::absolute(entry.path()));
  }
  return run_tool(link, folder);
}

}  // namespace fp8forge::tb
