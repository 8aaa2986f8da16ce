// Left edge of one row of a weight-stationary array: brings the row's operand to its cells in step with the partial
// sums, which reach row r after r moves, and with it the swap of the row's weights.
//
// A beat of A that is taken at a move faces row r's cells r moves later, from a register that this edge loads then.
// The weights of a tile come into use in row r at the same edge, so the first operand of a tile meets its weights and
// the last one of the tile before met its own.
// Example: Row 2, beat taken in cycle 10 without stalls: swap_row_o in cycle 12, operand_o in cycle 13.
module fp8_stationary_row_edge #(
  parameter int Width = 11,  // bits of an unpacked operand
  parameter int Row   = 0    // moves until a beat reaches this row
) (
  input  logic             clk_i,
  input  logic             rst_ni,
  input  logic             advance_i,   // the array moves on at this edge
  input  logic [Width-1:0] operand_i,   // unpacked operand of the beat at the array's edge
  input  logic             swap_i,      // what is one row up (row 0: the beat) is the first of a tile
  output logic             swap_o,      // the same for the row below
  output logic             swap_row_o,  // to the row's cells: their weights are swapped at this edge
  output logic [Width-1:0] operand_o    // to the row's cells
);

  // The oldest operand lies on top and faces the cells.
  logic [(Row+1)*Width-1:0] operand_q;
  logic                     swap_q;

  always_ff @(posedge clk_i) begin
    if (advance_i) operand_q <= ((Row+1)*Width)'({operand_q, operand_i});
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni)        swap_q <= 1'b0;
    else if (advance_i) swap_q <= swap_i;
  end

  assign swap_o     = swap_q;
  assign swap_row_o = advance_i && swap_i;
  assign operand_o  = operand_q[Row*Width +: Width];

endmodule
