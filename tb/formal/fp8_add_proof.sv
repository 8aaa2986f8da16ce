// fp8_add adds, whatever its operands, as long as carries_i keeps to its rule: no carry comes out of the bit below a one
// of it. fp8_fixed_product, in two parts, keeps to it beside any other operand, and its parts make the whole product.
module fp8_add_proof #(
  parameter int Width   = 49,
  parameter int Carries = 0
) (
  input logic             clk_i,
  input logic [Width-1:0] a_i,
  input logic [Width-1:0] b_i,
  input logic [Width-1:0] carries_i
);

  logic [Width-1:0] sum;
  logic [Width-1:0] carried;  // out of each bit
  logic [Width-1:0] into;

  fp8_add #(
    .Width   (Width),
    .Carries (Carries)
  ) u_add (
    .a_i       (a_i),
    .b_i       (b_i),
    .carries_i (carries_i),
    .sum_o     (sum)
  );

  assign into    = (carried << 1) | carries_i;
  assign carried = (a_i & b_i) | ((a_i | b_i) & into);

  always_ff @(posedge clk_i) begin
    if (Carries == 1) assume (carries_i == '0);
    assume (((carried << 1) & carries_i) == '0);
    assert (sum == a_i + b_i + carries_i);
  end

endmodule

module fp8_fixed_product_proof #(
  parameter int ExpWidthA    = 4,
  parameter int SigWidthA    = 4,
  parameter int ExpWidthB    = 4,
  parameter int SigWidthB    = 4,
  parameter int AlignedWidth = 37,
  parameter int LowZeros     = 2
) (
  input logic                 clk_i,
  input logic                 sign_a_i,
  input logic [ExpWidthA-1:0] exp_a_i,
  input logic [SigWidthA-1:0] sig_a_i,
  input logic                 sign_b_i,
  input logic [ExpWidthB-1:0] exp_b_i,
  input logic [SigWidthB-1:0] sig_b_i
);

  logic [AlignedWidth-1:0] whole;
  logic [AlignedWidth-1:0] none;
  logic [AlignedWidth-1:0] part;
  logic [AlignedWidth-1:0] carry;

  for (genvar i = 0; i < 2; i++) begin : gen_product
    logic [AlignedWidth-1:0] product;
    logic [AlignedWidth-1:0] product_carry;
    fp8_fixed_product #(
      .ExpWidthA    (ExpWidthA),
      .SigWidthA    (SigWidthA),
      .ExpWidthB    (ExpWidthB),
      .SigWidthB    (SigWidthB),
      .AlignedWidth (AlignedWidth),
      .LowZeros     (LowZeros),
      .IsSplit      (i == 1)
    ) u_product (
      .sign_a_i  (sign_a_i),
      .exp_a_i   (exp_a_i),
      .sig_a_i   (sig_a_i),
      .sign_b_i  (sign_b_i),
      .exp_b_i   (exp_b_i),
      .sig_b_i   (sig_b_i),
      .sign_o    (),
      .product_o (product),
      .carry_o   (product_carry)
    );
  end

  assign whole = gen_product[0].product;
  assign none  = gen_product[0].product_carry;
  assign part  = gen_product[1].product;
  assign carry = gen_product[1].product_carry;

  // Unpacked operands have exponents of 1 or more. In the layout that e4m3 and e5m2 share (LowZeros 4: both operands),
  // only e4m3's, which begin at 9, have the significand's last bit.
  always_ff @(posedge clk_i) begin
    assume (exp_a_i != '0 && exp_b_i != '0);
    assume (LowZeros < 4 || ((exp_a_i >= 9 || !sig_a_i[0]) && (exp_b_i >= 9 || !sig_b_i[0])));
    assert (none == '0);
    assert (part + carry == whole);
    assert ((carry & (carry - 1'b1)) == '0);
    assert (carry == '0 || (part & (carry - 1'b1)) == '0);
  end

endmodule
