// Top edge of one column of a weight-stationary array: whether a row of A that enters the column gives NaN there.
//
// A tile with a NaN among its weights of this column has no other results in it. The mark is collected while the
// tile's weights load, comes into use with them, and is given to each partial sum as it enters the column; so the
// cells know nothing of NaN.
// Latency one move, as that of an operand of row 0. Registers hold data only and have no reset.
module fp8_stationary_column_edge (
  input  logic clk_i,
  input  logic advance_i,   // the array moves on at this edge
  input  logic load_i,      // a weight is loaded at this edge
  input  logic is_first_i,  // it is the first of its tile
  input  logic is_nan_b_i,  // it is a NaN
  input  logic swap_i,      // the beat of A taken at this edge is the first of the loaded tile
  input  logic is_nan_a_i,  // the beat of A at the array's edge gives NaN in all columns
  output logic is_nan_o     // of the partial sum that enters row 0
);

  logic loaded_q;  // a NaN among the weights that are being loaded
  logic used_q;    // among those in use
  logic used;

  assign used = swap_i ? loaded_q : used_q;

  always_ff @(posedge clk_i) begin
    if (load_i)    loaded_q <= is_nan_b_i || (loaded_q && !is_first_i);
    if (swap_i)    used_q   <= loaded_q;
    if (advance_i) is_nan_o <= is_nan_a_i || used;
  end

endmodule
