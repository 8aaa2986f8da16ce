// One column of an output-stationary array: its cells, and the bus that brings their finished sums out.
//
// Operand b enters at the top and moves down one cell a move; row r's operand a and control come from its row edge.
// Under that skew one cell finishes a cycle, row 0 first, so an AND-OR bus needs no second register in a cell.
// Latency: the sum of a row stands at the outputs one cycle after its is_done_i.
module fp8_array_column #(
  parameter int Rows         = 8,   // cells
  parameter int ExpWidthA    = 4,   // exponent field of a
  parameter int SigWidthA    = 4,   // significand of a with its hidden bit
  parameter int ExpWidthB    = 4,
  parameter int SigWidthB    = 4,
  parameter int AlignedWidth = 37,  // one signed product as fixed point
  parameter int LowZeros     = 2,   // as fp8_fixed_product has it
  parameter int SumWidth     = 49,  // an accumulator
  parameter bit HasInfA      = 0,   // a's format has infinities
  parameter bit HasInfB      = 0,
  parameter int WidthA       = 3 + ExpWidthA + SigWidthA,  // derived, not to be set: {zero, inf, sign, exp, sig}
  parameter int WidthB       = 2 + ExpWidthB + SigWidthB   // derived, not to be set: {inf, sign, exp, sig}
) (
  input  logic                   clk_i,
  input  logic                   rst_ni,
  input  logic                   advance_i,    // the array moves on at this edge
  input  logic                   moved_i,      // it did at the last edge
  input  logic [Rows*WidthA-1:0] operand_a_i,  // row 0 lowest
  input  logic [Rows-1:0]        clear_i,      // the row's cells start a new sum
  input  logic [Rows-1:0]        is_done_i,    // the row's sums are complete; one row at a time
  input  logic [WidthB-1:0]      operand_b_i,  // of the wave at the top; zero without a beat
  input  logic                   is_nan_b_i,   // it was a NaN (and operand_b_i is zero)
  output logic [SumWidth-1:0]    sum_o,        // two's complement
  output logic                   pos_inf_o,
  output logic                   neg_inf_o,
  output logic                   has_nan_o     // the tile has had a NaN in this column
);

  // Above row r lies b of row r - 1; above row 0 the array's edge.
  logic [(Rows+1)*WidthB-1:0] b;
  logic [Rows*SumWidth-1:0]   sum;
  logic [Rows-1:0]            pos_inf;
  logic [Rows-1:0]            neg_inf;

  assign b[WidthB-1:0] = operand_b_i;

  for (genvar r = 0; r < Rows; r++) begin : gen_row
    logic                 is_zero_a;
    logic                 is_inf_a;
    logic                 sign_a;
    logic [ExpWidthA-1:0] exp_a;
    logic [SigWidthA-1:0] sig_a;
    logic                 is_inf_b;
    logic                 sign_b;
    logic [ExpWidthB-1:0] exp_b;
    logic [SigWidthB-1:0] sig_b;

    assign {is_zero_a, is_inf_a, sign_a, exp_a, sig_a} = operand_a_i[r*WidthA +: WidthA];
    assign {is_inf_b, sign_b, exp_b, sig_b}            = b[r*WidthB +: WidthB];

    fp8_mac_cell #(
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
      .b_enable_i  (advance_i),
      .clear_i     (clear_i[r]),
      .sign_a_i    (sign_a),
      .exp_a_i     (exp_a),
      .sig_a_i     (sig_a),
      .is_zero_a_i (is_zero_a),
      .is_inf_a_i  (is_inf_a),
      .sign_b_i    (sign_b),
      .exp_b_i     (exp_b),
      .sig_b_i     (sig_b),
      .is_inf_b_i  (is_inf_b),
      .sign_b_o    (b[(r+1)*WidthB + ExpWidthB + SigWidthB]),
      .exp_b_o     (b[(r+1)*WidthB + SigWidthB +: ExpWidthB]),
      .sig_b_o     (b[(r+1)*WidthB +: SigWidthB]),
      .is_inf_b_o  (b[(r+1)*WidthB + ExpWidthB + SigWidthB + 1]),
      .sum_o       (sum[r*SumWidth +: SumWidth]),
      .pos_inf_o   (pos_inf[r]),
      .neg_inf_o   (neg_inf[r])
    );
  end

  logic [WidthB-1:0] unused_b;  // nothing lies below the last row
  assign unused_b = b[Rows*WidthB +: WidthB];

  logic [SumWidth-1:0] bus;
  always_comb begin
    bus = '0;
    for (int r = 0; r < Rows; r++) begin
      bus = bus | (sum[r*SumWidth +: SumWidth] & {SumWidth{is_done_i[r]}});
    end
  end

  always_ff @(posedge clk_i) begin
    if (moved_i) begin
      sum_o     <= bus;
      pos_inf_o <= (pos_inf & is_done_i) != '0;
      neg_inf_o <= (neg_inf & is_done_i) != '0;
    end
  end

  // The column's NaN is known when row 0 is done, and holds while the other rows follow.
  logic is_nan_q;
  logic has_nan_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      is_nan_q  <= 1'b0;
      has_nan_q <= 1'b0;
      has_nan_o <= 1'b0;
    end else begin
      is_nan_q  <= advance_i && is_nan_b_i;
      has_nan_q <= (has_nan_q && !clear_i[0]) || is_nan_q;
      if (is_done_i[0]) has_nan_o <= has_nan_q;
    end
  end

endmodule
