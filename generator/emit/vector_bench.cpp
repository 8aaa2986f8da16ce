#include "generator/emit/vector_bench.hpp"

#include <fmt/format.h>

#include "generator/emit/design.hpp"

namespace fp8forge {

namespace {

std::string header(const VectorBench& bench) {
  std::string files;
  for (const VectorBench::Source& source : bench.sources) files += fmt::format("{}.hex, ", source.letter);
  return fmt::format(
      R"(// {0}: plays stored beats to {1} and compares every row of C with what is expected
//
// made by     {2} ({3})
// needs       the bundle's RTL; {4}c.hex and ready.hex in Folder, which is the working directory
//             unless told otherwise
// tells       PASSED and $finish; or the first mismatch and $fatal
//
// A beat waits for the cycles that its line says before it is offered, then until it is taken. What has no
// beat to show is X.
module {0} #(
  parameter Folder = "."  // where the vectors lie
);
)",
      vector_bench_name(bench), bench.top, bench.command, generator_name(), files);
}

std::string sizes(const VectorBench& bench) {
  return fmt::format(
      R"(
  localparam int Rows        = {};
  localparam int Cols        = {};
  localparam int ResultWidth = {};
  localparam int ResultRows  = {};  // of all sums
  localparam int ReadyCycles = {};  // after which the pattern of tready repeats
  localparam int MaxCycles   = {};
  localparam int TailCycles  = 64;  // in which nothing more may come
  localparam int ErrorWidth  = {};
  localparam logic [ErrorWidth-1:0] Errors = {}'b{:0{}b};  // of error_o at the end

  logic                  clk, rst_n, is_over;
  int                    cycle;
  logic [ErrorWidth-1:0] error;

  initial begin
    rst_n   = 1'b0;
    is_over = 1'b0;
    cycle   = 0;
  end

  initial begin
    clk = 1'b0;
    forever #5 clk = !clk;
  end

  always @(posedge clk) begin
    cycle <= cycle + 1;
    if (cycle == 4) rst_n <= 1'b1;
  end
)",
      bench.rows, bench.cols, bench.result_bits, bench.result_rows, bench.ready_cycles, bench.max_cycles,
      bench.error_bits, bench.error_bits, bench.errors, bench.error_bits);
}

int hex_bits(int bits) { return (bits + 3) / 4 * 4; }

std::string stream_source(const VectorBench::Source& source) {
  const char x = source.letter;
  const char upper = static_cast<char>(x - 'a' + 'A');
  std::string user_signal, user_unknown, user_taken;
  if (source.user_bits > 0) {
    user_signal = fmt::format("  {:<22} {}_user;\n", fmt::format("logic [{}:0]", source.user_bits - 1), x);
    user_unknown = fmt::format("      {}_user  <= 'x;\n", x);
    user_taken =
        fmt::format("          {0}_user  <= {0}_line[{1}Width+4 +: {2}];\n", x, upper, source.user_bits);
  }
  return fmt::format(
      R"(
  // A line of {0}.hex: gap, {2}tlast, tdata, each a hex digit or more.
  localparam int {1}Beats     = {9};
  localparam int {1}Width     = {3} * {8};
  localparam int {1}LineWidth = {1}Width + {4} + 16;
  logic [{1}LineWidth-1:0] {0}_lines [0:{1}Beats-1];
  logic [{1}LineWidth-1:0] {0}_line;
  int                    {0}_next, {0}_pause;
  logic                  {0}_valid, {0}_ready, {0}_last;
  logic [{1}Width-1:0]     {0}_data;
{5}
  initial $readmemh({{Folder, "/{0}.hex"}}, {0}_lines);

  assign {0}_line = ({0}_next < {1}Beats) ? {0}_lines[{0}_next] : '0;

  always @(posedge clk) begin
    if (!rst_n) begin
      {0}_next  <= 0;
      {0}_pause <= 0;
      {0}_valid <= 1'b0;
    end else if (!{0}_valid || {0}_ready) begin
      {0}_valid <= 1'b0;
      {0}_data  <= 'x;
      {0}_last  <= 1'bx;
{6}      if ({0}_next < {1}Beats) begin
        if ({0}_pause < int'({0}_line[{1}LineWidth-1 -: 16])) begin
          {0}_pause <= {0}_pause + 1;
        end else begin
          {0}_next  <= {0}_next + 1;
          {0}_pause <= 0;
          {0}_valid <= 1'b1;
          {0}_data  <= {0}_line[{1}Width-1:0];
          {0}_last  <= {0}_line[{1}Width];
{7}        end
      end
    end
  end
)",
      x, upper, source.user_bits > 0 ? "tuser, " : "", source.elements, 4 + hex_bits(source.user_bits),
      user_signal, user_unknown, user_taken, source.element_bits, source.beats);
}

std::string array_instance(const VectorBench& bench) {
  std::string readies, taken, ports;
  for (const VectorBench::Source& source : bench.sources) {
    const char x = source.letter;
    readies += fmt::format("{}{}_ready", readies.empty() ? "" : ", ", x);
    taken += fmt::format("{0}{1}_next == {2}Beats && !{1}_valid", taken.empty() ? "" : " && ", x,
                         static_cast<char>(x - 'a' + 'A'));
    for (const std::string name : {"data", "valid", "ready", "last"})
      ports += fmt::format("    .{:<15} ({}_{}),\n", fmt::format("s_axis_{}_t{}", x, name), x, name);
    if (source.user_bits > 0) ports += fmt::format("    .s_axis_{0}_tuser  ({0}_user),\n", x);
  }
  for (const std::string name : {"data", "valid", "ready", "last"})
    ports += fmt::format("    .{:<15} (c_{}),\n", "m_axis_c_t" + name, name);
  if (bench.result_user_bits > 0) ports += "    .m_axis_c_tuser  (c_user),\n";
  std::string unused;
  for (const VectorBench::Idle& idle : bench.idle) {
    const std::string signal = idle.is_input ? fmt::format("{}'d0", idle.bits) : "unused_" + idle.port;
    ports += fmt::format("    .{:<15} ({}),\n", idle.port, signal);
    if (!idle.is_input)
      unused += fmt::format("  logic {:<22} {};\n", fmt::format("[{}:0]", idle.bits - 1), signal);
  }
  const int user_bits = bench.result_user_bits;
  return fmt::format(
      R"(
  // Beside the elements in a line of c.hex: tlast in a digit{0}.
  localparam int SideWidth = {1};
  logic                        c_valid, c_ready, c_last, all_taken;
  logic [Cols*ResultWidth-1:0] c_data;
{2}  logic [SideWidth-1:0]        c_side;
  logic [{3}:0]                  readies;
{9}
  assign c_side    = {{{4}3'b000, c_last}};
  assign readies   = {{{5}}};
  assign all_taken = {6};

  {7} u_array (
    .aclk            (clk),
    .aresetn         (rst_n),
{8}    .error_o         (error)
  );
)",
      user_bits > 0 ? ", tuser above it" : "", 4 + user_bits,
      user_bits > 0 ? fmt::format("  {:<28} c_user;\n", fmt::format("logic [{}:0]", user_bits - 1)) : "",
      bench.sources.size() - 1, user_bits > 0 ? "c_user, " : "", readies, taken, bench.top, ports, unused);
}

constexpr const char* kSink = R"sv(
  localparam int RowWidth  = Cols * ResultWidth;
  localparam int LineWidth = SideWidth + RowWidth;
  logic [LineWidth-1:0] c_lines [0:ResultRows-1];
  logic [LineWidth-1:0] c_line;
  logic [Cols-1:0]      differs;
  logic [3:0]           ready_lines [0:ReadyCycles-1];
  int                   next, sum, row, ready_at, tail;  // row: in its sum
  logic                 waits;  // a row was offered at the edge before, and not taken
  logic [LineWidth-1:0] waiting_row;

  initial begin
    $readmemh({Folder, "/c.hex"}, c_lines);
    $readmemh({Folder, "/ready.hex"}, ready_lines);
  end

  assign c_line = (next < ResultRows) ? c_lines[next] : '0;

  for (genvar c = 0; c < Cols; c++) begin : gen_col
    assign differs[c] = c_data[c*ResultWidth +: ResultWidth] !== c_line[c*ResultWidth +: ResultWidth];
  end

  // Tells the first thing that is wrong, and stops.
  task fail;
    begin
      is_over <= 1'b1;
      $display("FAILED in cycle %0d: row %0d of sum %0d", cycle, row, sum);
      $fatal(1, "the array is wrong");
    end
  endtask

  task compare;
    int column;
    begin
      column = 0;
      for (int c = Cols - 1; c >= 0; c--) begin
        if (differs[c]) column = c;
      end
      if (next >= ResultRows) begin
        $display("a row more than expected: %h", c_data);
        fail;
      end else if (differs != '0) begin
        $display("mismatch in column %0d: expected %h, got %h", column,
                 c_line[column*ResultWidth +: ResultWidth], c_data[column*ResultWidth +: ResultWidth]);
        fail;
      end else if (c_side !== c_line[RowWidth +: SideWidth]) begin
        $display("m_axis_c_tlast, or tuser above it: expected %h, got %h", c_line[RowWidth +: SideWidth], c_side);
        fail;
      end
    end
  endtask

  always @(posedge clk) begin
    if (!is_over) begin
      if (!rst_n) begin
        next     <= 0;
        sum      <= 0;
        row      <= 0;
        ready_at <= 0;
        tail     <= 0;
        waits    <= 1'b0;
        c_ready  <= 1'b0;
        if (cycle > 0 && {c_valid, readies, error} !== '0) begin
          $display("not low in reset: m_axis_c_tvalid %b, tready of the inputs %b, error_o %b", c_valid, readies,
                   error);
          fail;
        end
      end else begin
        c_ready  <= ready_lines[ready_at][0];
        ready_at <= (ready_at == ReadyCycles - 1) ? 0 : ready_at + 1;
        waits       <= c_valid && !c_ready;
        waiting_row <= {c_side, c_data};
        if (waits && {c_valid, c_side, c_data} !== {1'b1, waiting_row}) begin
          $display("m_axis_c_tvalid or what it announces changed before tready took the row");
          fail;
        end else if ((c_valid !== 1'b0 && c_valid !== 1'b1) || (error & ~Errors) !== '0) begin
          $display("m_axis_c_tvalid is %b, error_o is %b", c_valid, error);
          fail;
        end else if (c_valid && c_ready) begin
          compare;
          next <= next + 1;
          row  <= c_line[RowWidth] ? 0 : row + 1;
          sum  <= c_line[RowWidth] ? sum + 1 : sum;
        end else if (tail == TailCycles && error === Errors) begin
          is_over <= 1'b1;
          $display("PASSED: %0d rows of C", next);
          $finish;
        end else if (tail == TailCycles) begin
          $display("error_o at the end: expected %b, got %b", Errors, error);
          fail;
        end else if (cycle >= MaxCycles) begin
          $display("nothing more came");
          fail;
        end
        if (next == ResultRows && all_taken) tail <= tail + 1;
      end
    end
  end

endmodule
)sv";

}  // namespace

std::string vector_bench_name(const VectorBench& bench) { return bench.top + "_bench"; }

std::string vector_bench_text(const VectorBench& bench) {
  std::string text = header(bench) + sizes(bench);
  for (const VectorBench::Source& source : bench.sources) text += stream_source(source);
  return text + array_instance(bench) + kSink;
}

}  // namespace fp8forge
