// Left edge of one row of the array: brings the row's operand and its control to the row in step with the wave,
// which reaches row r after r moves, and remembers whether the row has met a NaN.
//
// The registers that face the cells hold for one cycle only: in a cycle that follows no move they are zero, and the
// cells' sums stay. So the array can stop at any cycle although its cells have no enable.
module fp8_array_row_edge #(
  parameter int Width = 11,  // bits of an unpacked operand
  parameter int Row   = 0    // moves until a wave reaches this row
) (
  input  logic             clk_i,
  input  logic             rst_ni,
  input  logic             advance_i,   // the array moves on at this edge
  input  logic [Width-1:0] operand_i,   // unpacked operand of the wave at the array's edge; zero without a beat
  input  logic             is_nan_i,    // it was a NaN (and operand_i is zero)
  input  logic             drain_i,     // the wave one row up (row 0: at the edge) follows a tile's end
  output logic             drain_o,     // the same for the row below
  output logic [Width-1:0] operand_o,   // to the row's cells
  output logic             clear_o,     // to the row's cells: start a new sum
  output logic             is_done_o,   // the cells' sums are complete in this cycle
  output logic             has_nan_o    // the tile has had a NaN in this row
);

  logic [Width:0] skewed;

  if (Row == 0) begin : gen_unskewed
    assign skewed = {is_nan_i, operand_i};
  end else begin : gen_skew
    // Unlike other data these registers are reset, so that after a reset only zeros reach the cells.
    logic [Row*(Width+1)-1:0] skew_q;
    always_ff @(posedge clk_i or negedge rst_ni) begin
      if (!rst_ni)        skew_q <= '0;
      else if (advance_i) skew_q <= (Row*(Width+1))'({skew_q, is_nan_i, operand_i});
    end
    assign skewed = skew_q[(Row-1)*(Width+1) +: Width+1];
  end

  logic             drain_q;    // the wave that will reach the next row follows a tile's end
  logic             done_q;
  logic             boot_q;     // first cycle after reset: sums start from zero
  logic             is_nan_q;
  logic             has_nan_q;
  logic [Width-1:0] operand_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      drain_q   <= 1'b0;
      done_q    <= 1'b0;
      boot_q    <= 1'b1;
      is_nan_q  <= 1'b0;
      has_nan_q <= 1'b0;
      operand_q <= '0;
    end else begin
      if (advance_i) drain_q <= drain_i;
      boot_q    <= 1'b0;
      done_q    <= advance_i && drain_i;
      is_nan_q  <= advance_i && skewed[Width];
      operand_q <= advance_i ? skewed[Width-1:0] : '0;
      has_nan_q <= (has_nan_q && !clear_o) || is_nan_q;
    end
  end

  assign drain_o   = drain_q;
  assign operand_o = operand_q;
  assign clear_o   = done_q || boot_q;
  assign is_done_o = done_q;
  assign has_nan_o = has_nan_q;

endmodule
