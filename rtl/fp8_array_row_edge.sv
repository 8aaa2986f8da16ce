// Left edge of one row of the array: brings the row's operand and its control to the row in step with the wave,
// which reaches row r after r moves, and remembers whether the row has met a NaN.
//
// Sums have no reset: the first wave since reset (boot_i) starts a sum in each row it reaches. No earlier, because
// it is also the first to put defined values into the row's registers of b, and zero times an unknown b is unknown.
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
  input  logic             boot_i,      // that wave is the first one since reset
  output logic             boot_o,      // the same for the row below
  output logic [Width-1:0] operand_o,   // to the row's cells
  output logic             clear_o,     // to the row's cells: start a new sum
  output logic             is_done_o,   // the cells' sums are complete in this cycle
  output logic             has_nan_o    // the tile has had a NaN in this row
);

  logic [Width:0] skewed;

  if (Row == 0) begin : gen_unskewed
    assign skewed = {is_nan_i, operand_i};
  end else begin : gen_skew
    // No reset: what stands here then reaches the row ahead of the first wave, which clears it away.
    logic [Row*(Width+1)-1:0] skew_q;
    always_ff @(posedge clk_i) begin
      if (advance_i) skew_q <= (Row*(Width+1))'({skew_q, is_nan_i, operand_i});
    end
    assign skewed = skew_q[(Row-1)*(Width+1) +: Width+1];
  end

  logic             drain_q;    // the wave that will reach the next row follows a tile's end
  logic             done_q;
  logic             boot_q;     // it is the first one since reset
  logic             first_q;    // the first wave is in this row: sums start from zero
  logic             is_nan_q;
  logic             has_nan_q;
  logic [Width-1:0] operand_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      drain_q   <= 1'b0;
      done_q    <= 1'b0;
      boot_q    <= 1'b0;
      first_q   <= 1'b0;
      is_nan_q  <= 1'b0;
      has_nan_q <= 1'b0;
      operand_q <= '0;
    end else begin
      if (advance_i) drain_q <= drain_i;
      if (advance_i) boot_q <= boot_i;
      done_q    <= advance_i && drain_i;
      first_q   <= advance_i && boot_i;
      is_nan_q  <= advance_i && skewed[Width];
      operand_q <= advance_i ? skewed[Width-1:0] : '0;
      has_nan_q <= (has_nan_q && !clear_o) || is_nan_q;
    end
  end

  assign drain_o   = drain_q;
  assign boot_o    = boot_q;
  assign operand_o = operand_q;
  assign clear_o   = done_q || first_q;
  assign is_done_o = done_q;
  assign has_nan_o = has_nan_q;

endmodule
