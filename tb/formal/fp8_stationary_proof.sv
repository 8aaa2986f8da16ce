// What is proved of the control of a weight-stationary array: each row of A gives a row of C once its tile's B is
// there, with its own tlast, in order; a row holds until it is taken; nothing gets stuck. What the sums are does not
// matter: they may be anything.
module fp8_stationary_proof #(
  parameter int Rows     = 2,
  parameter int Cols     = 1,
  parameter int Patience = 8  // cycles without progress that are never reached
) (
  input logic               aclk,
  input logic               aresetn,
  input logic [Rows*8-1:0]  a_data,
  input logic               a_valid,
  input logic               a_last,
  input logic [Cols*8-1:0]  b_data,
  input logic               b_valid,
  input logic               b_last,
  input logic [Cols*16-1:0] d_data,
  input logic               d_valid,
  input logic               d_last,
  input logic               c_ready,
  input logic               aims      // the row of A that is taken is the one to follow
);

  logic               a_ready;
  logic               b_ready;
  logic [Cols*16-1:0] c_data;
  logic               c_valid;
  logic               c_last;
`ifdef HAS_ADDEND
  logic               d_ready;
  logic [3:0]         error;
`else
  logic               error;
`endif

  fp8_array #(
    .Rows (Rows),
    .Cols (Cols)
  ) u_array (
    .aclk            (aclk),
    .aresetn         (aresetn),
    .s_axis_a_tdata  (a_data),
    .s_axis_a_tvalid (a_valid),
    .s_axis_a_tready (a_ready),
    .s_axis_a_tlast  (a_last),
    .s_axis_b_tdata  (b_data),
    .s_axis_b_tvalid (b_valid),
    .s_axis_b_tready (b_ready),
    .s_axis_b_tlast  (b_last),
`ifdef HAS_ADDEND
    .s_axis_d_tdata  (d_data),
    .s_axis_d_tvalid (d_valid),
    .s_axis_d_tready (d_ready),
    .s_axis_d_tlast  (d_last),
`endif
    .m_axis_c_tdata  (c_data),
    .m_axis_c_tvalid (c_valid),
    .m_axis_c_tready (c_ready),
    .m_axis_c_tlast  (c_last),
    .error_o         (error)
  );

  logic       a_takes;
  logic       b_takes;
  logic       c_takes;
  logic [8:0] b_row_q;      // rows of the tile of B so far, Rows at most: more are dropped
  logic       b_completes;  // all of the tile's rows of B that count are there with this beat
  logic [7:0] weights_q;    // tiles of B that are complete, less tiles of C that have left
  logic [7:0] outstanding;
  logic       follows_q;    // a row is followed
  logic       follows_last_q;
  logic [7:0] ahead_q;      // rows that leave before it
  logic [7:0] stuck_q;      // cycles with all that is needed in which no beat of A or B was taken

  assign a_takes = a_valid && a_ready;
  assign b_takes = b_valid && b_ready;
  assign c_takes = c_valid && c_ready;

  assign b_completes = b_takes && (b_row_q < Rows) && (b_last || (b_row_q == Rows - 1));

  // D: beats taken for rows that have not left. A row that has its own need not wait for another's.
  logic has_d;
  logic present_d;
`ifdef HAS_ADDEND
  logic [7:0] d_ahead_q;
  always_ff @(posedge aclk or negedge aresetn) begin
    if (!aresetn) d_ahead_q <= '0;
    else          d_ahead_q <= d_ahead_q + 8'(d_valid && d_ready) - 8'(c_takes);
  end
  assign has_d     = d_ahead_q != '0;
  assign present_d = d_valid;
`else
  assign has_d     = 1'b1;
  assign present_d = 1'b1;
`endif

  initial assume (!aresetn);

  always_ff @(posedge aclk or negedge aresetn) begin
    if (!aresetn) begin
      b_row_q        <= '0;
      weights_q      <= '0;
      follows_q      <= 1'b0;
      follows_last_q <= 1'b0;
      ahead_q        <= '0;
      stuck_q        <= '0;
    end else begin
      if (b_takes) b_row_q <= b_last ? '0 : ((b_row_q < Rows) ? b_row_q + 9'd1 : b_row_q);
      weights_q <= weights_q + 8'(b_completes) - 8'(c_takes && c_last);
      if (a_takes && aims && !follows_q) begin
        follows_q      <= 1'b1;
        follows_last_q <= a_last;
        ahead_q        <= outstanding - 8'(c_takes);
      end else if (follows_q && c_takes) begin
        if (ahead_q == '0) follows_q <= 1'b0;
        else               ahead_q   <= ahead_q - 8'd1;
      end
      stuck_q <= (a_valid && b_valid && present_d && c_ready && !a_takes && !b_takes) ? stuck_q + 8'd1 : '0;
    end
  end

  fp8_result_proof #(
    .Width    (Cols * 16),
    .Most     (Rows + 16),
    .Patience (Patience)
  ) u_results (
    .clk_i         (aclk),
    .rst_ni        (aresetn),
    .due_i         (8'(a_takes)),
    .may_come_i    (has_d && (weights_q != '0)),
    .c_data_i      (c_data),
    .c_valid_i     (c_valid),
    .c_last_i      (c_last),
    .c_ready_i     (c_ready),
    .outstanding_o (outstanding)
  );

  logic [$bits(error)-1:0] error_q;
  always_ff @(posedge aclk or negedge aresetn) begin
    if (!aresetn) error_q <= '0;
    else          error_q <= error;
  end

  always_comb begin
    if (!aresetn) begin
      assert (!a_ready && !b_ready && (error == '0));
    end else begin
      if (c_valid) assert (weights_q != '0);
      if (c_valid && follows_q && (ahead_q == '0)) assert (c_last == follows_last_q);
      assert (stuck_q < Patience);
      assert ((error_q & ~error) == '0);
    end
  end

endmodule
