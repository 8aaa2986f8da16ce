// One column of a weight-stationary array: its cells, through which partial sums move down one row a move.
//
//   the sum that enters at the top, plus the products of all rows, leaves at the bottom Rows moves later
//
// Weights come from the top to all rows at once; load_i says which row's shadow takes them. Row r's operand a and
// swap come from its row edge r moves after the top's, and so meet the partial sum of their own row of A.
// What a cell adds, and how, is fp8_array_cell's business; the terms come in ascending rows.
module fp8_stationary_column #(
  parameter int Rows        = 8,   // cells
  parameter int WidthA      = 11,  // operand a with its marks, as fp8_array_cell takes it
  parameter int WidthB      = 10,  // a weight likewise
  parameter int ResultWidth = 42   // a partial sum with its marks
) (
  input  logic                   clk_i,
  input  logic                   advance_i,    // the array moves on at this edge
  input  logic [Rows*WidthA-1:0] operand_a_i,  // row 0 lowest
  input  logic [Rows-1:0]        load_i,       // the row's shadow takes operand_b_i at this edge
  input  logic [Rows-1:0]        swap_i,       // the row's shadow comes into use at this edge
  input  logic [WidthB-1:0]      operand_b_i,  // the weight that is being loaded
  input  logic [ResultWidth-1:0] result_i,     // enters the cell of row 0
  output logic [ResultWidth-1:0] result_o
);

  // Row r's partial sum stands at index r + 1, below it; what enters the column at index 0.
  logic [(Rows+1)*ResultWidth-1:0] result;

  assign result[ResultWidth-1:0] = result_i;

  for (genvar r = 0; r < Rows; r++) begin : gen_row
    fp8_array_cell #(
      .ResultWidth (ResultWidth)
    ) u_cell (
      .clk_i     (clk_i),
      .advance_i (advance_i),
      .load_i    (load_i[r]),
      .swap_i    (swap_i[r]),
      .a_i       (operand_a_i[r*WidthA +: WidthA]),
      .b_i       (operand_b_i),
      .result_i  (result[r*ResultWidth +: ResultWidth]),
      .result_o  (result[(r+1)*ResultWidth +: ResultWidth])
    );
  end

  assign result_o = result[Rows*ResultWidth +: ResultWidth];

endmodule
