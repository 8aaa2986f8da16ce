// Normalizes and rounds a two's-complement fixed-point sum to a floating-point magnitude, in two cycles.
//
//   value  = sum_i * 2^LowestExp     sum_i in two's complement, or as {sign, magnitude}
//   code_o = {carry, exponent field, mantissa} of |value| rounded once, sign_o its sign
//
// Latency one register: between normalization and rounding. Infinity and NaN are the fp8_encode module's work.
// Example (SumWidth 49, LowestExp -18, to bf16): sum 294912 is 1.125, code 3F90h, sign 0.
module fp8_fixed_to_float #(
  parameter int SumWidth    = 49,   // signed; the most negative value does not occur
  parameter bit IsMagnitude = 0,    // the sum comes as {sign, magnitude}
  parameter int LowestExp   = -18,  // exponent of the sum's lowest bit
  parameter int DstExpWidth = 8,    // the destination's exponent field
  parameter int DstManWidth = 7,    // the destination's mantissa field
  parameter int DstMinExp   = -126  // exponent of the destination's smallest normal
) (
  input  logic                             clk_i,
  input  logic                             enable_i,    // the register moves on
  input  logic [SumWidth-1:0]              sum_i,
  input  logic [2:0]                       rounding_i,  // of the sum that is being rounded; see fp8_round
  output logic                             sign_o,
  output logic [DstExpWidth+DstManWidth:0] code_o,
  output logic                             exceeds_o    // beyond the reach of code_o
);

  // The magnitude's top bit lies TopExp binades above the destination's smallest normal, and the shift stops where
  // the smallest normal would pass the top: what is smaller is subnormal and keeps its leading zeros.
  localparam int SigWidth   = SumWidth - 1;
  localparam int TopExp     = LowestExp + SigWidth - 1 - DstMinExp;
  localparam int MaxShift   = (TopExp < SigWidth - 1) ? TopExp : SigWidth - 1;
  localparam int ShiftWidth = $clog2(MaxShift + 1);
  localparam int ExpWidth   = $clog2(TopExp + 1);
  // What rounding looks at: mantissa, hidden and guard bit; anything below is one sticky bit.
  localparam int KeptWidth  = (SigWidth > DstManWidth + 2) ? DstManWidth + 2 : SigWidth;

  logic [SigWidth-1:0]   magnitude;
  logic [SigWidth-1:0]   normalized;
  logic [ShiftWidth-1:0] shift;
  logic                  sign;
  logic                  sticky;

  assign sign      = sum_i[SumWidth-1];
  assign magnitude = SigWidth'((sign && !IsMagnitude) ? -sum_i : sum_i);

  fp8_normalize #(
    .SigWidth   (SigWidth),
    .LimitWidth (ShiftWidth)
  ) u_normalize (
    .sig_i   (magnitude),
    .limit_i (ShiftWidth'(MaxShift)),
    .sig_o   (normalized),
    .shift_o (shift)
  );

  if (SigWidth > KeptWidth) begin : gen_sticky
    assign sticky = normalized[SigWidth-KeptWidth-1:0] != '0;
  end else begin : gen_exact
    assign sticky = 1'b0;
  end

  logic [ExpWidth-1:0] exp;
  assign exp = ExpWidth'(TopExp) - ExpWidth'(shift);

  logic                 sign_q;
  logic [ExpWidth-1:0]  exp_q;
  logic [KeptWidth-1:0] sig_q;
  logic                 sticky_q;

  fp8_pipe #(
    .Width (ExpWidth + KeptWidth + 2)
  ) u_pipe (
    .clk_i    (clk_i),
    .enable_i (enable_i),
    .data_i   ({sign, exp, normalized[SigWidth-1 -: KeptWidth], sticky}),
    .data_o   ({sign_q, exp_q, sig_q, sticky_q})
  );

  fp8_round #(
    .SigWidth    (KeptWidth),
    .ExpWidth    (ExpWidth),
    .DstExpWidth (DstExpWidth),
    .DstManWidth (DstManWidth)
  ) u_round (
    .sign_i     (sign_q),
    .exp_i      (exp_q),
    .sig_i      (sig_q),
    .sticky_i   (sticky_q),
    .rounding_i (rounding_i),
    .random_i   (1'b0),
    .code_o     (code_o),
    .exceeds_o  (exceeds_o)
  );

  assign sign_o = sign_q;

endmodule
