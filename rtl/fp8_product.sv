// Exact product of two unpacked FP8 numbers, as sign, significand and exponent; nothing is normalized.
//
//   a = (-1)^sign_a * sig_a * 2^(exp_a + ...), exponents biased, 1 for subnormals; likewise b
//   product = (-1)^sign_o * sig_o * 2^(exp_o + ...)
//
// The significand product has both operands' bits; a subnormal operand leaves zeros on top of it.
// Example (e4m3): 1.5 * 0.75 = sig 1100 * 1100 = 1001_0000, exp 7 + 6 = 13.
// Combinational.
module fp8_product #(
  parameter int ExpWidthA = 4,  // exponent field of a
  parameter int SigWidthA = 4,  // significand of a with its hidden bit
  parameter int ExpWidthB = 4,
  parameter int SigWidthB = 4,
  parameter int SigWidth  = SigWidthA + SigWidthB,  // derived, not to be set
  parameter int ExpWidth  = ((ExpWidthA > ExpWidthB) ? ExpWidthA : ExpWidthB) + 1  // derived, not to be set
) (
  input  logic                 sign_a_i,
  input  logic [ExpWidthA-1:0] exp_a_i,
  input  logic [SigWidthA-1:0] sig_a_i,
  input  logic                 sign_b_i,
  input  logic [ExpWidthB-1:0] exp_b_i,
  input  logic [SigWidthB-1:0] sig_b_i,
  output logic                 sign_o,
  output logic [ExpWidth-1:0]  exp_o,   // sum of the biased exponents, 2 or more
  output logic [SigWidth-1:0]  sig_o
);

  assign sign_o = sign_a_i ^ sign_b_i;
  assign exp_o  = ExpWidth'(exp_a_i) + ExpWidth'(exp_b_i);
  assign sig_o  = SigWidth'(sig_a_i) * SigWidth'(sig_b_i);

endmodule
