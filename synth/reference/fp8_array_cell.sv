// The cell that fp8_array_column finds in an INT8 array: int8_cell under the ports of the library's column.
module fp8_array_cell #(
  parameter int ResultWidth = 32
) (
  input  logic                   clk_i,
  input  logic                   b_enable_i,  // b moves on to the next row
  input  logic                   clear_i,     // this product starts a new sum
  input  logic [7:0]             a_i,
  input  logic [7:0]             b_i,         // from above
  output logic [7:0]             b_o,         // to the cell below
  output logic [ResultWidth-1:0] result_o
);

  int8_cell u_cell (
    .clk_i      (clk_i),
    .b_enable_i (b_enable_i),
    .clear_i    (clear_i),
    .a_i        (a_i),
    .b_i        (b_i),
    .b_o        (b_o),
    .sum_o      (result_o)
  );

endmodule
