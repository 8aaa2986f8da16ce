// What is proved of fp8_stream_fifo: it passes the beats that it takes, each once and in order, and each side's
// handshake is right. Any one beat is tracked: the solver chooses which, and what the others hold.
module fp8_stream_fifo_proof #(
  parameter int Width   = 4,
  parameter int Depth   = 2,
  parameter int Reserve = 0
) (
  input logic             clk_i,
  input logic             rst_ni,
  input logic             in_valid_i,
  input logic [Width-1:0] in_data_i,
  input logic             out_ready_i,
  input logic             track_i       // the beat that moves in now is the one to be tracked
);

  logic             in_ready;
  logic             out_valid;
  logic [Width-1:0] out_data;

  fp8_stream_fifo #(
    .Width   (Width),
    .Depth   (Depth),
    .Reserve (Reserve)
  ) u_fifo (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .in_valid_i  (in_valid_i),
    .in_ready_o  (in_ready),
    .in_data_i   (in_data_i),
    .out_valid_o (out_valid),
    .out_ready_i (out_ready_i),
    .out_data_o  (out_data)
  );

  // Registers inside, joined by name when the hierarchy is flattened; only the invariants look at them.
  (* hierconn *) wire [$clog2(Depth+1)-1:0]  \u_fifo.count_q ;
  (* hierconn *) wire [(Depth+1)*Width-1:0]  \u_fifo.slot ;

  // What the ports say.
  logic       was_ready_q;   // in_ready one cycle ago
  logic       in_reset_q;    // one cycle ago, or since the start
  logic       stalled_q;     // a beat was offered one cycle ago and not taken
  logic [Width-1:0] data_q;  // it
  logic [7:0] held_q;        // beats taken less beats given
  logic       tracking_q;    // the tracked beat is inside
  logic       tracked_q;     // it has been chosen
  logic [7:0] ahead_q;       // beats before it
  logic [Width-1:0] tracked_data_q;
  logic       push;
  logic       pop;
  assign push = in_valid_i && (in_ready || (Reserve != 0));
  assign pop  = out_valid && out_ready_i;

  initial assume (!rst_ni);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      was_ready_q    <= 1'b0;
      in_reset_q     <= 1'b1;
      stalled_q      <= 1'b0;
      data_q         <= '0;
      held_q         <= '0;
      tracking_q     <= 1'b0;
      tracked_q      <= 1'b0;
      ahead_q        <= '0;
      tracked_data_q <= '0;
    end else begin
      was_ready_q <= in_ready;
      in_reset_q  <= 1'b0;
      stalled_q   <= out_valid && !out_ready_i;
      data_q      <= out_data;
      held_q      <= held_q + 8'(push) - 8'(pop);
      if (push && track_i && !tracked_q) begin
        tracked_q      <= 1'b1;
        tracking_q     <= 1'b1;
        ahead_q        <= held_q - 8'(pop);
        tracked_data_q <= in_data_i;
      end else if (tracking_q && pop) begin
        tracking_q <= ahead_q != '0;
        ahead_q    <= ahead_q - 8'd1;
      end
    end
  end

  // A source with a reserve stops one cycle after in_ready fell.
  always_comb if (Reserve != 0) assume (!in_valid_i || was_ready_q);

  always_comb begin
    if (!rst_ni) begin
      assert (!in_ready);
      assert (!out_valid);
    end else begin
      // Neither lost nor doubled: what is inside is offered, and no more than fits was taken.
      assert (held_q <= Depth);
      assert (out_valid == (held_q != '0));
      // Never stuck: in_ready rises as soon as there is room, and not earlier.
      assert (in_ready == (!in_reset_q && (held_q < Depth - Reserve)));
      // In order: the tracked beat comes out behind those that were before it, and is the same.
      if (tracking_q) assert (ahead_q < held_q);
      if (tracking_q && (ahead_q == '0)) assert (out_data == tracked_data_q);
      // VALID and payload hold until READY.
      if (stalled_q) assert (out_valid && (out_data == data_q));
      // Invariants that carry the induction.
      assert (\u_fifo.count_q == held_q);
      if (Reserve != 0) assert (!was_ready_q || (held_q < Depth));
      if (stalled_q) assert (held_q != '0);
      if (tracking_q) assert (tracked_q);
      for (int s = 0; s < Depth; s++) begin
        if (tracking_q && (ahead_q == s)) assert (\u_fifo.slot [s*Width +: Width] == tracked_data_q);
      end
    end
  end

endmodule
