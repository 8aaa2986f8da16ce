// What is proved of the control of an output-stationary array: each tile that is taken and not kept gives Rows rows of
// C, tlast on the last one; a row holds until it is taken; nothing gets stuck. What the sums are does not matter: they
// may be anything.
module fp8_array_proof #(
  parameter int Rows     = 2,
  parameter int Cols     = 1,
  parameter int Patience = 8  // cycles without progress that are never reached
) (
  input logic               aclk,
  input logic               aresetn,
  input logic [Rows*8-1:0]  a_data,
  input logic               a_valid,
  input logic               a_last,
  input logic               a_keep,
  input logic [Cols*8-1:0]  b_data,
  input logic               b_valid,
  input logic               b_last,
  input logic [Cols*16-1:0] d_data,
  input logic               d_valid,
  input logic               d_last,
  input logic               c_ready
);

  logic               a_ready;
  logic               b_ready;
  logic [Cols*16-1:0] c_data;
  logic               c_valid;
  logic               c_last;
`ifdef HAS_ADDEND
  logic               d_ready;
  logic [2:0]         error;
`else
  logic [1:0]         error;
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
`ifdef HAS_KEEP
    .s_axis_a_tuser  (a_keep),
`endif
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

  // Scoreboard, from the ports alone. Beats of one stream run ahead of the other's by two at most; where both have
  // brought a beat, it is a pair, and it ends a tile when either of its beats does.
  logic       a_takes;
  logic       b_takes;
  logic [1:0] a_lead_q;      // beats of A that have no partner yet
  logic [1:0] b_lead_q;
  logic [1:0] lead_last_q;   // their tlast, the oldest lowest
  logic [1:0] lead_keep_q;   // and of beats of A whether they ask to keep
  logic       pairs;         // a pair is complete at this edge
  logic       pair_last;
  logic       pair_keep;
  logic       begins_q;      // the next pair is the first of its tile
  logic       keep_q;        // the tile is kept, as its first beat said
  logic       keep;
  logic       c_takes;
  logic [7:0] row_q;         // row of C that is next
  logic [7:0] stuck_q;       // cycles with all that is needed in which no beat of A or B was taken

  assign a_takes   = a_valid && a_ready;
  assign b_takes   = b_valid && b_ready;
  assign c_takes   = c_valid && c_ready;
  assign pairs     = (a_takes || (a_lead_q != '0)) && (b_takes || (b_lead_q != '0));
  assign pair_last = ((a_lead_q != '0) ? lead_last_q[0] : a_last) || ((b_lead_q != '0) ? lead_last_q[0] : b_last);
  assign pair_keep = (a_lead_q != '0) ? lead_keep_q[0] : a_keep;
`ifdef HAS_KEEP
  assign keep = begins_q ? pair_keep : keep_q;
`else
  assign keep = 1'b0;
`endif

  logic [1:0] lead_left;      // beats without a partner after this edge, but for one that is taken now
  logic [1:0] lasts_left;
  logic [1:0] keeps_left;
  logic       lead_grows;     // by a beat of B, if lead_is_b
  logic       lead_is_b;
  assign lead_left  = (a_lead_q | b_lead_q) - 2'(pairs && ((a_lead_q | b_lead_q) != '0));
  assign lasts_left = (pairs && ((a_lead_q | b_lead_q) != '0)) ? (lead_last_q >> 1) : lead_last_q;
  assign keeps_left = (pairs && ((a_lead_q | b_lead_q) != '0)) ? (lead_keep_q >> 1) : lead_keep_q;
  assign lead_grows = ((a_lead_q != '0) && a_takes) || ((b_lead_q != '0) && b_takes) ||
                      ((a_lead_q == '0) && (b_lead_q == '0) && (a_takes != b_takes));

  assign lead_is_b  = (b_lead_q != '0) || !a_takes;

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
      a_lead_q    <= '0;
      b_lead_q    <= '0;
      lead_last_q <= '0;
      lead_keep_q <= '0;
      begins_q    <= 1'b1;
      keep_q      <= 1'b0;
      row_q       <= '0;
      stuck_q     <= '0;
    end else begin
      a_lead_q    <= a_lead_q + 2'(a_takes) - 2'(pairs);
      b_lead_q    <= b_lead_q + 2'(b_takes) - 2'(pairs);
      lead_last_q <= lead_grows ? (lasts_left | (2'(lead_is_b ? b_last : a_last) << lead_left)) : lasts_left;
      lead_keep_q <= lead_grows ? (keeps_left | (2'(!lead_is_b && a_keep) << lead_left)) : keeps_left;
      if (pairs) begin
        begins_q <= pair_last;
        keep_q   <= keep;
      end
      if (c_takes) row_q <= (row_q == Rows - 1) ? '0 : row_q + 8'd1;
      stuck_q <= (a_valid && b_valid && present_d && c_ready && !a_takes && !b_takes) ? stuck_q + 8'd1 : '0;
    end
  end

  logic [7:0] outstanding;

  fp8_result_proof #(
    .Width    (Cols * 16),
    .Most     (4 * Rows + 8),
    .Patience (Patience)
  ) u_results (
    .clk_i         (aclk),
    .rst_ni        (aresetn),
    .due_i         ((pairs && pair_last && !keep) ? 8'(Rows) : 8'd0),
    .may_come_i    (has_d),
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
      if (c_valid) assert (c_last == (row_q == Rows - 1));  // tlast on the last row only
      assert (stuck_q < Patience);
      assert ((error_q & ~error) == '0);
    end
  end

endmodule
