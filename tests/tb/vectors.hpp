// A bundle with the vectors that `fp8forge vectors` wrote for it, and their bench in Icarus.
#pragma once

#include <gtest/gtest.h>

#include "generator/base/files.hpp"
#include "tests/tb/program.hpp"

namespace fp8forge::testing_tb {

using Words = std::vector<std::string>;

// A bundle with its vectors beside it.
class Vectors {
 public:
  explicit Vectors(Words request, const Words& options = {}) : bundle_(std::move(request)) {
    Words words = {"vectors", bundle().string(), "--tiles", "60"};
    words.insert(words.end(), options.begin(), options.end());
    const ProcessResult made = fp8forge(words);
    EXPECT_EQ(made.exit_code, 0) << made.output;
  }
  std::filesystem::path bundle() const { return bundle_.path(); }
  std::filesystem::path folder() const { return bundle_.path().string() + "_vectors"; }
  std::string text(const std::string& file) const { return *read_file(folder() / file); }

  // As the command itself proposes; Icarus has to be silent. `rtl`: compiled instead of the bundle's files.
  ProcessResult simulate(const std::string& prefix = "", Words rtl = {}) const {
    const std::string bench = prefix + "fp8_array_bench";
    const std::string model = (bundle().parent_path() / "bench.vvp").string();
    Words compile = {"iverilog",
                     "-g2012",
                     "-Wall",
                     "-s",
                     bench,
                     "-P",
                     bench + ".Folder=\"" + folder().string() + "\"",
                     "-o",
                     model,
                     (folder() / (bench + ".sv")).string()};
    if (rtl.empty()) {
      for (const auto& file : std::filesystem::directory_iterator(bundle() / "rtl")) {
        rtl.push_back(file.path());
      }
    }
    compile.insert(compile.end(), rtl.begin(), rtl.end());
    const auto compiled = run_process(compile);
    if (!compiled || compiled->exit_code != 0 || !compiled->output.empty()) {
      return compiled ? ProcessResult{-1, compiled->output} : ProcessResult{-1, compiled.error().what};
    }
    return *run_process({"vvp", "-N", model});
  }

 private:
  GeneratedBundle bundle_;
};

inline void expect_pass(const ProcessResult& run) {
  EXPECT_EQ(run.exit_code, 0) << run.output;
  EXPECT_TRUE(run.output.starts_with("PASSED: ")) << run.output;
}

inline const Words kSmall = {"array", "--rows", "4", "--cols", "3", "--max-terms", "64"};
inline const Words kEverything = {"array",   "--rows",      "5",          "--cols",    "3",
                                  "--a",     "e4m3,e5m2",   "--b",        "e4m3,e5m2", "--to",
                                  "e5m2",    "--keep",      "--rounding", "runtime",   "--overflow",
                                  "runtime", "--max-terms", "50",         "--prefix",  "my_"};

// The ports that kEverything lacks, over stationary weights.
inline const Words kEverythingStationary = {
    "array",    "--rows",      "3",       "--cols", "2",    "--dataflow", "weight-stationary",
    "--keep",   "--tile-rows", "5",       "--acc",  "fp16", "--b",        "e4m3,e5m2",
    "--d",      "bf16",        "--scale", "--amax", "--to", "bf16,e4m3",  "--overflow",
    "saturate", "--counters"};

}  // namespace fp8forge::testing_tb
