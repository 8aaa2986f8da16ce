// What is proved of the array's control: each tile taken gives Rows rows of C, in order, tlast on the last one; a row
// holds until it is taken; nothing gets stuck. What the sums are does not matter: they may be anything.
module fp8_array_proof #(
  parameter int Rows = 2,
  parameter int Cols = 1
) (
  input logic              aclk,
  input logic              aresetn,
  input logic [Rows*8-1:0] a_data,
  input logic              a_valid,
  input logic              a_last,
  input logic [Cols*8-1:0] b_data,
  input logic              b_valid,
  input logic              b_last,
  input logic              c_ready
);

  localparam int Patience = Rows + 6;  // cycles without progress that are never reached

  logic               a_ready;
  logic               b_ready;
  logic [Cols*16-1:0] c_data;
  logic               c_valid;
  logic               c_last;
  logic [1:0]         error;

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
  logic [1:0] a_lead_q;        // beats of A that have no partner yet
  logic [1:0] b_lead_q;
  logic [1:0] lead_last_q;     // their tlast, the oldest lowest
  logic       pairs;           // a pair is complete at this edge
  logic       pair_last;
  logic       c_takes;
  logic [7:0] outstanding_q;   // rows of the tiles that have been taken, less rows delivered
  logic [7:0] row_q;           // row of C that is next
  logic [7:0] waiting_q;       // cycles with c_ready in which an outstanding row did not come
  logic [7:0] stuck_q;         // cycles with all that is needed in which no port moved
  logic       stalled_q;
  logic       c_last_q;
  logic [Cols*16-1:0] c_data_q;
  logic [1:0] error_q;

  assign a_takes   = a_valid && a_ready;
  assign b_takes   = b_valid && b_ready;
  assign c_takes   = c_valid && c_ready;
  assign pairs     = (a_takes || (a_lead_q != '0)) && (b_takes || (b_lead_q != '0));
  assign pair_last = ((a_lead_q != '0) ? lead_last_q[0] : a_last) || ((b_lead_q != '0) ? lead_last_q[0] : b_last);

  logic [1:0] lead_shifted;  // without the beat that has found its partner
  logic [1:0] lead_left;
  assign lead_shifted = pairs ? (lead_last_q >> 1) : lead_last_q;
  assign lead_left    = (a_lead_q | b_lead_q) - 2'(pairs);

  initial assume (!aresetn);

  always_ff @(posedge aclk or negedge aresetn) begin
    if (!aresetn) begin
      a_lead_q      <= '0;
      b_lead_q      <= '0;
      lead_last_q   <= '0;
      outstanding_q <= '0;
      row_q         <= '0;
      waiting_q     <= '0;
      stuck_q       <= '0;
      stalled_q     <= 1'b0;
      c_last_q      <= 1'b0;
      c_data_q      <= '0;
      error_q       <= '0;
    end else begin
      a_lead_q <= a_lead_q + 2'(a_takes) - 2'(pairs);
      b_lead_q <= b_lead_q + 2'(b_takes) - 2'(pairs);
      if ((a_takes && (a_lead_q != '0)) || (a_takes && !pairs))
        lead_last_q <= (lead_left == '0) ? {1'b0, a_last} : {a_last, lead_shifted[0]};
      else if ((b_takes && (b_lead_q != '0)) || (b_takes && !pairs))
        lead_last_q <= (lead_left == '0) ? {1'b0, b_last} : {b_last, lead_shifted[0]};
      else
        lead_last_q <= lead_shifted;
      outstanding_q <= outstanding_q + ((pairs && pair_last) ? 8'(Rows) : 8'd0) - 8'(c_takes);
      if (c_takes) row_q <= (row_q == Rows - 1) ? '0 : row_q + 8'd1;
      waiting_q <= (c_ready && !c_takes && (outstanding_q != '0)) ? waiting_q + 8'd1 : '0;
      stuck_q   <= (a_valid && b_valid && c_ready && !a_takes && !b_takes) ? stuck_q + 8'd1 : '0;
      stalled_q <= c_valid && !c_ready;
      c_last_q  <= c_last;
      c_data_q  <= c_data;
      error_q   <= error;
    end
  end

  always_comb begin
    if (!aresetn) begin
      assert (!a_ready && !b_ready && !c_valid && (error == '0));
    end else begin
      assert (!c_valid || (outstanding_q != '0));           // no row of a tile that has not been taken
      assert (outstanding_q <= 4 * Rows + 5);               // and none is left behind for good, see waiting_q
      if (c_valid) assert (c_last == (row_q == Rows - 1));  // tlast on the last row only
      if (stalled_q) assert (c_valid && (c_last == c_last_q) && (c_data == c_data_q));
      assert (waiting_q < Patience);
      assert (stuck_q < Patience);
      assert ((error_q & ~error) == '0);
    end
  end

endmodule
