// Brings a sum that was cut into parts into one piece: adds the carries that have not arrived yet, and gives sign and
// magnitude.
//
//   sum   = sum_i[SumWidth-1:0] + sum over s of carry s * 2^((s+1)*SegmentWidth)
//   sum_o = {sign, |sum|}
//
// The sum and its negative are formed side by side, so that the magnitude takes one addition.
// Latency one register, behind it.
// Example (SumWidth 8, Segments 2): parts 1111_0011 with the carry are 0000_0011, sign 0 and magnitude 3.
module fp8_settle_sum #(
  parameter int SumWidth   = 49,  // two's complement; the most negative value does not occur
  parameter int Segments   = 2,   // 2 or more parts of the sum, as fp8_mac_cell has them
  parameter int CarryWidth = SumWidth + Segments - 1  // derived, not to be set: {carries, sum}
) (
  input  logic                  clk_i,
  input  logic                  enable_i,  // the register moves on
  input  logic [CarryWidth-1:0] sum_i,     // {carries into parts 1 and up, sum}
  output logic [SumWidth-1:0]   sum_o
);

  localparam int SegmentWidth = (SumWidth + Segments - 1) / Segments;

  logic [SumWidth-1:0] parts;
  logic [SumWidth-1:0] carries;   // at their places
  logic [SumWidth-1:0] sum;
  logic [SumWidth-2:0] negative;  // without its sign

  assign parts = sum_i[SumWidth-1:0];

  always_comb begin
    carries = '0;
    for (int s = 1; s < Segments; s++) begin
      carries[s*SegmentWidth] = sum_i[SumWidth-1+s];
    end
  end

  assign sum      = parts + carries;
  assign negative = -parts[SumWidth-2:0] - carries[SumWidth-2:0];

  fp8_pipe #(
    .Width (SumWidth)
  ) u_pipe (
    .clk_i    (clk_i),
    .enable_i (enable_i),
    .data_i   ({sum[SumWidth-1], sum[SumWidth-1] ? negative : sum[SumWidth-2:0]}),
    .data_o   (sum_o)
  );

endmodule
