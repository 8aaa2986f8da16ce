// What goes beside a row of A on its way down a weight-stationary array: Depth moves of delay.
//
// Flags say what is to be done with the row and are 0 in reset; data belongs to a flag and has no reset.
// Latency Depth moves.
module fp8_stationary_wave #(
  parameter int Depth = 9,  // moves, 1 or more
  parameter int Flags = 1,  // bits
  parameter int Width = 1   // bits of data
) (
  input  logic             clk_i,
  input  logic             rst_ni,
  input  logic             advance_i,  // the array moves on at this edge
  input  logic [Flags-1:0] flags_i,
  input  logic [Width-1:0] data_i,
  output logic [Flags-1:0] flags_o,
  output logic [Width-1:0] data_o
);

  logic [Depth*Flags-1:0] flags_q;  // the oldest on top
  logic [Depth*Width-1:0] data_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni)        flags_q <= '0;
    else if (advance_i) flags_q <= (Depth*Flags)'({flags_q, flags_i});
  end

  always_ff @(posedge clk_i) begin
    if (advance_i) data_q <= (Depth*Width)'({data_q, data_i});
  end

  assign flags_o = flags_q[(Depth-1)*Flags +: Flags];
  assign data_o  = data_q[(Depth-1)*Width +: Width];

endmodule
