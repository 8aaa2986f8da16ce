// Takes the beats of A and B of a weight-stationary array: loads weights, and starts a tile when its weights are
// complete.
//
// Beat k of a tile of B loads row k; the one with tlast, or the one of the last row, completes the tile. What comes
// beyond that up to tlast is taken and dropped, so that the next tile begins where its sender means it to; the sticky
// error tells. Complete weights wait for the first beat of A, which swaps them into use (swap_o); from that cycle on
// the next tile loads.
//
// Why no row is overwritten before it was swapped: swaps move down one row a move, row k's k moves after row 0's.
// Loads move too only with advance_i and begin in the cycle of row 0's swap at the earliest, so row k is loaded k
// moves after it or later: at the edge of its swap, which still takes the old value, or behind it.
//
// The first weights since reset go to all rows, so that the cells of rows without a weight hold a number: they are
// fed zeros, and zero times an unknown weight would be unknown.
// Example (Rows 4, tile of 2 rows of B from cycle 10, A waiting): loads in cycles 10 and 11, swap_o in cycle 12,
// count_o is 2 from then until the next swap. With steady supply a beat of A is taken in every cycle as long as
// tiles have at least as many beats of A as the following one has of B.
module fp8_stationary_sequencer #(
  parameter int Rows       = 8,                  // 1 or more
  parameter int CountWidth = $clog2(Rows + 1)    // derived, not to be set
) (
  input  logic                  clk_i,
  input  logic                  rst_ni,
  input  logic                  advance_i,     // the array moves on at this edge
  input  logic                  a_valid_i,
  input  logic                  a_last_i,
  input  logic                  b_valid_i,
  input  logic                  b_last_i,
  input  logic                  may_start_i,   // nothing else keeps a tile from starting
  output logic                  take_a_o,      // a beat of A is taken at this edge
  output logic                  is_first_a_o,  // the next one taken is the first of its tile
  output logic                  swap_o,        // it is, and is taken at this edge
  output logic                  take_b_o,      // a beat of B is taken at this edge
  output logic                  is_first_b_o,  // the next one loaded is the first of its tile
  output logic                  load_o,        // a beat of B is loaded at this edge
  output logic [Rows-1:0]       load_row_o,    // into these rows
  output logic [CountWidth-1:0] count_o,       // rows that have weights, of the tile of the beat of A
  output logic                  error_o        // sticky: a tile of B had more than Rows beats
);

  logic                  first_a_q;
  logic                  first_b_q;
  logic                  complete_q;  // a tile's weights are loaded and not in use yet
  logic                  surplus_q;   // beats of B are dropped up to tlast
  logic                  boot_q;      // nothing was loaded since reset
  logic                  error_q;
  logic [CountWidth-1:0] loaded_q;    // rows loaded of the tile in the shadows
  logic [CountWidth-1:0] used_q;      // rows of the tile in use
  logic [CountWidth-1:0] place;       // the row that the next beat of B loads
  logic                  is_full;     // it is the last one

  assign take_a_o     = advance_i && a_valid_i && (!first_a_q || (complete_q && may_start_i));
  assign is_first_a_o = first_a_q;
  assign swap_o       = take_a_o && first_a_q;
  assign count_o      = first_a_q ? loaded_q : used_q;

  assign place        = first_b_q ? '0 : loaded_q;
  assign is_full      = place == CountWidth'(Rows - 1);
  assign load_o       = advance_i && b_valid_i && !surplus_q && (!complete_q || swap_o);
  assign take_b_o     = load_o || (advance_i && b_valid_i && surplus_q);
  assign is_first_b_o = first_b_q;
  assign error_o      = error_q;

  for (genvar r = 0; r < Rows; r++) begin : gen_load
    assign load_row_o[r] = load_o && (boot_q || (place == CountWidth'(r)));
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      first_a_q  <= 1'b1;
      first_b_q  <= 1'b1;
      complete_q <= 1'b0;
      surplus_q  <= 1'b0;
      boot_q     <= 1'b1;
      error_q    <= 1'b0;
      loaded_q   <= '0;
      used_q     <= '0;
    end else begin
      if (take_a_o) first_a_q <= a_last_i;
      if (swap_o)   used_q    <= loaded_q;
      if (load_o) begin
        boot_q     <= 1'b0;
        loaded_q   <= place + CountWidth'(1);
        first_b_q  <= b_last_i || is_full;
        complete_q <= b_last_i || is_full;
        surplus_q  <= is_full && !b_last_i;
        error_q    <= error_q || (is_full && !b_last_i);
      end else begin
        if (swap_o)   complete_q <= 1'b0;
        if (take_b_o) surplus_q  <= !b_last_i;
      end
    end
  end

endmodule
