// Emitted multipliers and converters against the golden model, through their run-time policy ports: every
// operand of 16 bits or fewer in every rounding mode and overflow policy, and of fp32 every upper half with
// three lower halves. All units stand in one Verilator model, apart by their prefixes, so that one build
// serves them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstring>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"
#include "generator/emit/bundle_writer.hpp"
#include "sim/golden/golden.hpp"
#include "tests/emit/configurations.hpp"

namespace fp8forge {
namespace {

constexpr std::uint32_t kOperands = 1 << 16;

std::vector<Request> all_units() {
  std::vector<Request> units;
  for (const Format& a : {kE4m3, kE5m2}) {
    for (const Format& b : {kE4m3, kE5m2}) {
      for (const Format& to : all_formats()) units.push_back(multiplier_request(a, b, to));
    }
  }
  for (const Format& from : {kFp16, kBf16, kFp32}) {
    for (const Format& to : {kE4m3, kE5m2}) units.push_back(converter_request(from, to));
  }
  for (const Format& from : {kE4m3, kE5m2}) {
    for (const Format& to : all_formats()) {
      if (to != from) units.push_back(converter_request(from, to));
    }
  }
  Request other_nan = multiplier_request(kE5m2, kE5m2, kE5m2);
  other_nan.nan_e5m2 = 0x7E;
  units.push_back(other_nan);
  for (std::size_t i = 0; i < units.size(); ++i) {
    units[i].rounding.reset();
    units[i].overflow.reset();
    units[i].prefix = fmt::format("u{}_", i);
  }
  return units;
}

// A module that gives `operand_i` to all units: to a multiplier {b, a} in its upper half.
std::string bench_text(const std::vector<Request>& units) {
  std::string ports;
  std::string body;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const Request& unit = units[i];
    const bool multiplier = unit.unit == Unit::kMultiplier;
    ports += fmt::format(",\n  output logic [31:0] result_{}", i);
    const std::string operands = multiplier ? ".a_i(operand_i[23:16]), .b_i(operand_i[31:24])"
                                            : fmt::format(".a_i(operand_i[31:{}])", 32 - unit.from.bits());
    body += fmt::format(
        "  logic [{1}:0] code_{0};\n"
        "  {2}{3} unit_{0} ({4}, .rounding_i(rounding_i), .saturate_i(saturate_i), .result_o(code_{0}));\n"
        "  assign result_{0} = 32'(code_{0});\n",
        i, unit.to.bits() - 1, unit.prefix, top_name(unit.unit), operands);
  }
  return fmt::format(
      "module bench (\n  input logic [31:0] operand_i,\n  input logic [2:0] rounding_i,\n  input logic "
      "saturate_i{}\n"
      ");\n{}endmodule\n",
      ports, body);
}

// bench ROUNDING SATURATE LOW: for each upper half of operand_i the results of all units, as raw 32-bit
// words.
std::string main_text(std::size_t units) {
  std::string writes;
  for (std::size_t i = 0; i < units; ++i) writes += fmt::format("    results[{0}] = bench.result_{0};\n", i);
  return fmt::format(
      "#include \"Vbench.h\"\n#include <cstdio>\n#include <cstdlib>\n"
      "int main(int, char** argv) {{\n"
      "  Vbench bench;\n"
      "  bench.rounding_i = std::atoi(argv[1]);\n"
      "  bench.saturate_i = std::atoi(argv[2]);\n"
      "  for (unsigned long high = 0; high < {}; ++high) {{\n"
      "    bench.operand_i = high << 16 | std::strtoul(argv[3], nullptr, 16);\n"
      "    bench.eval();\n"
      "    unsigned results[{}];\n{}"
      "    std::fwrite(results, sizeof results, 1, stdout);\n"
      "  }}\n}}\n",
      kOperands, units, writes);
}

std::uint32_t expected(const Request& unit, const golden::Target& target, std::uint32_t operand) {
  if (unit.unit == Unit::kConverter)
    return golden::convert(unit.from, target, operand >> (32 - unit.from.bits()));
  return golden::mul(unit.a, unit.b, target, operand >> 16 & 0xFF, operand >> 24);
}

void compare(const std::vector<Request>& units, const std::string& results, int code, Overflow overflow,
             std::uint32_t low) {
  ASSERT_EQ(results.size(), kOperands * units.size() * 4);
  const Rounding rounding = code == 7 ? Rounding::kRne : static_cast<Rounding>(code);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const golden::Target target{units[i].result_format(), rounding, overflow};
    for (std::uint32_t high = 0; high < kOperands; ++high) {
      std::uint32_t got;
      std::memcpy(&got, results.data() + (high * units.size() + i) * 4, 4);
      const std::uint32_t operand = high << 16 | low;
      ASSERT_EQ(got, expected(units[i], target, operand))
          << command_line(units[i])
          << fmt::format(" operand {:08x} rounding {} {}", operand, code, name_of(overflow));
    }
  }
}

TEST(ScalarUnits, EqualTheGoldenModel) {
  const std::vector<Request> units = all_units();
  const auto folder = TemporaryDirectory::create();
  ASSERT_TRUE(folder);
  const auto path = [&folder](const std::string& name) { return (folder->path() / name).string(); };
  std::vector<std::string> build = {"verilator",         "--cc",   "--exe",     "--build", "-O3",
                                    "-CFLAGS",           "-O1",    "-Wall",     "--top",   "bench",
                                    "-Wno-DECLFILENAME", "--Mdir", path("obj"), "-o",      path("bench")};
  ASSERT_TRUE(write_file(path("bench.sv"), bench_text(units)));
  ASSERT_TRUE(write_file(path("main.cpp"), main_text(units.size())));
  for (const Request& unit : units) {
    const auto files = source_files(unit, design_of(unit), FP8FORGE_LIBRARY);
    ASSERT_TRUE(files) << files.error().where;
    for (const SourceFile& file : *files) {
      ASSERT_TRUE(write_file(path(file.path), file.text));
      build.push_back(path(file.path));
    }
  }
  build.push_back(path("bench.sv"));
  build.push_back(path("main.cpp"));
  const auto built = run_process(build);
  ASSERT_TRUE(built && built->exit_code == 0) << (built ? built->output : "");

  for (const int code : {0, 1, 2, 3, 4, 5, 7}) {
    for (const Overflow overflow : {Overflow::kSaturate, Overflow::kNonsaturate}) {
      for (const std::uint32_t low : {0x0000U, 0x0001U, 0xFFFFU}) {
        const auto run = run_process({path("bench"), std::to_string(code),
                                      overflow == Overflow::kSaturate ? "1" : "0", fmt::format("{:x}", low)});
        ASSERT_TRUE(run && run->exit_code == 0);
        compare(units, run->output, code, overflow, low);
        if (HasFatalFailure()) return;
      }
    }
  }
}

}  // namespace
}  // namespace fp8forge
