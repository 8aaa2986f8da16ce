// Arrays in a simulator with unknown bits: registers without reset start as X there, and no X may reach a
// result, from the first tile on.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <bit>
#include <sstream>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"
#include "generator/emit/bundle_writer.hpp"
#include "tests/emit/configurations.hpp"

namespace fp8forge {
namespace {

constexpr int kRows = 2;
constexpr int kCols = 3;
constexpr int kTerms = 3;
constexpr int kTiles = 2;
constexpr int kBeats = kTiles * kTerms;

// Operands by beat and lane, small enough to be known by heart: see code_of().
constexpr double kA[kBeats][kRows] = {{1, -2}, {1.5, 0}, {-1, 2}, {2, 1}, {0, 1.5}, {-2, -1}};
constexpr double kB[kBeats][kCols] = {{2, 1, -1}, {0, 1.5, 1},  {1, 2, -2},
                                      {1, 1, 0},  {-1.5, 2, 1}, {2, -1, 1.5}};

// {0, 1, 1.5, 2} and their negatives as codes of e4m3 and e5m2.
unsigned code_of(const Format& format, double value) {
  const bool wide = format == kE5m2;
  const double size = value < 0 ? -value : value;
  const unsigned code = size == 0   ? 0
                        : size == 1 ? (wide ? 0x3C : 0x38)
                        : size == 2 ? 0x40
                                    : (wide ? 0x3E : 0x3C);
  return code | (value < 0 ? 0x80 : 0);
}

template <std::size_t lanes>
std::string beat(const Format& format, const double (&values)[lanes]) {
  std::string text = fmt::format("{}'h", 8 * lanes);
  for (std::size_t lane = lanes; lane-- > 0;) text += fmt::format("{:02x}", code_of(format, values[lane]));
  return text;
}

// Both tiles back to back; a stream's payload is X where it has no beat. Prints each row of C.
std::string bench(const Format& a, const Format& b) {
  std::string beats_a, beats_b;
  for (int n = 0; n < kBeats; ++n) {
    beats_a += fmt::format("    a[{}] = {};\n", n, beat(a, kA[n]));
    beats_b += fmt::format("    b[{}] = {};\n", n, beat(b, kB[n]));
  }
  return fmt::format(R"(module bench;
  logic clk = 0, rst_n;
  logic [{0}*8-1:0] a [{2}];
  logic [{1}*8-1:0] b [{2}];
  int at_a = 0, at_b = 0, rows = 0;
  logic a_ready, b_ready, c_valid, c_last;
  logic [{1}*32-1:0] c;
  logic [1:0] error;
  wire running = rst_n === 1'b1;
  wire a_valid = running && (at_a < {2});
  wire b_valid = running && (at_b < {2});

  fp8_array u_dut (
    .aclk (clk), .aresetn (rst_n),
    .s_axis_a_tdata (a_valid ? a[at_a] : 'x), .s_axis_a_tvalid (a_valid), .s_axis_a_tready (a_ready),
    .s_axis_a_tlast (a_valid ? at_a % {3} == {3} - 1 : 1'bx),
    .s_axis_b_tdata (b_valid ? b[at_b] : 'x), .s_axis_b_tvalid (b_valid), .s_axis_b_tready (b_ready),
    .s_axis_b_tlast (b_valid ? at_b % {3} == {3} - 1 : 1'bx),
    .m_axis_c_tdata (c), .m_axis_c_tvalid (c_valid), .m_axis_c_tready (1'b1), .m_axis_c_tlast (c_last),
    .error_o (error));

  always #5 clk = !clk;
  always @(posedge clk) if (running) begin
    if (a_valid && a_ready) at_a <= at_a + 1;
    if (b_valid && b_ready) at_b <= at_b + 1;
    if (c_valid) begin
      $display("%h %b %b", c, c_last, error);
      rows = rows + 1;
      if (rows == {4}) $finish(0);
    end
  end
  initial begin
{5}{6}    rst_n = 0;
    #22 rst_n = 1;
    #1000 $display("nothing more came");
    $finish(0);
  end
endmodule
)",
                     kRows, kCols, kBeats, kTerms, kTiles * kRows, beats_a, beats_b);
}

std::string expected() {
  std::string text;
  for (int tile = 0; tile < kTiles; ++tile) {
    for (int row = 0; row < kRows; ++row) {
      for (int col = kCols - 1; col >= 0; --col) {
        double sum = 0;
        for (int k = 0; k < kTerms; ++k) sum += kA[tile * kTerms + k][row] * kB[tile * kTerms + k][col];
        text += fmt::format("{:08x}", std::bit_cast<std::uint32_t>(static_cast<float>(sum)));
      }
      text += fmt::format(" {} 00\n", row == kRows - 1 ? 1 : 0);
    }
  }
  return text;
}

// Sums of these operands are exact in every accumulator.
struct Sums {
  const Format* a;
  const Format* b;
  const Format* accumulator;  // nullptr: exact
  int segments = 1;
};

void PrintTo(const Sums& sums, std::ostream* out) { *out << sums.a->name << " " << sums.b->name; }

class UnknownBits : public testing::TestWithParam<Sums> {};

TEST_P(UnknownBits, ReachNoResult) {
  const auto& [a, b, accumulator, segments] = GetParam();
  Request request = array_request(*a, *b, kFp32, kRows, kCols);
  if (accumulator != nullptr) request.accumulator = *accumulator;
  request.acc_segments = segments;
  const auto folder = TemporaryDirectory::create();
  ASSERT_TRUE(folder);
  const auto files = source_files(request, design_of(request), FP8FORGE_LIBRARY);
  ASSERT_TRUE(files);
  std::vector<std::string> compile = {"iverilog", "-g2012", "-s", "bench", "-o", "bench.vvp", "bench.sv"};
  ASSERT_TRUE(write_file(folder->path() / "bench.sv", bench(*a, *b)));
  for (const SourceFile& file : *files) {
    ASSERT_TRUE(write_file(folder->path() / file.path, file.text));
    compile.push_back(file.path);
  }
  const auto compiled = run_process(compile, {folder->path(), {}});
  ASSERT_TRUE(compiled) << compiled.error().what;
  ASSERT_EQ(compiled->exit_code, 0) << compiled->output;
  const auto run = run_process({"vvp", "bench.vvp"}, {folder->path(), {}});
  ASSERT_TRUE(run) << run.error().what;
  EXPECT_EQ(run->output, expected());
}

std::string name_of_sums(const testing::TestParamInfo<Sums>& info) {
  const Format* accumulator = info.param.accumulator;
  return fmt::format("{}_{}_{}_{}", info.param.a->name, info.param.b->name,
                     accumulator ? accumulator->name : "exact", info.param.segments);
}

INSTANTIATE_TEST_SUITE_P(Arrays, UnknownBits,
                         testing::Values(Sums{&kE4m3, &kE4m3, nullptr}, Sums{&kE5m2, &kE5m2, nullptr},
                                         Sums{&kE4m3, &kE5m2, nullptr}, Sums{&kE5m2, &kE4m3, nullptr, 4},
                                         Sums{&kE4m3, &kE4m3, &kBf16}, Sums{&kE5m2, &kE5m2, &kFp16}),
                         name_of_sums);

}  // namespace
}  // namespace fp8forge
