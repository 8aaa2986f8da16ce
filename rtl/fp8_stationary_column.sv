// One column of a weight-stationary array: its cells, through which partial sums move down one row a move.
//
//   the sum that enters at the top, plus the products of all rows, leaves at the bottom Rows moves later
//
// Weights come from the top to all rows at once; load_i says which row's shadow takes them. Row r's operand a and
// swap come from its row edge r moves after the top's, and so meet the partial sum of their own row of A.
module fp8_stationary_column #(
  parameter int Rows         = 8,   // cells
  parameter int ExpWidthA    = 4,   // exponent field of a
  parameter int SigWidthA    = 4,   // significand of a with its hidden bit
  parameter int ExpWidthB    = 4,
  parameter int SigWidthB    = 4,
  parameter int AlignedWidth = 37,  // one signed product as fixed point
  parameter int LowZeros     = 2,   // as fp8_fixed_product has it
  parameter int SumWidth     = 40,  // a partial sum
  parameter bit HasInfA      = 0,   // a's format has infinities
  parameter bit HasInfB      = 0,
  parameter int WidthA       = 3 + ExpWidthA + SigWidthA,  // derived, not to be set: {zero, inf, sign, exp, sig}
  parameter int WidthB       = 2 + ExpWidthB + SigWidthB   // derived, not to be set: {inf, sign, exp, sig}
) (
  input  logic                   clk_i,
  input  logic                   advance_i,    // the array moves on at this edge
  input  logic [Rows*WidthA-1:0] operand_a_i,  // row 0 lowest
  input  logic [Rows-1:0]        load_i,       // the row's shadow takes operand_b_i at this edge
  input  logic [Rows-1:0]        swap_i,       // the row's shadow comes into use at this edge
  input  logic [WidthB-1:0]      operand_b_i,  // the weight that is being loaded
  input  logic [SumWidth-1:0]    sum_i,        // enters the cell of row 0
  input  logic                   pos_inf_i,    // its marks; both: NaN
  input  logic                   neg_inf_i,
  output logic [SumWidth-1:0]    sum_o,        // two's complement
  output logic                   pos_inf_o,
  output logic                   neg_inf_o
);

  logic                 is_inf_b;
  logic                 sign_b;
  logic [ExpWidthB-1:0] exp_b;
  logic [SigWidthB-1:0] sig_b;
  assign {is_inf_b, sign_b, exp_b, sig_b} = operand_b_i;

  // Row r's partial sum stands at index r + 1, below it; what enters the column at index 0.
  logic [(Rows+1)*SumWidth-1:0] sum;
  logic [Rows:0]                pos_inf;
  logic [Rows:0]                neg_inf;

  assign sum[SumWidth-1:0] = sum_i;
  assign pos_inf[0]        = pos_inf_i;
  assign neg_inf[0]        = neg_inf_i;

  for (genvar r = 0; r < Rows; r++) begin : gen_row
    logic                 is_zero_a;
    logic                 is_inf_a;
    logic                 sign_a;
    logic [ExpWidthA-1:0] exp_a;
    logic [SigWidthA-1:0] sig_a;

    assign {is_zero_a, is_inf_a, sign_a, exp_a, sig_a} = operand_a_i[r*WidthA +: WidthA];

    fp8_stationary_cell #(
      .ExpWidthA    (ExpWidthA),
      .SigWidthA    (SigWidthA),
      .ExpWidthB    (ExpWidthB),
      .SigWidthB    (SigWidthB),
      .AlignedWidth (AlignedWidth),
      .LowZeros     (LowZeros),
      .SumWidth     (SumWidth),
      .HasInfA      (HasInfA),
      .HasInfB      (HasInfB)
    ) u_cell (
      .clk_i       (clk_i),
      .advance_i   (advance_i),
      .load_i      (load_i[r]),
      .swap_i      (swap_i[r]),
      .sign_a_i    (sign_a),
      .exp_a_i     (exp_a),
      .sig_a_i     (sig_a),
      .is_zero_a_i (is_zero_a),
      .is_inf_a_i  (is_inf_a),
      .sign_b_i    (sign_b),
      .exp_b_i     (exp_b),
      .sig_b_i     (sig_b),
      .is_inf_b_i  (is_inf_b),
      .sum_i       (sum[r*SumWidth +: SumWidth]),
      .pos_inf_i   (pos_inf[r]),
      .neg_inf_i   (neg_inf[r]),
      .sum_o       (sum[(r+1)*SumWidth +: SumWidth]),
      .pos_inf_o   (pos_inf[r+1]),
      .neg_inf_o   (neg_inf[r+1])
    );
  end

  assign sum_o     = sum[Rows*SumWidth +: SumWidth];
  assign pos_inf_o = pos_inf[Rows];
  assign neg_inf_o = neg_inf[Rows];

endmodule
