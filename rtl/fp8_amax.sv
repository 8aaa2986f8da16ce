// The running largest finite magnitude of vectors of codes.
//
//   amax_o = the largest finite |code| of all beats since the last clear, 0 if there was none
//
// Magnitudes of floating-point codes are ordered as their bits without the sign are; above MaxFinite they are infinity
// or NaN and do not count. A beat taken together with a clear is the first one of the new maximum.
// Latency 1 cycle.
module fp8_amax #(
  parameter int Lanes     = 1,   // codes a beat, 1 or more
  parameter int Width     = 8,   // bits of a code
  parameter int MaxFinite = 126  // code of the largest finite number
) (
  input  logic                   clk_i,
  input  logic                   rst_ni,
  input  logic                   clear_i,
  input  logic                   take_i,   // codes_i is a beat
  input  logic [Lanes*Width-1:0] codes_i,  // lane 0 lowest
  output logic [Width-1:0]       amax_o    // a code, sign 0
);

  localparam int MagnitudeWidth = Width - 1;

  // A heap: lane l is node Lanes + l, and node n holds the larger one of nodes 2n and 2n + 1.
  logic [2*Lanes*MagnitudeWidth-1:0] nodes;
  logic [MagnitudeWidth-1:0]         left;
  logic [MagnitudeWidth-1:0]         right;

  always_comb begin
    nodes = '0;
    left  = '0;
    right = '0;
    for (int l = 0; l < Lanes; l++) begin
      left = codes_i[l*Width +: MagnitudeWidth];
      if (take_i && (left <= MagnitudeWidth'(MaxFinite))) begin
        nodes[(Lanes+l)*MagnitudeWidth +: MagnitudeWidth] = left;
      end
    end
    for (int n = Lanes - 1; n > 0; n--) begin
      left  = nodes[2*n*MagnitudeWidth +: MagnitudeWidth];
      right = nodes[(2*n+1)*MagnitudeWidth +: MagnitudeWidth];
      nodes[n*MagnitudeWidth +: MagnitudeWidth] = (left > right) ? left : right;
    end
  end

  logic [MagnitudeWidth-1:0] amax_q;
  logic [MagnitudeWidth-1:0] so_far;
  logic [MagnitudeWidth-1:0] of_beat;

  assign so_far  = clear_i ? '0 : amax_q;
  assign of_beat = nodes[MagnitudeWidth +: MagnitudeWidth];
  assign amax_o  = {1'b0, amax_q};

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) amax_q <= '0;
    else         amax_q <= (of_beat > so_far) ? of_beat : so_far;
  end

endmodule
