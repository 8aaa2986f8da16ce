#include "synth/workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "generator/base/interrupt.hpp"
#include "synth/timing.hpp"

namespace fp8forge::synth {

namespace {

constexpr const char* kMakeAgain = "remove the bundle and generate it again";

}  // namespace

Result<Workspace> Workspace::create(const Bundle& bundle) {
  if (!is_plain_identifier(bundle.top)) {
    return Error{fmt::format("top module '{}' is not a plain SystemVerilog identifier", bundle.top),
                 (bundle.directory / "manifest.json").string(), "generate the bundle again, with --force"};
  }
  Result<TemporaryDirectory> folder = TemporaryDirectory::create();
  if (!folder) return folder.error();
  Workspace workspace(bundle, std::move(*folder));
  const std::vector<std::filesystem::path> paths = bundle.paths();
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const Result<std::string> text = read_file(paths[i]);
    if (!text) return text.error();
    if (Status status = workspace.put(fmt::format("rtl/{}.sv", i), *text); !status) return status.error();
  }
  return workspace;
}

Status Workspace::put(const std::string& name, const std::string& text) const {
  return write_file(folder_.path() / name, text);
}

Result<Netlist> Workspace::get_netlist(const std::string& name) const {
  const Result<std::string> text = get(name);
  if (!text) return Error{"Yosys wrote no netlist", name, text.error().hint};
  return parse_netlist(*text);
}

Status Workspace::yosys(const std::string& name, const std::string& script,
                        const std::function<void()>& on_written) const {
  if (Status status = put(name + ".ys", script); !status) return status;
  const auto on_line = [&](std::string_view line) {
    if (on_written && line.find("Executing JSON backend") != std::string_view::npos) on_written();
  };
  // TMPDIR: Yosys runs ABC through a shell with the temporary folder's name unquoted. -v 1: it says which
  // command it is at.
  const Result<ProcessResult> result =
      run({"env", "TMPDIR=.", "yosys", "-v", "1", "-s", name + ".ys", "-l", name + ".log"}, on_line);
  if (!result) return result.error();
  if (result->exit_code == 0) return Done{};
  return yosys_error(result->output);
}

Result<ProcessResult> Workspace::run(const std::vector<std::string>& command,
                                     const std::function<void(std::string_view)>& on_line) const {
  Result<ProcessResult> result = run_process(command, {folder_.path(), on_line});
  if (result && interrupted()) {
    const auto program = std::find_if(command.begin(), command.end(), [](const std::string& word) {
      return word != "env" && word.find('=') == std::string::npos;
    });
    return Error{"interrupted", *program, "run it again"};
  }
  return result;
}

// Why Yosys stopped, in terms of the bundle.
Error Workspace::yosys_error(const std::string& output) const {
  const std::string line = last_line(output, "ERROR");
  if (line.find(fmt::format("Module `{}' not found", bundle_.top)) != std::string::npos) {
    return {"no file of the bundle has the top module", bundle_.top, kMakeAgain};
  }
  // An error in a source has its place before it: "rtl/3.sv:32: ERROR: …".
  const std::size_t at = output.rfind("ERROR");
  const std::size_t start = at == std::string::npos ? at : output.rfind('\n', at) + 1;
  std::size_t file = 0;
  int source_line = 0;
  if (at != std::string::npos &&
      std::sscanf(output.c_str() + start, "rtl/%zu.sv:%d:", &file, &source_line) == 2 &&
      file < bundle_.files.size()) {
    return {"Yosys cannot read the design: " + line,
            fmt::format("{}:{}", (bundle_.directory / bundle_.files[file]).string(), source_line),
            kMakeAgain};
  }
  return {"Yosys stopped: " + line, bundle_.top,
          "this is a defect of the design or of fp8forge; please report it"};
}

std::string last_line(const std::string& text, std::string_view mark) {
  std::size_t at = text.rfind(mark);
  if (at == std::string::npos) at = text.size() - std::min<std::size_t>(text.size(), 200);
  std::string line = text.substr(at, text.find('\n', at) - at);
  return line.substr(0, 300);
}

std::string version(const std::vector<std::string>& command, const std::string& name) {
  const Result<ProcessResult> result = run_process(command);
  if (!result) return name;
  std::string line = result->output.substr(0, result->output.find('\n'));
  if (line.starts_with(name + " ")) line.erase(0, name.size() + 1);
  return fmt::format("{} {}", name, line.substr(0, line.find(' ')));
}

Status check_installed(std::initializer_list<Tool> tools) {
  for (const Tool& tool : tools) {
    if (!program_exists(tool.program)) {
      return Error{fmt::format("cannot run '{}'", tool.program), "PATH",
                   fmt::format("install the Debian package {}", tool.package)};
    }
  }
  return Done{};
}

}  // namespace fp8forge::synth
