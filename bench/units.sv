// The exact units that no bundle has without registers or rounding, for bench/units.sh: fixed-point cores of fp8_mac and
// fp8_dot, from codes to a sum. NaN and infinity, which travel beside the sum, are left out.

// One product as fixed point, of e4m3 codes or of e5m2 codes.
module fixed_lane #(
  parameter bit IsE5m2       = 0,
  parameter int AlignedWidth = 37, // 65 for e5m2
  parameter bit IsSplit      = 0   // as fp8_fixed_product has it
) (
  input  logic [7:0]              a_i,
  input  logic [7:0]              b_i,
  output logic [AlignedWidth-1:0] product_o,
  output logic [AlignedWidth-1:0] carry_o
);

  localparam int ExpWidth = IsE5m2 ? 5 : 4;
  localparam int SigWidth = 8 - ExpWidth;

  logic                sign_a;
  logic [ExpWidth-1:0] exp_a;
  logic [SigWidth-1:0] sig_a;
  logic                sign_b;
  logic [ExpWidth-1:0] exp_b;
  logic [SigWidth-1:0] sig_b;

  if (IsE5m2) begin : gen_e5m2
    fp8_decode_e5m2 u_a (.code_i (a_i), .sign_o (sign_a), .exp_o (exp_a), .sig_o (sig_a), .is_nan_o (), .is_inf_o ());
    fp8_decode_e5m2 u_b (.code_i (b_i), .sign_o (sign_b), .exp_o (exp_b), .sig_o (sig_b), .is_nan_o (), .is_inf_o ());
  end else begin : gen_e4m3
    fp8_decode_e4m3 u_a (.code_i (a_i), .sign_o (sign_a), .exp_o (exp_a), .sig_o (sig_a), .is_nan_o ());
    fp8_decode_e4m3 u_b (.code_i (b_i), .sign_o (sign_b), .exp_o (exp_b), .sig_o (sig_b), .is_nan_o ());
  end

  fp8_fixed_product #(
    .ExpWidthA    (ExpWidth),
    .SigWidthA    (SigWidth),
    .ExpWidthB    (ExpWidth),
    .SigWidthB    (SigWidth),
    .AlignedWidth (AlignedWidth),
    .IsSplit      (IsSplit)
  ) u_product (
    .sign_a_i  (sign_a),
    .exp_a_i   (exp_a),
    .sig_a_i   (sig_a),
    .sign_b_i  (sign_b),
    .exp_b_i   (exp_b),
    .sig_b_i   (sig_b),
    .sign_o    (),
    .product_o (product_o),
    .carry_o   (carry_o)
  );

endmodule

// sum_o = sum_i + a * b, exact.
module exact_mac #(
  parameter bit IsE5m2   = 0,
  parameter int SumWidth = 45
) (
  input  logic [7:0]                 a_i,
  input  logic [7:0]                 b_i,
  input  logic signed [SumWidth-1:0] sum_i,
  output logic signed [SumWidth-1:0] sum_o
);

  localparam int AlignedWidth = IsE5m2 ? 65 : 37;

  logic signed [AlignedWidth-1:0] product;
  logic [AlignedWidth-1:0]        product_carry;

  fixed_lane #(
    .IsE5m2       (IsE5m2),
    .AlignedWidth (AlignedWidth),
    .IsSplit      (1)
  ) u_lane (
    .a_i       (a_i),
    .b_i       (b_i),
    .product_o (product),
    .carry_o   (product_carry)
  );

  fp8_add #(
    .Width (SumWidth)
  ) u_add (
    .a_i       (sum_i),
    .b_i       (SumWidth'(product)),
    .carries_i (SumWidth'(product_carry)),
    .sum_o     (sum_o)
  );

endmodule

// The sum of four products.
module exact_dot4 #(
  parameter bit IsE5m2 = 0
) (
  input  logic [31:0]                         a_i,
  input  logic [31:0]                         b_i,
  output logic signed [(IsE5m2 ? 67 : 39)-1:0] sum_o
);

  localparam int AlignedWidth = IsE5m2 ? 65 : 37;

  logic [4*AlignedWidth-1:0] products;

  for (genvar l = 0; l < 4; l++) begin : gen_lane
    fixed_lane #(
      .IsE5m2       (IsE5m2),
      .AlignedWidth (AlignedWidth)
    ) u_lane (
      .a_i       (a_i[8*l +: 8]),
      .b_i       (b_i[8*l +: 8]),
      .product_o (products[AlignedWidth*l +: AlignedWidth]),
      .carry_o   ()
    );
  end

  fp8_sum #(
    .Terms     (4),
    .TermWidth (AlignedWidth),
    .HasAddend (1'b0),
    .Width     (AlignedWidth + 2)
  ) u_sum (
    .terms_i  (products),
    .addend_i ((AlignedWidth + 2)'(0)),
    .sum_o    (sum_o)
  );

endmodule
