// What tuser says of a tile: it is taken with the tile's first beat, holds for the whole tile, and comes out again in
// step with the tile's sums.
//
// Latency: as that of the sums. user_o goes with the beats at the array's edge, sum_user_o with the sums in the columns'
// registers. Registers hold data only and have no reset.
module fp8_array_tile_user #(
  parameter int Width = 1  // bits of tuser
) (
  input  logic             clk_i,
  input  logic             advance_i,  // the array moves on at this edge
  input  logic             take_i,     // a beat is taken at this edge
  input  logic             is_first_i, // it is the first of its tile
  input  logic [Width-1:0] user_i,     // of the beat
  output logic [Width-1:0] user_o,     // of the beat's tile
  input  logic             drain_i,    // the wave at the array's edge follows the end of a drained tile
  input  logic             is_done_i,  // row 0 of that tile is complete in this cycle
  output logic [Width-1:0] sum_user_o  // of the tile whose row stands at the columns' bottom
);

  logic [Width-1:0] tile_q;  // of the last beat taken
  logic [Width-1:0] done_q;  // of the tile of is_done_i
  logic [Width-1:0] sum_q;   // of the sums in the columns' registers

  assign user_o     = is_first_i ? user_i : tile_q;
  assign sum_user_o = sum_q;

  always_ff @(posedge clk_i) begin
    if (take_i)               tile_q <= user_o;
    if (advance_i && drain_i) done_q <= tile_q;
    if (is_done_i)            sum_q  <= done_q;
  end

endmodule
