#include "generator/emit/vector_bench.hpp"

#include <fmt/format.h>

#include "generator/emit/design.hpp"

namespace fp8forge {

namespace {

std::string header(const VectorBench& bench) {
  return fmt::format(
      R"(// {0}: plays stored beats to {1} and compares every row of C with what is expected
//
// made by     {2} ({3})
// needs       the bundle's RTL; a.hex, b.hex, c.hex and ready.hex in Folder, which is the working directory
//             unless told otherwise
// tells       PASSED and $finish; or the first mismatch and $fatal
//
// A beat waits for the cycles that its line says before it is offered, then until it is taken. What has no
// beat to show is X.
module {0} #(
  parameter Folder = "."  // where the vectors lie
);
)",
      vector_bench_name(bench), bench.top, bench.command, generator_name());
}

std::string sizes(const VectorBench& bench) {
  return fmt::format(
      R"(
  localparam int Rows        = {};
  localparam int Cols        = {};
  localparam int ResultWidth = {};
  localparam int Beats       = {};  // of A and of B
  localparam int ResultRows  = {};  // of all sums
  localparam int ReadyCycles = {};  // after which the pattern of tready repeats
  localparam int MaxCycles   = {};
  localparam int TailCycles  = 64;  // in which nothing more may come
  localparam logic [1:0] Errors = 2'b{:02b};  // of error_o at the end

  logic       clk, rst_n, is_over;
  int         cycle;
  logic [1:0] error;

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
      bench.rows, bench.cols, bench.result_bits, bench.beats, bench.result_rows, bench.ready_cycles,
      bench.max_cycles, bench.errors);
}

int hex_bits(int bits) { return (bits + 3) / 4 * 4; }

// A stream of beats that the array takes; `x` is its letter.
std::string source(char x, const std::string& lanes, int user_bits) {
  const char upper = x == 'a' ? 'A' : 'B';
  std::string user_signal, user_unknown, user_taken;
  if (user_bits > 0) {
    user_signal = fmt::format("  {:<22} {}_user;\n", fmt::format("logic [{}:0]", user_bits - 1), x);
    user_unknown = fmt::format("      {}_user  <= 'x;\n", x);
    user_taken = fmt::format("          {0}_user  <= {0}_line[{1}Width+4 +: {2}];\n", x, upper, user_bits);
  }
  return fmt::format(
      R"(
  // A line of {0}.hex: gap, {2}tlast, tdata, each a hex digit or more.
  localparam int {1}Width     = {3} * 8;
  localparam int {1}LineWidth = {1}Width + {4} + 16;
  logic [{1}LineWidth-1:0] {0}_lines [0:Beats-1];
  logic [{1}LineWidth-1:0] {0}_line;
  int                    {0}_next, {0}_pause;
  logic                  {0}_valid, {0}_ready, {0}_last;
  logic [{1}Width-1:0]     {0}_data;
{5}
  initial $readmemh({{Folder, "/{0}.hex"}}, {0}_lines);

  assign {0}_line = ({0}_next < Beats) ? {0}_lines[{0}_next] : '0;

  always @(posedge clk) begin
    if (!rst_n) begin
      {0}_next  <= 0;
      {0}_pause <= 0;
      {0}_valid <= 1'b0;
    end else if (!{0}_valid || {0}_ready) begin
      {0}_valid <= 1'b0;
      {0}_data  <= 'x;
      {0}_last  <= 1'bx;
{6}      if ({0}_next < Beats) begin
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
      x, upper, user_bits > 0 ? "tuser, " : "", lanes, 4 + hex_bits(user_bits), user_signal, user_unknown,
      user_taken);
}

std::string array_instance(const VectorBench& bench) {
  std::string text = fmt::format(
      "\n  logic                        c_valid, c_ready, c_last;\n  logic [Cols*ResultWidth-1:0] c_data;\n\n"
      "  {} u_array (\n    .aclk            (clk),\n    .aresetn         (rst_n),\n",
      bench.top);
  for (const std::string x : {"a", "b"}) {
    for (const std::string name : {"data", "valid", "ready", "last"}) {
      text += fmt::format("    .{:<15} ({}_{}),\n", fmt::format("s_axis_{}_t{}", x, name), x, name);
    }
    if (x == "a" && bench.user_bits > 0) text += "    .s_axis_a_tuser  (a_user),\n";
  }
  for (const std::string name : {"data", "valid", "ready", "last"}) {
    text += fmt::format("    .{:<15} (c_{}),\n", "m_axis_c_t" + name, name);
  }
  for (const VectorBench::Idle& idle : bench.idle) {
    text +=
        fmt::format("    .{:<15} ({}),\n", idle.port, idle.bits > 0 ? fmt::format("{}'d0", idle.bits) : "");
  }
  return text + "    .error_o         (error)\n  );\n";
}

constexpr const char* kSink = R"sv(
  // A line of c.hex: tlast, tdata.
  localparam int RowWidth = Cols * ResultWidth;
  logic [RowWidth+3:0] c_lines [0:ResultRows-1];
  logic [RowWidth+3:0] c_line;
  logic [Cols-1:0]     differs;
  logic [3:0]          ready_lines [0:ReadyCycles-1];
  int                  row, ready_at, tail;
  logic                waits;  // a row was offered at the edge before, and not taken
  logic [RowWidth:0]   waiting_row;

  initial begin
    $readmemh({Folder, "/c.hex"}, c_lines);
    $readmemh({Folder, "/ready.hex"}, ready_lines);
  end

  assign c_line = (row < ResultRows) ? c_lines[row] : '0;

  for (genvar c = 0; c < Cols; c++) begin : gen_col
    assign differs[c] = c_data[c*ResultWidth +: ResultWidth] !== c_line[c*ResultWidth +: ResultWidth];
  end

  // Tells the first thing that is wrong, and stops.
  task fail;
    begin
      is_over <= 1'b1;
      $display("FAILED in cycle %0d: row %0d of sum %0d", cycle, row % Rows, row / Rows);
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
      if (row >= ResultRows) begin
        $display("a row more than expected: %h", c_data);
        fail;
      end else if (differs != '0) begin
        $display("mismatch in column %0d: expected %h, got %h", column,
                 c_line[column*ResultWidth +: ResultWidth], c_data[column*ResultWidth +: ResultWidth]);
        fail;
      end else if (c_last !== c_line[RowWidth]) begin
        $display("m_axis_c_tlast: expected %b, got %b", c_line[RowWidth], c_last);
        fail;
      end
    end
  endtask

  always @(posedge clk) begin
    if (!is_over) begin
      if (!rst_n) begin
        row      <= 0;
        ready_at <= 0;
        tail     <= 0;
        waits    <= 1'b0;
        c_ready  <= 1'b0;
        if (cycle > 0 && {c_valid, a_ready, b_ready, error} !== '0) begin
          $display("not low in reset: m_axis_c_tvalid %b, s_axis_a_tready %b, s_axis_b_tready %b, error_o %b",
                   c_valid, a_ready, b_ready, error);
          fail;
        end
      end else begin
        c_ready  <= ready_lines[ready_at][0];
        ready_at <= (ready_at == ReadyCycles - 1) ? 0 : ready_at + 1;
        waits       <= c_valid && !c_ready;
        waiting_row <= {c_last, c_data};
        if (waits && {c_valid, c_last, c_data} !== {1'b1, waiting_row}) begin
          $display("m_axis_c_tvalid, tlast or tdata changed before tready took the row");
          fail;
        end else if ((c_valid !== 1'b0 && c_valid !== 1'b1) || (error & ~Errors) !== 2'b00) begin
          $display("m_axis_c_tvalid is %b, error_o is %b", c_valid, error);
          fail;
        end else if (c_valid && c_ready) begin
          compare;
          row <= row + 1;
        end else if (tail == TailCycles && error === Errors) begin
          is_over <= 1'b1;
          $display("PASSED: %0d rows of C", row);
          $finish;
        end else if (tail == TailCycles) begin
          $display("error_o at the end: expected %b, got %b", Errors, error);
          fail;
        end else if (cycle >= MaxCycles) begin
          $display("nothing more came");
          fail;
        end
        if (row == ResultRows && a_next == Beats && b_next == Beats && !a_valid && !b_valid) tail <= tail + 1;
      end
    end
  end

endmodule
)sv";

}  // namespace

std::string vector_bench_name(const VectorBench& bench) { return bench.top + "_bench"; }

std::string vector_bench_text(const VectorBench& bench) {
  return header(bench) + sizes(bench) + source('a', "Rows", bench.user_bits) + source('b', "Cols", 0) +
         array_instance(bench) + kSink;
}

}  // namespace fp8forge
