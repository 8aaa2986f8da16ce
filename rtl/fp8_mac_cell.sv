// One cell of an output-stationary array: an exact multiply-accumulate on unpacked operands.
//
//   sum_q <= (clear_i ? 0 : sum_q) + a * b      in units of the pair's lowest product bit
//
// The sum is two's-complement fixed point that holds every sum the array allows, so nothing is rounded and nothing
// can overflow here. NaN operands never come this far: the array's edge replaces them by zero and remembers them.
// Where a format has infinities, two sticky bits remember infinite products; both set mean NaN (Inf - Inf, 0 * Inf).
// An infinite b comes as sig 1 and the exponent's top bit, which no finite operand has without its hidden bit; a, of
// which there is one a row, comes with a bit of its own.
//
// Operand a is shared by a row and comes registered; b is registered here and passed on to the cell below.
// With two Segments or more the sum is cut into as many parts of SegmentWidth bits, the last one of what is left, and
// a carry from one part to the next waits in a register, which is added in the next cycle. So no addition is longer
// than a part. What leaves is redundant: the sum is that of all parts and of the carries that have not arrived yet.
//   part s:  {carry_q[s], part_q[s]} <= (clear_i ? 0 : part_q[s] + carry_q[s-1]) + its bits of a * b
// A part, a product's bits and a carry are 2^W - 1 + 2^W - 1 + 1 < 2^(W+1) at most: one carry bit is enough. The last
// part's carry is dropped, as that of a whole sum is.
// The register of a sum in one part holds its complement, which is what leaves: a bit costs fewer gates so.
// Outside of a beat a is zero without is_zero_a_i, which leaves the sum as it is: there is no other enable.
// Nothing here has a reset: the first wave that brings a defined b also clears the sum.
// Example (e4m3 * e4m3, lowest bit 2^-18): 1.5 * 0.75 adds 294912 = 1.125 * 2^18.
module fp8_mac_cell #(
  parameter int ExpWidthA    = 4,  // exponent field of a
  parameter int SigWidthA    = 4,  // significand of a with its hidden bit
  parameter int ExpWidthB    = 4,
  parameter int SigWidthB    = 4,
  parameter int AlignedWidth = 37, // one signed product as fixed point
  parameter int LowZeros     = 2,  // as fp8_fixed_product has it
  parameter int SumWidth     = 49, // the accumulator, AlignedWidth or more
  parameter bit HasInfA      = 0,  // a's format has infinities
  parameter bit HasInfB      = 0,
  parameter int Segments     = 1,  // parts of the sum
  parameter int Carries      = 0,  // of a sum in one part, as fp8_add has it
  parameter int CarryWidth   = SumWidth + Segments - 1  // derived, not to be set: {carries, sum}
) (
  input  logic                  clk_i,
  input  logic                  b_enable_i,  // b moves on to the next row
  input  logic                  clear_i,     // this product starts a new sum
  input  logic                  sign_a_i,
  input  logic [ExpWidthA-1:0]  exp_a_i,     // biased, 1 for subnormals and zero; 0 outside of a beat
  input  logic [SigWidthA-1:0]  sig_a_i,
  input  logic                  is_zero_a_i, // a is an operand and zero
  input  logic                  is_inf_a_i,
  input  logic                  sign_b_i,
  input  logic [ExpWidthB-1:0]  exp_b_i,
  input  logic [SigWidthB-1:0]  sig_b_i,     // infinite: 1, with the exponent's top bit
  output logic                  sign_b_o,
  output logic [ExpWidthB-1:0]  exp_b_o,
  output logic [SigWidthB-1:0]  sig_b_o,
  output logic [CarryWidth-1:0] sum_o,       // {carries into parts 1 and up, sum}; of one part ~sum
  output logic                  pos_inf_o,   // a product was +Inf or NaN
  output logic                  neg_inf_o    // a product was -Inf or NaN
);

  always_ff @(posedge clk_i) begin
    if (b_enable_i) begin
      sign_b_o <= sign_b_i;
      exp_b_o  <= exp_b_i;
      sig_b_o  <= sig_b_i;
    end
  end

  localparam bit IsSplit = Segments == 1 && Carries == 0;

  logic                           product_sign;
  logic signed [AlignedWidth-1:0] product;
  logic [AlignedWidth-1:0]        product_carry;
  logic signed [SumWidth-1:0]     addend;

  fp8_fixed_product #(
    .ExpWidthA    (ExpWidthA),
    .SigWidthA    (SigWidthA),
    .ExpWidthB    (ExpWidthB),
    .SigWidthB    (SigWidthB),
    .AlignedWidth (AlignedWidth),
    .LowZeros     (LowZeros),
    .IsSplit      (IsSplit)
  ) u_product (
    .sign_a_i  (sign_a_i),
    .exp_a_i   (exp_a_i),
    .sig_a_i   (sig_a_i),
    .sign_b_i  (sign_b_o),
    .exp_b_i   (exp_b_o),
    .sig_b_i   (sig_b_o),
    .sign_o    (product_sign),
    .product_o (product),
    .carry_o   (product_carry)
  );

  assign addend = SumWidth'(product);

  if (Segments == 1) begin : gen_whole
    logic [SumWidth-1:0] complement_q;
    logic [SumWidth-1:0] previous;
    logic [SumWidth-1:0] sum;

    assign previous = clear_i ? '0 : ~complement_q;

    fp8_add #(
      .Width   (SumWidth),
      .Carries (Carries)
    ) u_add (
      .a_i       (previous),
      .b_i       (addend),
      .carries_i (SumWidth'(product_carry)),
      .sum_o     (sum)
    );

    always_ff @(posedge clk_i) begin
      complement_q <= ~sum;
    end

    assign sum_o = complement_q;
  end else begin : gen_segments
    localparam int SegmentWidth = (SumWidth + Segments - 1) / Segments;

    logic                unused_split;
    logic [SumWidth-1:0] sum_q;
    logic [SumWidth-1:0] sum_d;
    logic [SumWidth-1:0] inverted;
    logic [Segments-1:0] carry_q;   // carry_q[0]: into part 1
    logic [Segments-1:0] carry_d;
    logic [Segments-1:0] carry_in;  // of each part
    logic                unused_carry;

    // ~(~x - y - c) is x + y + c: so a sum starts anew by an OR, which costs less than the AND of a plain addition.
    assign inverted     = clear_i ? '1 : ~sum_q;
    assign carry_in     = clear_i ? '0 : carry_q << 1;
    assign unused_carry = carry_q[Segments-1];
    assign unused_split = product_carry != '0;

    for (genvar s = 0; s < Segments; s++) begin : gen_part
      localparam int Low   = s * SegmentWidth;
      localparam int Width = (SumWidth - Low < SegmentWidth) ? SumWidth - Low : SegmentWidth;

      // One subtraction takes the carry too, as the borrow of a bit below the last.
      logic [Width+1:0] difference;
      logic             unused_borrowed;

      assign difference          = {1'b0, inverted[Low +: Width], 1'b0} - {1'b0, addend[Low +: Width], carry_in[s]};
      assign carry_d[s]          = difference[Width+1];
      assign sum_d[Low +: Width] = ~difference[Width:1];
      assign unused_borrowed     = difference[0];
    end

    always_ff @(posedge clk_i) begin
      sum_q   <= sum_d;
      carry_q <= carry_d;
    end

    assign sum_o = {carry_q[Segments-2:0], sum_q};
  end

  if (HasInfA || HasInfB) begin : gen_infinity
    logic is_inf_b;
    logic is_invalid;  // 0 * Inf
    logic is_inf;      // Inf times anything but zero
    logic pos_inf_q;
    logic neg_inf_q;

    assign is_inf_b   = HasInfB && exp_b_o[ExpWidthB-1] && !sig_b_o[SigWidthB-1];
    assign is_invalid = (is_inf_a_i && (sig_b_o == '0)) || (is_inf_b && is_zero_a_i);
    assign is_inf     = (is_inf_a_i && (sig_b_o != '0)) || (is_inf_b && (sig_a_i != '0));

    always_ff @(posedge clk_i) begin
      pos_inf_q <= (pos_inf_q && !clear_i) || is_invalid || (is_inf && !product_sign);
      neg_inf_q <= (neg_inf_q && !clear_i) || is_invalid || (is_inf && product_sign);
    end

    assign pos_inf_o = pos_inf_q;
    assign neg_inf_o = neg_inf_q;
  end else begin : gen_finite
    logic unused_infinity;
    assign unused_infinity = is_zero_a_i ^ is_inf_a_i ^ product_sign;
    assign pos_inf_o = 1'b0;
    assign neg_inf_o = 1'b0;
  end

endmodule
