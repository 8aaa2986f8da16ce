// Runs a proof of tb/formal on RTL as it is or broken on purpose: with Yosys, yosys-smtbmc and z3, or with
// ABC's search for an inductive invariant.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"
#include "tests/replace_once.hpp"

namespace fp8forge {

struct Fault {
  std::string file, from, to;  // `from` stands exactly once in the file
};

struct Proof {
  std::string top;
  std::string parameters;          // as Yosys' chparam has them
  std::vector<std::string> files;  // whole paths
  std::string defines = {};        // options of read_verilog
  std::string abstraction = {};    // a Yosys command before the modules are joined
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

// A verdict that is not "PASSED" must be "FAILED": a missing solver, or a file that cannot be read, is
// neither.
inline bool passes(const std::vector<std::string>& command, std::string& output) {
  std::string said;
  const bool good = ran(command, said);
  EXPECT_NE(said.find(good ? "Status: PASSED" : "Status: FAILED"), std::string::npos) << said;
  output += said;
  return good;
}

// The files copied to `folder`, with the fault in place.
inline std::vector<std::string> copies(const std::vector<std::string>& files,
                                       const std::filesystem::path& folder, const Fault& fault) {
  std::vector<std::string> paths;
  bool found = fault.file.empty();
  for (const std::string& file : files) {
    std::string text = *read_file(file);
    const std::filesystem::path name = std::filesystem::path(file).filename();
    if (name == fault.file) {
      found = true;
      text = replace_once(text, fault.from, fault.to, fault.file);
    }
    paths.push_back((folder / name).string());
    EXPECT_TRUE(write_file(paths.back(), text));
  }
  EXPECT_TRUE(found) << fault.file;
  return paths;
}

// Yosys brings the proof's modules, with the fault in place, into one and does `last`.
inline bool read_proof(const Proof& proof, const Fault& fault, const std::filesystem::path& folder,
                       const std::string& last, std::string& output) {
  std::string script = "read_verilog -formal " + proof.defines + " -sv";
  for (const std::string& path : copies(proof.files, folder, fault)) script += " " + path;
  if (!proof.parameters.empty()) script += fmt::format("; chparam {} {}", proof.parameters, proof.top);
  script += fmt::format("; hierarchy -check -top {}; proc; {}; flatten; async2sync; dffunmap; {}", proof.top,
                        proof.abstraction, last);
  const bool read = ran({"yosys", "-q", "-p", script}, output);
  EXPECT_TRUE(read) << output;
  return read;
}

inline Verdict prove(const Proof& proof, const Fault& fault = {}, bool induction = true) {
  Verdict verdict;
  const auto folder = TemporaryDirectory::create();
  EXPECT_TRUE(folder);
  if (!folder) return verdict;
  const std::string model = (folder->path() / "model.smt2").string();
  if (!read_proof(proof, fault, folder->path(), "opt_clean; write_smt2 -wires " + model, verdict.output))
    return verdict;
  std::vector<std::string> command = {
      "yosys-smtbmc", "--noprogress", "--unroll", "-s", "z3", "-t", std::to_string(proof.steps), model};
  verdict.bounded = passes(command, verdict.output);
  command.insert(command.begin() + 1, "-i");
  if (induction && verdict.bounded) verdict.inductive = passes(command, verdict.output);
  return verdict;
}

// "proved": ABC's property-directed reachability (pdr) found an inductive invariant, so that no assertion
// fails in a run of any length; "refuted": there is a run from a reset in which one does; else what ABC said.
// With `cycles` runs of so many are looked at, and no others: "bounded" instead of "proved".
inline std::string decide(const Proof& proof, const Fault& fault = {}, int cycles = 0) {
  const auto folder = TemporaryDirectory::create();
  EXPECT_TRUE(folder);
  if (!folder) return "";
  const std::string model = (folder->path() / "model.aig").string();
  const std::string write =
      "setundef -undriven -anyseq; opt -full; techmap; opt -fast; dffunmap; abc -g AND -fast; opt_clean; "
      "write_aiger -I -B -zinit ";
  std::string output;
  if (!read_proof(proof, fault, folder->path(), write + model, output)) return output;
  const std::string engine = cycles > 0 ? fmt::format("bmc3 -F {}", cycles) : "pdr -T 900";
  std::string said;
  ran({"yosys-abc", "-c", "read_aiger " + model + "; fold; scorr; " + engine}, said);
  if (said.find("was asserted in frame") != std::string::npos) return "refuted";
  if (said.find("Property proved.") != std::string::npos) return "proved";
  return said.find(fmt::format("No output asserted in {} frames", cycles)) != std::string::npos ? "bounded"
                                                                                                : said;
}

// Not for want of an invariant: an assertion fails in a run that starts with a reset.
inline void expect_refuted(const Proof& proof, const Fault& fault) {
  const Verdict verdict = prove(proof, fault, false);
  EXPECT_FALSE(verdict.bounded) << verdict.output;
  EXPECT_NE(verdict.output.find("Assert failed"), std::string::npos) << verdict.output;
}

}  // namespace fp8forge
