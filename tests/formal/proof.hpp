// Runs a proof of tb/formal with Yosys, yosys-smtbmc and z3, on RTL as it is or broken on purpose.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"

namespace fp8forge {

struct Fault {
  std::string file, from, to;  // `from` stands exactly once in the file
};

struct Proof {
  std::string top;
  std::string parameters;          // as Yosys' chparam has them
  std::vector<std::string> files;  // whole paths
  int steps = 8;
};

struct Verdict {
  bool bounded = false;    // no assertion fails in `steps` cycles after the start
  bool inductive = false;  // nor after any `steps` cycles in which none fails
  std::string output;
};

inline bool ran(const std::vector<std::string>& command, std::string& output) {
  const auto result = run_process(command);
  EXPECT_TRUE(result) << "install the Debian packages yosys and z3";
  if (!result) return false;
  output += result->output;
  return result->exit_code == 0;
}

// A verdict that is not "PASSED" must be "FAILED": a missing solver, or a file that cannot be read, is neither.
inline bool passes(const std::vector<std::string>& command, std::string& output) {
  std::string said;
  const bool good = ran(command, said);
  EXPECT_NE(said.find(good ? "Status: PASSED" : "Status: FAILED"), std::string::npos) << said;
  output += said;
  return good;
}

// The files copied to `folder`, with the fault in place.
inline std::vector<std::string> copies(const std::vector<std::string>& files, const std::filesystem::path& folder,
                                       const Fault& fault) {
  std::vector<std::string> paths;
  bool found = fault.file.empty();
  for (const std::string& file : files) {
    std::string text = *read_file(file);
    const std::filesystem::path name = std::filesystem::path(file).filename();
    if (name == fault.file) {
      found = true;
      const std::size_t at = text.find(fault.from);
      EXPECT_NE(at, std::string::npos) << fault.file << " has no longer: " << fault.from;
      if (at != std::string::npos) text.replace(at, fault.from.size(), fault.to);
      EXPECT_EQ(text.find(fault.from, at + fault.to.size()), std::string::npos) << fault.from << " stands twice";
    }
    paths.push_back((folder / name).string());
    EXPECT_TRUE(write_file(paths.back(), text));
  }
  EXPECT_TRUE(found) << fault.file;
  return paths;
}

inline Verdict prove(const Proof& proof, const Fault& fault = {}, bool induction = true) {
  Verdict verdict;
  const auto folder = TemporaryDirectory::create();
  EXPECT_TRUE(folder);
  if (!folder) return verdict;
  const std::string model = (folder->path() / "model.smt2").string();
  std::string script = "read_verilog -formal -sv";
  for (const std::string& path : copies(proof.files, folder->path(), fault)) script += " " + path;
  if (!proof.parameters.empty()) script += fmt::format("; chparam {} {}", proof.parameters, proof.top);
  script += fmt::format("; hierarchy -check -top {}; proc; flatten; async2sync; dffunmap; opt_clean; write_smt2 -wires {}",
                        proof.top, model);
  const bool read = ran({"yosys", "-q", "-p", script}, verdict.output);
  EXPECT_TRUE(read) << verdict.output;
  if (!read) return verdict;
  std::vector<std::string> command = {"yosys-smtbmc", "--noprogress", "--unroll",
                                      "-s",           "z3",           "-t",      std::to_string(proof.steps), model};
  verdict.bounded = passes(command, verdict.output);
  command.insert(command.begin() + 1, "-i");
  if (induction && verdict.bounded) verdict.inductive = passes(command, verdict.output);
  return verdict;
}

}  // namespace fp8forge
