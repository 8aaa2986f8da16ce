#include "tests/systemc/lockstep.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "generator/bundle/bundle.hpp"
#include "sim/systemc/array_pins.hpp"
#include "tb/units.hpp"
#include "tests/replace_once.hpp"
#include "tests/tb/mutation.hpp"
#include "tests/tb/program.hpp"

namespace fp8forge::testing_systemc {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> array_of(std::vector<std::string> request) {
  request.insert(request.begin(), "array");
  return request;
}

}  // namespace

ProcessResult lockstep(const fs::path& bundle, const fs::path& work, int cycles,
                       const fs::path& model_source) {
  const fs::path sources = FP8FORGE_SOURCES;
  const Result<Bundle> loaded = load_bundle(bundle);
  if (!loaded) return {2, loaded.error().what};
  const Result<conformance::ArrayUnit> unit = tb::array_unit(*loaded);
  if (!unit) return {2, unit.error().what};
  // Parentheses: no comma of it parts arguments.
  const std::string pins = fmt::format("#define PINS ({})\n", systemc::text_of(systemc::pins_of(*unit)));
  if (Status status = write_file(work / "pins.h", pins); !status) return {2, status.error().what};
  std::vector<std::string> command = {
      "verilator",
      "--sc",
      "--exe",
      "--build",
      "-Wall",
      "--pins-bv",
      "2",
      "--prefix",
      "Varray",
      "--top-module",
      loaded->top,
      "--Mdir",
      work.string(),
      "-MAKEFLAGS",
      fmt::format("OPT_FAST=-O1 OPT_SLOW=-O0 OPT_GLOBAL=-O0{}",
                  program_exists("ccache") ? " OBJCACHE=ccache" : ""),
      "-CFLAGS",
      fmt::format("-std=c++20 {} -I{} -include {}", FP8FORGE_SYSTEMC_FLAGS, sources.string(),
                  (work / "pins.h").string()),
      "-LDFLAGS",
      fmt::format("{} {} -lsystemc -lfmt -lcrypto", FP8FORGE_LINK_FLAGS, FP8FORGE_SYSTEMC)};
  for (const fs::path& file : loaded->paths()) command.push_back(file.string());
  for (const char* file : {"lockstep.cpp", "traffic.cpp"}) command.push_back(sources / "tb/systemc" / file);
  if (!model_source.empty()) command.push_back(model_source.string());
  const ProcessResult built = *run_process(command);
  if (built.exit_code != 0) return {2, built.output};
  return *run_process({(work / "Varray").string(), bundle.string(), std::to_string(cycles)});
}

void expect_equal(std::vector<std::string> request, int cycles) {
  const testing_tb::GeneratedBundle bundle(array_of(std::move(request)));
  const TemporaryDirectory work = *TemporaryDirectory::create();
  const ProcessResult result = lockstep(bundle.path(), work.path(), cycles);
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_NE(result.output.find(fmt::format("equal in {} cycles: ", cycles)), std::string::npos)
      << result.output;
}

void expect_caught(const Fault& fault) {
  const testing_tb::GeneratedBundle bundle(array_of(fault.request));
  const TemporaryDirectory work = *TemporaryDirectory::create();
  fs::path model_source;
  if (fault.file.starts_with("sim/")) {
    const std::string source = *read_file(fs::path(FP8FORGE_SOURCES) / fault.file);
    model_source = work.path() / "broken_model.cpp";
    ASSERT_TRUE(write_file(model_source, replace_once(source, fault.from, fault.to, fault.file)));
  } else {
    ASSERT_NO_FATAL_FAILURE(testing_tb::mutate(bundle.path(), fault.file, fault.from, fault.to));
  }
  const ProcessResult result = lockstep(bundle.path(), work.path(), 20000, model_source);
  EXPECT_EQ(result.exit_code, 1) << result.output;
  EXPECT_NE(result.output.find(fault.said), std::string::npos) << result.output;
}

}  // namespace fp8forge::testing_systemc
