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

// How the same beats are tiles: both of three, A's and B's, or with weights that stay one row of B and then
// two, so that in the first tile row 1 has no weight yet.
struct Tiling {
  Dataflow dataflow = Dataflow::kOutputStationary;
  bool keep = false;  // the first tile, in an array that can
  int b_beats = kBeats;
  const char* b_last = "(at_b == 2 || at_b == 5)";
  int rows = kTiles * kRows;  // of C
  int error_bits = 2;
};
constexpr Tiling kPairs;
constexpr Tiling kWeights{Dataflow::kWeightStationary, false, 3, "(at_b == 0 || at_b == 2)", kBeats, 1};
constexpr Tiling kKeptWeights{Dataflow::kWeightStationary, true, 3, "(at_b == 0 || at_b == 2)", kTerms, 3};

// Both tiles back to back; a stream's payload is X where it has no beat. Prints each row of C.
std::string bench(const Format& a, const Format& b, const Tiling& tiling) {
  std::string beats_a, beats_b;
  for (int n = 0; n < kBeats; ++n) {
    beats_a += fmt::format("    a[{}] = {};\n", n, beat(a, kA[n]));
    beats_b += fmt::format("    b[{}] = {};\n", n, beat(b, kB[n]));
  }
  return fmt::format(
      R"(module bench;
  logic clk = 0, rst_n;
  logic [{0}*8-1:0] a [{2}];
  logic [{1}*8-1:0] b [{2}];
  int at_a = 0, at_b = 0, rows = 0;
  logic a_ready, b_ready, c_valid, c_last;
  logic [{1}*32-1:0] c;
  logic [{10}-1:0] error;
  wire running = rst_n === 1'b1;
  wire a_valid = running && (at_a < {2});
  wire b_valid = running && (at_b < {7});

  fp8_array u_dut (
    .aclk (clk), .aresetn (rst_n),
    .s_axis_a_tdata (a_valid ? a[at_a] : 'x), .s_axis_a_tvalid (a_valid), .s_axis_a_tready (a_ready),
    .s_axis_a_tlast (a_valid ? at_a % {3} == {3} - 1 : 1'bx),
    .s_axis_b_tdata (b_valid ? b[at_b] : 'x), .s_axis_b_tvalid (b_valid), .s_axis_b_tready (b_ready),
    .s_axis_b_tlast (b_valid ? {8} : 1'bx),{9}
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
      kRows, kCols, kBeats, kTerms, tiling.rows, beats_a, beats_b, tiling.b_beats, tiling.b_last,
      tiling.keep ? fmt::format("\n    .s_axis_a_tuser (a_valid ? at_a < {} : 1'bx),", kTerms) : "",
      tiling.error_bits);
}

// The sums of a row, the last column first, as the bench prints them.
template <typename Sum>
std::string row_text(const Sum& sum, bool last, int error_bits) {
  std::string text;
  for (int col = kCols - 1; col >= 0; --col) {
    text += fmt::format("{:08x}", std::bit_cast<std::uint32_t>(static_cast<float>(sum(col))));
  }
  return text + fmt::format(" {} {:0{}b}\n", last ? 1 : 0, 0, error_bits);
}

std::string expected(const Tiling& tiling) {
  std::string text;
  if (tiling.dataflow == Dataflow::kWeightStationary) {
    const auto first = [](int row, int col) { return kA[row][0] * kB[0][col]; };
    const auto second = [](int row, int col) {
      return kA[kTerms + row][0] * kB[1][col] + kA[kTerms + row][1] * kB[2][col];
    };
    for (int tile = 0; tile < kTiles; ++tile) {
      for (int row = 0; row < kTerms && !(tiling.keep && tile == 0); ++row) {
        const auto sum = [&](int col) {
          const bool has_first = tile == 0 || tiling.keep;
          return (has_first ? first(row, col) : 0.0) + (tile == 1 ? second(row, col) : 0.0);
        };
        text += row_text(sum, row == kTerms - 1, tiling.error_bits);
      }
    }
    return text;
  }
  for (int tile = 0; tile < kTiles; ++tile) {
    for (int row = 0; row < kRows; ++row) {
      const auto sum = [&](int col) {
        double total = 0;
        for (int k = 0; k < kTerms; ++k) total += kA[tile * kTerms + k][row] * kB[tile * kTerms + k][col];
        return total;
      };
      text += row_text(sum, row == kRows - 1, tiling.error_bits);
    }
  }
  return text;
}

// Sums of these operands are exact in every accumulator.
struct Sums {
  const Format& a;
  const Format& b;
  Tiling tiling = kPairs;
  const Format* accumulator = nullptr;  // exact
  int segments = 1;
};

// As CTest names it.
void PrintTo(const Sums& sums, std::ostream* out) {
  *out << sums.a.name << " " << sums.b.name << " " << name_of(sums.tiling.dataflow);
}

class UnknownBits : public testing::TestWithParam<Sums> {};

TEST_P(UnknownBits, ReachNoResult) {
  const auto& [a, b, tiling, accumulator, segments] = GetParam();
  Request request = array_request(a, b, kFp32, kRows, kCols);
  request.dataflow = tiling.dataflow;
  request.keep = tiling.keep;
  request.tile_rows = 4;
  if (accumulator != nullptr) request.accumulator = *accumulator;
  request.acc_segments = segments;
  const auto folder = TemporaryDirectory::create();
  ASSERT_TRUE(folder);
  const auto files = source_files(request, design_of(request), FP8FORGE_LIBRARY);
  ASSERT_TRUE(files);
  std::vector<std::string> compile = {"iverilog", "-g2012", "-s", "bench", "-o", "bench.vvp", "bench.sv"};
  ASSERT_TRUE(write_file(folder->path() / "bench.sv", bench(a, b, tiling)));
  for (const SourceFile& file : *files) {
    ASSERT_TRUE(write_file(folder->path() / file.path, file.text));
    compile.push_back(file.path);
  }
  const auto compiled = run_process(compile, {folder->path(), {}});
  ASSERT_TRUE(compiled) << compiled.error().what;
  ASSERT_EQ(compiled->exit_code, 0) << compiled->output;
  const auto run = run_process({"vvp", "bench.vvp"}, {folder->path(), {}});
  ASSERT_TRUE(run) << run.error().what;
  EXPECT_EQ(run->output, expected(tiling));
}

std::string name_of_sums(const testing::TestParamInfo<Sums>& info) {
  const auto& [a, b, tiling, accumulator, segments] = info.param;
  const bool stays = tiling.dataflow == Dataflow::kWeightStationary;
  return fmt::format("{}_{}_{}_{}{}{}", a.name, b.name, accumulator ? accumulator->name : "exact", segments,
                     stays ? "_stationary" : "", tiling.keep ? "_kept" : "");
}

INSTANTIATE_TEST_SUITE_P(Arrays, UnknownBits,
                         testing::Values(Sums{kE4m3, kE4m3}, Sums{kE5m2, kE5m2}, Sums{kE4m3, kE5m2},
                                         Sums{kE5m2, kE4m3, kPairs, nullptr, 4},
                                         Sums{kE4m3, kE4m3, kPairs, &kBf16},
                                         Sums{kE5m2, kE5m2, kPairs, &kFp16}, Sums{kE4m3, kE4m3, kWeights},
                                         Sums{kE5m2, kE5m2, kWeights}, Sums{kE4m3, kE5m2, kWeights},
                                         Sums{kE4m3, kE4m3, kKeptWeights}, Sums{kE5m2, kE5m2, kKeptWeights},
                                         Sums{kE4m3, kE5m2, kKeptWeights},
                                         Sums{kE4m3, kE4m3, kWeights, &kBf16},
                                         Sums{kE5m2, kE5m2, kKeptWeights, &kFp16}),
                         name_of_sums);

}  // namespace
}  // namespace fp8forge
