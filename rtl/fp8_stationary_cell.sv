// One cell of a weight-stationary array: an exact multiply-add on unpacked operands.
//
//   sum_o <= sum_i + a * b      in units of the pair's lowest product bit, at every move
//
// The weight b is held twice: a shadow, which is loaded while the cell still works, and the weight in use, which
// takes the shadow's value with swap_i. Operand a is shared by a row and comes registered.
// The partial sum is two's-complement fixed point that holds every sum the array allows, so nothing is rounded and
// nothing can overflow here. Two marks go down with it: pos_inf and neg_inf, an infinite product of that sign; both
// mean NaN (0 * Inf, Inf - Inf, or a NaN marked at the top). Where neither format has infinities only NaN remains,
// the marks are equal, and one register serves both. An infinite weight comes as sig 1 and the exponent's top bit,
// which no finite one has without its hidden bit.
// Latency one move. Nothing here has a reset: partial sums flow through, and what is not a row of C is not looked at.
// Example (e4m3 * e4m3, lowest bit 2^-18): 1.5 * 0.75 adds 294912 = 1.125 * 2^18.
module fp8_stationary_cell #(
  parameter int ExpWidthA    = 4,  // exponent field of a
  parameter int SigWidthA    = 4,  // significand of a with its hidden bit
  parameter int ExpWidthB    = 4,
  parameter int SigWidthB    = 4,
  parameter int AlignedWidth = 37, // one signed product as fixed point
  parameter int LowZeros     = 2,  // as fp8_fixed_product has it
  parameter int SumWidth     = 40, // a partial sum, AlignedWidth or more
  parameter int Carries      = 0,  // of a sum, as fp8_add has it
  parameter bit HasInfA      = 0,  // a's format has infinities
  parameter bit HasInfB      = 0
) (
  input  logic                 clk_i,
  input  logic                 advance_i,    // the array moves on at this edge
  input  logic                 load_i,       // the shadow takes the weight b_i at this edge
  input  logic                 swap_i,       // the shadow's weight comes into use at this edge
  input  logic                 sign_a_i,
  input  logic [ExpWidthA-1:0] exp_a_i,
  input  logic [SigWidthA-1:0] sig_a_i,
  input  logic                 is_zero_a_i,  // a is a zero of the row's; not set where the row has no operand
  input  logic                 is_inf_a_i,
  input  logic                 sign_b_i,     // the weight that is being loaded
  input  logic [ExpWidthB-1:0] exp_b_i,
  input  logic [SigWidthB-1:0] sig_b_i,      // infinite: 1, with the exponent's top bit
  input  logic [SumWidth-1:0]  sum_i,        // from the cell above
  input  logic                 pos_inf_i,
  input  logic                 neg_inf_i,
  output logic [SumWidth-1:0]  sum_o,        // to the cell below
  output logic                 pos_inf_o,
  output logic                 neg_inf_o
);

  logic                 shadow_sign_q;
  logic [ExpWidthB-1:0] shadow_exp_q;
  logic [SigWidthB-1:0] shadow_sig_q;
  logic                 sign_b_q;
  logic [ExpWidthB-1:0] exp_b_q;
  logic [SigWidthB-1:0] sig_b_q;

  always_ff @(posedge clk_i) begin
    if (load_i) begin
      shadow_sign_q <= sign_b_i;
      shadow_exp_q  <= exp_b_i;
      shadow_sig_q  <= sig_b_i;
    end
    if (swap_i) begin
      sign_b_q <= shadow_sign_q;
      exp_b_q  <= shadow_exp_q;
      sig_b_q  <= shadow_sig_q;
    end
  end

  logic                           product_sign;
  logic signed [AlignedWidth-1:0] product;
  logic [AlignedWidth-1:0]        product_carry;
  logic [SumWidth-1:0]            sum;

  fp8_fixed_product #(
    .ExpWidthA    (ExpWidthA),
    .SigWidthA    (SigWidthA),
    .ExpWidthB    (ExpWidthB),
    .SigWidthB    (SigWidthB),
    .AlignedWidth (AlignedWidth),
    .LowZeros     (LowZeros),
    .IsSplit      (Carries == 0)
  ) u_product (
    .sign_a_i  (sign_a_i),
    .exp_a_i   (exp_a_i),
    .sig_a_i   (sig_a_i),
    .sign_b_i  (sign_b_q),
    .exp_b_i   (exp_b_q),
    .sig_b_i   (sig_b_q),
    .sign_o    (product_sign),
    .product_o (product),
    .carry_o   (product_carry)
  );

  fp8_add #(
    .Width   (SumWidth),
    .Carries (Carries)
  ) u_add (
    .a_i       (sum_i),
    .b_i       (SumWidth'(product)),
    .carries_i (SumWidth'(product_carry)),
    .sum_o     (sum)
  );

  always_ff @(posedge clk_i) begin
    if (advance_i) sum_o <= sum;
  end

  if (HasInfA || HasInfB) begin : gen_infinity
    logic is_inf_b;
    logic is_invalid;  // 0 * Inf
    logic is_inf;      // Inf times anything but zero

    assign is_inf_b   = HasInfB && exp_b_q[ExpWidthB-1] && !sig_b_q[SigWidthB-1];
    assign is_invalid = (is_inf_a_i && (sig_b_q == '0)) || (is_inf_b && is_zero_a_i);
    assign is_inf     = (is_inf_a_i && (sig_b_q != '0)) || (is_inf_b && (sig_a_i != '0));

    always_ff @(posedge clk_i) begin
      if (advance_i) begin
        pos_inf_o <= pos_inf_i || is_invalid || (is_inf && !product_sign);
        neg_inf_o <= neg_inf_i || is_invalid || (is_inf && product_sign);
      end
    end
  end else begin : gen_finite
    logic unused_infinity;
    assign unused_infinity = is_zero_a_i ^ is_inf_a_i ^ product_sign ^ neg_inf_i;

    always_ff @(posedge clk_i) begin
      if (advance_i) pos_inf_o <= pos_inf_i;
    end
    assign neg_inf_o = pos_inf_o;
  end

endmodule
