// fp8_normalize loses nothing, shifts no further than the limit, and stops before that only at a one on top.
module fp8_normalize_proof #(
  parameter int SigWidth   = 8,
  parameter int LimitWidth = $clog2(SigWidth)
) (
  input logic                  clk_i,
  input logic [SigWidth-1:0]   sig_i,
  input logic [LimitWidth-1:0] limit_i
);

  localparam int FullWidth  = $clog2(SigWidth);
  localparam int ShiftWidth = (LimitWidth < FullWidth) ? LimitWidth : FullWidth;

  logic [SigWidth-1:0]   sig;
  logic [ShiftWidth-1:0] shift;

  fp8_normalize #(
    .SigWidth   (SigWidth),
    .LimitWidth (LimitWidth)
  ) u_normalize (
    .sig_i   (sig_i),
    .limit_i (limit_i),
    .sig_o   (sig),
    .shift_o (shift)
  );

  always_ff @(posedge clk_i) begin
    assert (sig == sig_i << shift);
    assert (sig >> shift == sig_i);
    assert (shift <= limit_i);
    assert (sig[SigWidth-1] || shift == limit_i || (sig_i == '0 && limit_i >= SigWidth));
  end

endmodule
