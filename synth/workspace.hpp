// A folder for one synthesis, in which every file has a fixed name, so that no path and no name of the user's
// stands in a script; and the programs that run there.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"
#include "generator/bundle/bundle.hpp"
#include "synth/netlist.hpp"

namespace fp8forge::synth {

class Workspace {
 public:
  // With the bundle's sources as rtl/0.sv …, in the manifest's order.
  // Error: one of them cannot be read; the top's name is not a plain identifier.
  static Result<Workspace> create(const Bundle& bundle);

  Status put(const std::string& name, const std::string& text) const;
  Result<std::string> get(const std::string& name) const { return read_file(folder_.path() / name); }
  Result<Netlist> get_netlist(const std::string& name) const;

  // Runs the Yosys script as <name>.ys; what it says is kept as <name>.log. `on_written` is told of every
  // netlist written in JSON. Error: Yosys fails, told in terms of the bundle; interrupted.
  Status yosys(const std::string& name, const std::string& script,
               const std::function<void()>& on_written = {}) const;

  // Runs another program here and gives what it says, whatever its exit status. Error: it cannot be started;
  // interrupted.
  Result<ProcessResult> run(const std::vector<std::string>& command,
                            const std::function<void(std::string_view)>& on_line = {}) const;

 private:
  Workspace(const Bundle& bundle, TemporaryDirectory folder) : bundle_(bundle), folder_(std::move(folder)) {}
  Error yosys_error(const std::string& output) const;

  Bundle bundle_;
  TemporaryDirectory folder_;
};

// From the last `mark` to the end of its line; without one, the end of the text.
std::string last_line(const std::string& text, std::string_view mark);

// The first two words of what a program calls itself, e.g. "Yosys 0.23".
std::string version(const std::vector<std::string>& command, const std::string& name);

// Error: one of the programs is not installed; `package` is Debian's.
struct Tool {
  const char* program;
  const char* package;
};
Status check_installed(std::initializer_list<Tool> tools);

}  // namespace fp8forge::synth
