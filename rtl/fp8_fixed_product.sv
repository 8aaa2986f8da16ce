// Exact product of two unpacked FP8 numbers as two's-complement fixed point.
//
//   product_o = a * b in units of the pair's lowest product bit
//
// Example (e4m3 * e4m3, lowest bit 2^-18): 1.5 * 0.75 is 1001_0000b << (7 + 6 - 2), which is 294912 = 1.125 * 2^18.
// Combinational.
module fp8_fixed_product #(
  parameter int ExpWidthA    = 4,  // exponent field of a
  parameter int SigWidthA    = 4,  // significand of a with its hidden bit
  parameter int ExpWidthB    = 4,
  parameter int SigWidthB    = 4,
  parameter int AlignedWidth = 37, // the signed product
  parameter int LowZeros     = 2   // bits below the lowest product bit: 2 because exponents start at 1, and one more
                                   // for each operand whose layout has a bit below its lowest value
) (
  input  logic                    sign_a_i,
  input  logic [ExpWidthA-1:0]    exp_a_i,  // biased, 1 for subnormals and zero
  input  logic [SigWidthA-1:0]    sig_a_i,
  input  logic                    sign_b_i,
  input  logic [ExpWidthB-1:0]    exp_b_i,
  input  logic [SigWidthB-1:0]    sig_b_i,
  output logic                    sign_o,    // of the product, zeros and infinities included
  output logic [AlignedWidth-1:0] product_o
);

  localparam int SigWidth = SigWidthA + SigWidthB;
  localparam int ExpWidth = ((ExpWidthA > ExpWidthB) ? ExpWidthA : ExpWidthB) + 1;
  // The lowest product is shifted by LowZeros places; these bits are always zero.
  localparam int ShiftedWidth = AlignedWidth + LowZeros;

  logic [ExpWidth-1:0] product_exp;
  logic [SigWidth-1:0] product_sig;

  fp8_product #(
    .ExpWidthA (ExpWidthA),
    .SigWidthA (SigWidthA),
    .ExpWidthB (ExpWidthB),
    .SigWidthB (SigWidthB)
  ) u_product (
    .sign_a_i (sign_a_i),
    .exp_a_i  (exp_a_i),
    .sig_a_i  (sig_a_i),
    .sign_b_i (sign_b_i),
    .exp_b_i  (exp_b_i),
    .sig_b_i  (sig_b_i),
    .sign_o   (sign_o),
    .exp_o    (product_exp),
    .sig_o    (product_sig)
  );

  // The sign is applied while the product is still narrow; the shift extends it.
  logic signed [SigWidth:0]       signed_sig;
  logic signed [ShiftedWidth-1:0] shifted;
  logic [LowZeros-1:0]            unused_low;

  assign signed_sig = sign_o ? -$signed({1'b0, product_sig}) : $signed({1'b0, product_sig});
  assign shifted    = ShiftedWidth'(signed_sig) <<< product_exp;
  assign product_o  = shifted[ShiftedWidth-1:LowZeros];
  assign unused_low = shifted[LowZeros-1:0];

endmodule
