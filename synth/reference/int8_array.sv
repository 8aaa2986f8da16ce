// What an FP8 array is held against: INT8 * INT8 + INT32, with the streams, the skew, the drain and the buffers of
// fp8_array, of which it takes every module that knows no format.
//
//   C[r][c] = sum over k of A[r][k] * B[k][c]     in INT32, which 131071 terms of any size do not overflow
//
// The bottom of a column has nothing to do, so a row of C is buffered one cycle earlier than FP8 results are.
module int8_array #(
  parameter int Rows     = 8,     // rows of A and C, 1 to 256
  parameter int Cols     = 8,     // columns of B and C, 1 to 256
  parameter int MaxTerms = 4096   // products that one sum may have, 1 to 131071
) (
  input  logic               aclk,             // rising edge
  input  logic               aresetn,          // asynchronous, active low

  input  logic [Rows*8-1:0]  s_axis_a_tdata,   // column k of A, row 0 lowest
  input  logic               s_axis_a_tvalid,
  output logic               s_axis_a_tready,  // low in reset
  input  logic               s_axis_a_tlast,   // last k of the tile

  input  logic [Cols*8-1:0]  s_axis_b_tdata,   // row k of B, column 0 lowest
  input  logic               s_axis_b_tvalid,
  output logic               s_axis_b_tready,  // low in reset
  input  logic               s_axis_b_tlast,   // last k of the tile

  output logic [Cols*32-1:0] m_axis_c_tdata,   // one row of C, column 0 lowest; row 0 first
  output logic               m_axis_c_tvalid,  // low in reset; holds until tready
  input  logic               m_axis_c_tready,
  output logic               m_axis_c_tlast,   // last row of the tile

  output logic [1:0]         error_o           // sticky: 0 tlast disagreed, 1 more than MaxTerms terms
);

  logic advance;  // the array moves on at this edge
  logic moved_q;  // it did at the last one

  always_ff @(posedge aclk or negedge aresetn) begin
    if (!aresetn) moved_q <= 1'b0;
    else          moved_q <= advance;
  end

  // Input: each stream through a buffer, then beats in pairs.
  logic [Rows*8-1:0] a_data;
  logic              a_valid;
  logic              a_last;
  logic [Cols*8-1:0] b_data;
  logic              b_valid;
  logic              b_last;
  logic              take;       // both beats are taken at this edge
  logic              is_over;    // the beat lies beyond MaxTerms, and adds nothing
  logic              drain_top;  // the wave at the edge follows a tile's end
  logic              boot_top;   // it is the first one since reset
  logic              is_first;

  fp8_stream_fifo #(
    .Width (Rows * 8 + 1),
    .Depth (2)
  ) u_fifo_a (
    .clk_i       (aclk),
    .rst_ni      (aresetn),
    .in_valid_i  (s_axis_a_tvalid),
    .in_ready_o  (s_axis_a_tready),
    .in_data_i   ({s_axis_a_tlast, s_axis_a_tdata}),
    .out_valid_o (a_valid),
    .out_ready_i (take),
    .out_data_o  ({a_last, a_data})
  );

  fp8_stream_fifo #(
    .Width (Cols * 8 + 1),
    .Depth (2)
  ) u_fifo_b (
    .clk_i       (aclk),
    .rst_ni      (aresetn),
    .in_valid_i  (s_axis_b_tvalid),
    .in_ready_o  (s_axis_b_tready),
    .in_data_i   ({s_axis_b_tlast, s_axis_b_tdata}),
    .out_valid_o (b_valid),
    .out_ready_i (take),
    .out_data_o  ({b_last, b_data})
  );

  fp8_array_sequencer #(
    .Rows     (Rows),
    .MaxTerms (MaxTerms)
  ) u_sequencer (
    .clk_i      (aclk),
    .rst_ni     (aresetn),
    .advance_i  (advance),
    .a_valid_i  (a_valid),
    .a_last_i   (a_last),
    .b_valid_i  (b_valid),
    .b_last_i   (b_last),
    .keep_i     (1'b0),
    .is_first_o (is_first),
    .take_o     (take),
    .is_over_o  (is_over),
    .drain_o    (drain_top),
    .boot_o     (boot_top),
    .error_o    (error_o)
  );

  // Left edge. An integer is never NaN.
  logic [Rows*8-1:0] operand_a;
  logic [Rows-1:0]   clear;    // the row's cells start a new sum
  logic [Rows-1:0]   is_done;  // the row's sums are complete
  logic [Rows-1:0]   unused_row_nan;
  logic [Rows:0]     drain;
  logic [Rows:0]     boot;
  assign drain[0] = drain_top;
  assign boot[0]  = boot_top;

  for (genvar r = 0; r < Rows; r++) begin : gen_row
    fp8_array_row_edge #(
      .Width (8),
      .Row   (r)
    ) u_edge (
      .clk_i     (aclk),
      .rst_ni    (aresetn),
      .advance_i (advance),
      .operand_i ((take && !is_over) ? a_data[r*8 +: 8] : 8'd0),
      .is_nan_i  (1'b0),
      .drain_i   (drain[r]),
      .drain_o   (drain[r+1]),
      .boot_i    (boot[r]),
      .boot_o    (boot[r+1]),
      .operand_o (operand_a[r*8 +: 8]),
      .clear_o   (clear[r]),
      .is_done_o (is_done[r]),
      .has_nan_o (unused_row_nan[r])
    );
  end

  logic unused_control;
  assign unused_control = drain[Rows] ^ boot[Rows] ^ is_first;

  // What goes beside the sums: whether the columns' registers hold a row of C.
  logic sum_valid_q;
  logic sum_last_q;

  always_ff @(posedge aclk or negedge aresetn) begin
    if (!aresetn) begin
      sum_valid_q <= 1'b0;
      sum_last_q  <= 1'b0;
    end else if (moved_q) begin
      sum_valid_q <= is_done != '0;
      sum_last_q  <= is_done[Rows-1];
    end
  end

  logic [Cols*32-1:0] result;
  logic [Cols-1:0]    unused_col_nan;

  for (genvar c = 0; c < Cols; c++) begin : gen_col
    fp8_array_column #(
      .Rows        (Rows),
      .WidthA      (8),
      .WidthB      (8),
      .ResultWidth (32)
    ) u_column (
      .clk_i       (aclk),
      .rst_ni      (aresetn),
      .advance_i   (advance),
      .moved_i     (moved_q),
      .operand_a_i (operand_a),
      .clear_i     (clear),
      .is_done_i   (is_done),
      .operand_b_i (take ? b_data[c*8 +: 8] : 8'd0),
      .is_nan_b_i  (1'b0),
      .result_o    (result[c*32 +: 32]),
      .has_nan_o   (unused_col_nan[c])
    );
  end

  // Output: a buffer that tells the array to stop one row early, for the row that is still in flight then.
  fp8_stream_fifo #(
    .Width   (Cols * 32 + 1),
    .Depth   (3),
    .Reserve (1)
  ) u_fifo_c (
    .clk_i       (aclk),
    .rst_ni      (aresetn),
    .in_valid_i  (sum_valid_q && moved_q),
    .in_ready_o  (advance),
    .in_data_i   ({sum_last_q, result}),
    .out_valid_o (m_axis_c_tvalid),
    .out_ready_i (m_axis_c_tready),
    .out_data_o  ({m_axis_c_tlast, m_axis_c_tdata})
  );

endmodule
