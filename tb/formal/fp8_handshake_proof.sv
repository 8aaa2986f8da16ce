// What is proved of fp8_handshake with fp8_pipe for its stages, as every clocked scalar unit has them: the chain passes
// the beats that it takes, each once and in order, and a result holds until it is taken. With Skips a beat whose lowest
// bit is 0 ends at the last stage, as a mac's that is not read. Any one beat is tracked: the solver chooses which.
module fp8_handshake_proof #(
  parameter int Width  = 4,
  parameter int Stages = 2,
  parameter bit Skips  = 0
) (
  input logic             clk_i,
  input logic             rst_ni,
  input logic             valid_i,
  input logic [Width-1:0] data_i,
  input logic             ready_i,
  input logic             track_i   // the beat that moves in now is the one to be tracked
);

  logic                        ready;
  logic                        has_beat;
  logic [Stages-1:0]           enable;
  logic [(Stages+1)*Width-1:0] data;  // before stage 0, before stage 1, ... behind the last
  assign data[Width-1:0] = data_i;

  logic reads;
  logic valid;
  logic leaves;  // a beat leaves the last stage
  assign reads  = !Skips || data[Stages*Width];
  assign valid  = has_beat && reads;
  assign leaves = has_beat && (ready_i || !reads);

  fp8_handshake #(
    .Stages (Stages)
  ) u_handshake (
    .clk_i    (clk_i),
    .rst_ni   (rst_ni),
    .valid_i  (valid_i),
    .ready_o  (ready),
    .valid_o  (has_beat),
    .ready_i  (ready_i || !reads),
    .enable_o (enable)
  );

  for (genvar s = 0; s < Stages; s++) begin : gen_stage
    fp8_pipe #(
      .Width (Width)
    ) u_stage (
      .clk_i    (clk_i),
      .enable_i (enable[s]),
      .data_i   (data[s*Width +: Width]),
      .data_o   (data[(s+1)*Width +: Width])
    );
  end

  // Registers inside, joined by name when the hierarchy is flattened.
  (* hierconn *) wire [Stages-1:0] \u_handshake.valid_q ;

  logic             takes;
  logic             stalled_q;       // a result was offered one cycle ago and not taken
  logic [Width-1:0] data_q;          // it
  logic [7:0]       held_q;          // beats taken less beats that left
  logic             tracking_q;      // the tracked beat is inside
  logic             tracked_q;       // it has been chosen
  logic [7:0]       ahead_q;         // beats before it
  logic [7:0]       stage_q;         // where it is
  logic [Width-1:0] tracked_data_q;
  logic [7:0]       waiting_q;       // cycles with ready_i in which nothing came out although beats are inside
  assign takes = valid_i && ready;

  initial assume (!rst_ni);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      stalled_q      <= 1'b0;
      data_q         <= '0;
      held_q         <= '0;
      tracking_q     <= 1'b0;
      tracked_q      <= 1'b0;
      ahead_q        <= '0;
      stage_q        <= '0;
      tracked_data_q <= '0;
      waiting_q      <= '0;
    end else begin
      stalled_q <= valid && !ready_i;
      data_q    <= data[Stages*Width +: Width];
      held_q    <= held_q + 8'(takes) - 8'(leaves);
      waiting_q <= (ready_i && !leaves && (held_q != '0)) ? waiting_q + 8'd1 : '0;
      if (takes && track_i && !tracked_q) begin
        tracked_q      <= 1'b1;
        tracking_q     <= 1'b1;
        ahead_q        <= held_q - 8'(leaves);
        stage_q        <= '0;
        tracked_data_q <= data_i;
      end else if (tracking_q) begin
        if (leaves) begin
          tracking_q <= ahead_q != '0;
          ahead_q    <= ahead_q - 8'd1;
        end
        for (int s = 1; s < Stages; s++) begin
          if ((stage_q == s - 1) && enable[s]) stage_q <= s;
        end
      end
    end
  end

  // Beats before the tracked one, and all, as the stages have them.
  logic [7:0] before_it;
  logic [7:0] inside;
  always_comb begin
    before_it = '0;
    inside    = '0;
    for (int s = 0; s < Stages; s++) begin
      inside = inside + 8'(\u_handshake.valid_q [s]);
      if (s > stage_q) before_it = before_it + 8'(\u_handshake.valid_q [s]);
    end
  end

  always_comb begin
    if (!rst_ni) begin
      assert (ready);
      assert (!valid);
    end else begin
      // Neither lost nor doubled; a beat is taken wherever one fits or one leaves.
      assert (held_q <= Stages);
      assert (ready == ((held_q < Stages) || leaves));
      // In order: the tracked beat leaves behind those that were before it, and is the same.
      if (tracking_q) assert (ahead_q < held_q);
      if (tracking_q && (ahead_q == '0) && has_beat) assert (data[Stages*Width +: Width] == tracked_data_q);
      // VALID and payload hold until READY.
      if (stalled_q) assert (valid && (data[Stages*Width +: Width] == data_q));
      // Never stuck: with READY a beat comes out, or ends, in Stages cycles.
      assert (waiting_q < Stages);
      // Invariants that carry the induction.
      assert (held_q == inside);
      if (stalled_q) assert (\u_handshake.valid_q [Stages-1]);
      if (tracking_q) begin
        assert (tracked_q && (stage_q < Stages) && (ahead_q == before_it));
        for (int s = 0; s < Stages; s++) begin
          if (stage_q == s) begin
            assert (\u_handshake.valid_q [s]);
            assert (data[(s+1)*Width +: Width] == tracked_data_q);
          end
        end
      end
    end
  end

endmodule
