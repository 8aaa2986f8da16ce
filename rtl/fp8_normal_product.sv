// Exact product of two unpacked FP8 numbers, normalized but for one bit.
//
//   product = (-1)^sign_o * sig_o * 2^(exp_o + ...)     as fp8_product has it
//
// Leading zeros are taken out of the operands while they are few; what is left is one at most, since the product of two
// numbers from 1 to 2 is less than 4. So the exponent is known by the time the significand is, and no shifter follows.
// Example (e4m3): 1.5 * 2^-8 is subnormal, 0011 with exponent 1, and becomes 1100 with exponent -1; times 0.75 that
// is sig 1100 * 1100 = 1001_0000, exp -1 + 6 = 5.
// Combinational.
module fp8_normal_product #(
  parameter int ExpWidthA   = 4,  // exponent field of a
  parameter int SigWidthA   = 4,  // significand of a with its hidden bit, 2 or more
  parameter int ExpWidthB   = 4,
  parameter int SigWidthB   = 4,
  parameter bit LowestIsOne = 1,  // leading zeros stand at exponent 1 only; 0: at others too (two formats' layout)
  parameter int SigWidth    = SigWidthA + SigWidthB,  // derived, not to be set
  parameter int ExpWidth    = ((ExpWidthA > ExpWidthB) ? ExpWidthA : ExpWidthB) + 2  // derived, not to be set
) (
  input  logic                       sign_a_i,
  input  logic [ExpWidthA-1:0]       exp_a_i,    // biased, 1 for subnormals and zero
  input  logic [SigWidthA-1:0]       sig_a_i,
  input  logic                       sign_b_i,
  input  logic [ExpWidthB-1:0]       exp_b_i,
  input  logic [SigWidthB-1:0]       sig_b_i,
  output logic                       sign_o,
  output logic signed [ExpWidth-1:0] exp_o,      // of zero meaningless
  output logic [SigWidth-1:0]        sig_o,
  output logic                       is_zero_o
);

  logic [SigWidthA-1:0]         sig_a;
  logic [$clog2(SigWidthA)-1:0] shift_a;
  logic [SigWidthB-1:0]         sig_b;
  logic [$clog2(SigWidthB)-1:0] shift_b;

  fp8_normalize #(
    .SigWidth (SigWidthA)
  ) u_normalize_a (
    .sig_i   (sig_a_i),
    .limit_i ({$clog2(SigWidthA){1'b1}}),
    .sig_o   (sig_a),
    .shift_o (shift_a)
  );

  fp8_normalize #(
    .SigWidth (SigWidthB)
  ) u_normalize_b (
    .sig_i   (sig_b_i),
    .limit_i ({$clog2(SigWidthB){1'b1}}),
    .sig_o   (sig_b),
    .shift_o (shift_b)
  );

  // Where only subnormals shift, 1 - shift is a matter of a few bits.
  logic signed [ExpWidth-1:0] exp_a;
  logic signed [ExpWidth-1:0] exp_b;

  if (LowestIsOne) begin : gen_one_format
    assign exp_a = sig_a_i[SigWidthA-1] ? ExpWidth'(exp_a_i) : ExpWidth'(1) - ExpWidth'(shift_a);
    assign exp_b = sig_b_i[SigWidthB-1] ? ExpWidth'(exp_b_i) : ExpWidth'(1) - ExpWidth'(shift_b);
  end else begin : gen_two_formats
    assign exp_a = ExpWidth'(exp_a_i) - ExpWidth'(shift_a);
    assign exp_b = ExpWidth'(exp_b_i) - ExpWidth'(shift_b);
  end

  assign sign_o    = sign_a_i ^ sign_b_i;
  assign exp_o     = exp_a + exp_b;
  assign sig_o     = SigWidth'(sig_a) * SigWidth'(sig_b);
  assign is_zero_o = (sig_a_i == '0) || (sig_b_i == '0);

endmodule
