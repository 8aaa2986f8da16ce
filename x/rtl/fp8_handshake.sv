// The valid/ready chain of a pipeline of Stages register stages, and the enables of its registers.
//
// Stage s is a register behind the datapath's s-th part; it takes a beat when enable_o[s] is set.
// A stage moves on when it is empty or the one after it moves on, so bubbles close up and a beat is taken in every
// cycle as long as results are. ready_o depends on ready_i through all full stages, valid_o on no input.
// Latency Stages cycles, interval 1.
module fp8_handshake #(
  parameter int Stages = 1  // 1 or more
) (
  input  logic              clk_i,
  input  logic              rst_ni,
  input  logic              valid_i,
  output logic              ready_o,
  output logic              valid_o,
  input  logic              ready_i,
  output logic [Stages-1:0] enable_o  // stage s takes the beat that stands before it, s = 0 first
);

  logic [Stages-1:0] valid_q;   // a stage holds a beat
  logic [Stages-1:0] upstream;  // what stands before it is a beat
  logic [Stages-1:0] moves;     // it is empty or gives its beat away
  logic              is_free;

  assign upstream = Stages'({valid_q, valid_i});
  assign enable_o = moves & upstream;
  assign ready_o  = moves[0];
  assign valid_o  = valid_q[Stages-1];

  always_comb begin
    is_free = ready_i;
    for (int s = Stages - 1; s >= 0; s--) begin
      is_free  = is_free || !valid_q[s];
      moves[s] = is_free;
    end
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) valid_q <= '0;
    else         valid_q <= enable_o | (~moves & valid_q);
  end

endmodule
