// Sign, exponent and significand of a fixed-point sum, the top bit brought to the top.
//
//   sum * 2^LowestExp = (-1)^sign_o * sig_o * 2^(exp_o + BaseExp - (SumWidth-2))
//
// exp_o is the exponent of the significand's top bit, counted from BaseExp, which is small enough for it never to be
// negative. Zero has no top bit; its exponent is 0, so that it gives way to whatever is added to it.
// Example (SumWidth 49, LowestExp -18, BaseExp -126): sum 294912 is 1.001b * 2^0, exponent 126.
// Combinational.
module fp8_fixed_normalize #(
  parameter int SumWidth    = 49,    // signed; the most negative value does not occur
  parameter int LowestExp   = -18,   // exponent of the sum's lowest bit, BaseExp or more
  parameter int BaseExp     = -126,
  parameter int ExpWidth    = 8,     // bits of exp_o: LowestExp + SumWidth - 2 - BaseExp and all below it
  parameter bit IsMagnitude = 0      // the sum comes as {sign, magnitude}, not in two's complement
) (
  input  logic [SumWidth-1:0] sum_i,
  output logic                sign_o,  // of zero 0
  output logic [ExpWidth-1:0] exp_o,
  output logic [SumWidth-2:0] sig_o
);

  localparam int SigWidth   = SumWidth - 1;
  localparam int TopExp     = LowestExp + SigWidth - 1 - BaseExp;
  localparam int ShiftWidth = $clog2(SigWidth);

  logic [SigWidth-1:0]   magnitude;
  logic [ShiftWidth-1:0] shift;

  assign sign_o    = sum_i[SumWidth-1];
  assign magnitude = SigWidth'((sign_o && !IsMagnitude) ? -sum_i : sum_i);

  fp8_normalize #(
    .SigWidth (SigWidth)
  ) u_normalize (
    .sig_i   (magnitude),
    .limit_i (ShiftWidth'(SigWidth - 1)),
    .sig_o   (sig_o),
    .shift_o (shift)
  );

  assign exp_o = (magnitude != '0) ? ExpWidth'(TopExp) - ExpWidth'(shift) : '0;

endmodule
