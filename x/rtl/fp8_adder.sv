// fp8_adder: e4m3 + e4m3 adder, result in e4m3
//
// request     fp8forge generate adder --a e4m3 --b e4m3 --to e4m3 --rounding rne --overflow saturate --stages
//             4 (fp8forge 0.1.0)
// function    result_o = round(a_i + b_i), the exact sum rounded once; NaN from a NaN operand; an exact zero
//             of different signs is +0, in RDN -0
// operands    a, b: e4m3 (4 exponent and 3 mantissa bits, bias 7; no infinity, NaN only S.1111.111)
// result      e4m3, RNE, overflow and infinity to the largest finite value, NaN 7f
// latency     4 cycles unstalled, one beat a cycle
// may change  nothing: there are no parameters
// example     a_i 3c, b_i 40 gives 46: 1.5 + 2.0 = 3.5
module fp8_adder (
  input  logic       clk_i,    // rising edge
  input  logic       rst_ni,   // asynchronous, active low; released synchronously by the user

  input  logic       valid_i,  // a beat is offered; operands and modes are sampled with ready_o
  output logic       ready_o,  // and taken at this edge
  input  logic [7:0] a_i,      // e4m3 code
  input  logic [7:0] b_i,      // e4m3 code

  output logic       valid_o,  // a result is offered, and held until ready_i
  input  logic       ready_i,  // and taken at this edge
  output logic [7:0] result_o  // e4m3 code
);

  // Valid and ready of the register stages.
  logic [3:0] enable;  // stage s moves on

  fp8_handshake #(
    .Stages (4)
  ) u_handshake (
    .clk_i    (clk_i),
    .rst_ni   (rst_ni),
    .valid_i  (valid_i),
    .ready_o  (ready_o),
    .valid_o  (valid_o),
    .ready_i  (ready_i),
    .enable_o (enable)
  );

  // Unpack.
  logic       sign_a;
  logic [3:0] exp_a;
  logic [3:0] sig_a;
  logic       is_nan_a;

  fp8_decode_e4m3 u_decode_a (
    .code_i   (a_i),
    .sign_o   (sign_a),
    .exp_o    (exp_a),
    .sig_o    (sig_a),
    .is_nan_o (is_nan_a)
  );

  logic       sign_b;
  logic [3:0] exp_b;
  logic [3:0] sig_b;
  logic       is_nan_b;

  fp8_decode_e4m3 u_decode_b (
    .code_i   (b_i),
    .sign_o   (sign_b),
    .exp_o    (exp_b),
    .sig_o    (sig_b),
    .is_nan_o (is_nan_b)
  );

  // Exponents in binades above e4m3's smallest normal 2^-6, each of its significand's top bit.
  logic signed [4:0] rel_exp_a;  // 0 to 14
  assign rel_exp_a = 5'(exp_a) - 5'd1;

  logic signed [4:0] rel_exp_b;  // 0 to 14
  assign rel_exp_b = 5'(exp_b) - 5'd1;

  // NaN comes from a NaN only.
  logic sum_is_nan;
  assign sum_is_nan = is_nan_a || is_nan_b;

  // Align: the number with the larger exponent stays, the other moves down.
  logic       staying_sign;
  logic       subtracts;
  logic [3:0] sum_exp;       // of the carry bit: 1 to 15
  logic [5:0] staying;
  logic [5:0] moved;
  logic       moved_sticky;  // something lies below what has moved

  fp8_align #(
    .ExpWidth    (5),
    .SigWidthX   (4),
    .SigWidthY   (4),
    .Width       (6),
    .SumExpWidth (4)
  ) u_align (
    .sign_x_i    (sign_a),
    .exp_x_i     (rel_exp_a),
    .sig_x_i     (sig_a),
    .sign_y_i    (sign_b),
    .exp_y_i     (rel_exp_b),
    .sig_y_i     (sig_b),
    .sign_o      (staying_sign),
    .subtracts_o (subtracts),
    .exp_o       (sum_exp),
    .staying_o   (staying),
    .moved_o     (moved),
    .sticky_o    (moved_sticky)
  );

  // Register stage 0.
  logic [5:0]  moved_s0;
  logic        subtracts_s0;
  logic        staying_sign_s0;
  logic [3:0]  sum_exp_s0;
  logic [5:0]  staying_s0;
  logic        moved_sticky_s0;
  logic        sum_is_nan_s0;
  logic [19:0] stage0_d;
  logic [19:0] stage0_q;

  assign stage0_d = {moved, subtracts, staying_sign, sum_exp, staying, moved_sticky, sum_is_nan};

  assign {moved_s0, subtracts_s0, staying_sign_s0, sum_exp_s0, staying_s0, moved_sticky_s0,
          sum_is_nan_s0} = stage0_q;

  fp8_pipe #(
    .Width (20)
  ) u_stage0 (
    .clk_i    (clk_i),
    .enable_i (enable[0]),
    .data_i   (stage0_d),
    .data_o   (stage0_q)
  );

  // Add.
  logic       finite_sign;
  logic [6:0] sum_sig;      // with a carry bit on top
  logic       sum_sticky;

  fp8_add_aligned #(
    .Width (6)
  ) u_add (
    .sign_i      (staying_sign_s0),
    .subtracts_i (subtracts_s0),
    .staying_i   (staying_s0),
    .moved_i     (moved_s0),
    .sticky_i    (moved_sticky_s0),
    .is_rdn_i    (1'b0),
    .sign_o      (finite_sign),
    .sig_o       (sum_sig),
    .sticky_o    (sum_sticky)
  );

  // Register stage 1.
  logic       finite_sign_s1;
  logic [3:0] sum_exp_s1;
  logic [6:0] sum_sig_s1;
  logic       sum_sticky_s1;
  logic       sum_is_nan_s1;

  fp8_pipe #(
    .Width (14)
  ) u_stage1 (
    .clk_i    (clk_i),
    .enable_i (enable[1]),
    .data_i   ({finite_sign, sum_exp_s0, sum_sig, sum_sticky, sum_is_nan_s0}),
    .data_o   ({finite_sign_s1, sum_exp_s1, sum_sig_s1, sum_sticky_s1, sum_is_nan_s1})
  );

  // Normalize: the top bit to the top, or as far as the smallest normal's exponent allows.
  logic [3:0] exact_exp;  // of the top bit, before anything is shifted
  assign exact_exp = sum_exp_s1;

  logic [6:0] norm_sig;
  logic [2:0] shift;

  fp8_normalize #(
    .SigWidth   (7),
    .LimitWidth (4)
  ) u_normalize (
    .sig_i   (sum_sig_s1),
    .limit_i (exact_exp),
    .sig_o   (norm_sig),
    .shift_o (shift)
  );

  logic [3:0] exp;  // binades above e4m3's smallest normal 2^-6: 0 to 15
  assign exp = exact_exp - 4'(shift);

  // Register stage 2.
  logic       finite_sign_s2;
  logic [3:0] exp_s2;
  logic [6:0] norm_sig_s2;
  logic       sum_sticky_s2;
  logic       sum_is_nan_s2;

  fp8_pipe #(
    .Width (14)
  ) u_stage2 (
    .clk_i    (clk_i),
    .enable_i (enable[2]),
    .data_i   ({finite_sign_s1, exp, norm_sig, sum_sticky_s1, sum_is_nan_s1}),
    .data_o   ({finite_sign_s2, exp_s2, norm_sig_s2, sum_sticky_s2, sum_is_nan_s2})
  );

  // Round once; then resolve overflow and specials.
  localparam logic [2:0] Rounding = 3'd0;  // RNE
  localparam logic       Saturate = 1'b1;

  logic [7:0] rounded_code;  // {carry, exponent field, mantissa}
  logic       exceeds;

  fp8_round #(
    .SigWidth    (7),
    .ExpWidth    (4),
    .DstExpWidth (4),
    .DstManWidth (3)
  ) u_round (
    .sign_i     (finite_sign_s2),
    .exp_i      (exp_s2),
    .sig_i      (norm_sig_s2),
    .sticky_i   (sum_sticky_s2),
    .rounding_i (Rounding),
    .random_i   (1'b0),
    .code_o     (rounded_code),
    .exceeds_o  (exceeds)
  );

  logic [7:0] result;

  fp8_encode_e4m3 u_encode (
    .sign_i     (finite_sign_s2),
    .code_i     (rounded_code),
    .exceeds_i  (exceeds),
    .is_nan_i   (sum_is_nan_s2),
    .rounding_i (Rounding),
    .saturate_i (Saturate),
    .result_o   (result)
  );

  // Register stage 3.
  logic [7:0] result_s3;

  fp8_pipe #(
    .Width (8)
  ) u_stage3 (
    .clk_i    (clk_i),
    .enable_i (enable[3]),
    .data_i   (result),
    .data_o   (result_s3)
  );

  assign result_o = result_s3;

endmodule
