// Joins an exact significand with its exponent; nothing is to be rounded.
//
//   value  = sig_i * 2^(exp_i - (SigWidth-1)) in units of the destination's smallest normal
//   code_o = {exponent field, mantissa}
//
// As in fp8_round, exp_i counts binades above the destination's smallest normal, a clear top bit means subnormal or
// zero, and the field is exp_i plus the hidden bit. The significand has no more bits than the destination, and the
// exponent none too large.
// Example (bf16, SigWidth 4): sig 1.100, exp 126 gives exponent field 127 and mantissa 1000000, code 3FC0h.
// Combinational.
module fp8_pack #(
  parameter int SigWidth    = 4,  // bits of the significand, hidden bit on top; DstManWidth + 1 or fewer
  parameter int ExpWidth    = 8,  // bits of exp_i, DstExpWidth or fewer
  parameter int DstExpWidth = 8,  // the destination's exponent field
  parameter int DstManWidth = 7   // the destination's mantissa field
) (
  input  logic [ExpWidth-1:0]                exp_i,
  input  logic [SigWidth-1:0]                sig_i,
  output logic [DstExpWidth+DstManWidth-1:0] code_o
);

  localparam int CodeWidth = DstExpWidth + DstManWidth;

  logic [DstExpWidth-1:0] field;
  assign field  = sig_i[SigWidth-1] ? DstExpWidth'(exp_i) : '0;
  assign code_o = {field, {DstManWidth{1'b0}}} + (CodeWidth'(sig_i) << (DstManWidth + 1 - SigWidth));

endmodule
