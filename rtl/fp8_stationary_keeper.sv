// Tiles that are kept: where in the partial-sum memory each row of A has its sum, and whether it may be used.
//
// A tile that is kept leaves its sums in the memory, row m at place m; row m of the next tile starts from there. The
// memory is read as the row enters the array and written as it leaves: Rows + 2 cycles lie between the taking of a
// row and the taking of the row that adds to it. With tiles of Rows + 2 rows or more that is always so; before the
// follower of a shorter one may_start_o is low for as long as needed. It counts the moves since the kept tile began,
// those within it in which no beat came left out, since every row of the follower has its own distance to keep.
//
// What does not fit together gives NaN and an error: rows of the follower that the kept tile did not have or that had
// no place, and every row of a tile whose rows of B bring a sum beyond MaxTerms products, where there is a limit.
// Example (Rows 4): a kept tile of 3 rows taken in cycles 10 to 12; its follower's first row in cycle 16.
module fp8_stationary_keeper #(
  parameter int Rows       = 8,                                     // of the array
  parameter int TileRows   = 64,                                    // rows that a kept tile may have
  parameter int MaxTerms   = 4096,                                  // products that a sum may have; 0: any number
  parameter int CountWidth = $clog2(Rows + 1),                      // derived, not to be set
  parameter int AddrWidth  = (TileRows > 1) ? $clog2(TileRows) : 1  // derived, not to be set
) (
  input  logic                  clk_i,
  input  logic                  rst_ni,
  input  logic                  advance_i,    // the array moves on at this edge
  input  logic                  take_i,       // a beat of A is taken at this edge
  input  logic                  is_first_i,   // the next one taken is the first of its tile
  input  logic                  is_last_i,    // it is the last
  input  logic                  keep_i,       // its tile is kept
  input  logic [CountWidth-1:0] count_i,      // products that its tile adds to a sum
  output logic                  may_start_o,  // a tile may start
  output logic                  adds_o,       // the beat's row starts from the memory
  output logic [AddrWidth-1:0]  row_o,        // its place there
  output logic                  has_place_o,  // it has one
  output logic                  is_nan_o,     // its results are NaN
  output logic [1:0]            error_o       // sticky: bit 0 more than MaxTerms terms, bit 1 rows do not fit together
);

  localparam int RowWidth  = $clog2(TileRows + 1);
  localparam int WaitWidth = $clog2(Rows + 2);

  logic [RowWidth-1:0]  row_q;        // of the next beat, TileRows at most
  logic [RowWidth-1:0]  kept_rows_q;  // rows in the memory
  logic                 kept_q;       // the tile before was kept
  logic [WaitWidth-1:0] wait_q;
  logic [1:0]           error_q;
  logic                 is_over;
  logic                 has_partner;
  logic [RowWidth-1:0]  rows;         // of the tile so far, the beat included, TileRows at most
  logic                 misfits;

  assign has_place_o = row_q != RowWidth'(TileRows);
  assign has_partner = row_q < kept_rows_q;
  assign rows        = row_q + RowWidth'(has_place_o);
  assign misfits     = (keep_i && !has_place_o) || (kept_q && (!has_partner || (is_last_i && (rows < kept_rows_q))));

  assign may_start_o = wait_q == '0;
  assign adds_o      = kept_q && has_partner;
  assign row_o       = row_q[AddrWidth-1:0];
  assign is_nan_o    = is_over || (kept_q && !has_partner);
  assign error_o     = error_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      row_q       <= '0;
      kept_rows_q <= '0;
      kept_q      <= 1'b0;
      wait_q      <= '0;
      error_q     <= 2'b00;
    end else begin
      if (take_i) begin
        row_q   <= is_last_i ? '0 : rows;
        error_q <= error_q | {misfits, is_over};
        if (is_last_i) begin
          kept_q      <= keep_i;
          kept_rows_q <= keep_i ? rows : '0;
        end
      end
      if (take_i && is_first_i) begin
        wait_q <= keep_i ? WaitWidth'(Rows + 1) : '0;
      end else if (advance_i && (wait_q != '0) && (is_first_i || take_i)) begin
        wait_q <= wait_q - WaitWidth'(1);
      end
    end
  end

  if (MaxTerms > 0) begin : gen_limit
    // MaxTerms, and the terms of one more tile.
    localparam int TermWidth = $clog2(MaxTerms + Rows + 1);
    logic [TermWidth-1:0] terms_q;  // of the sums so far, MaxTerms at most
    logic                 over_q;
    logic [TermWidth-1:0] terms;

    assign terms   = (kept_q ? terms_q : '0) + TermWidth'(count_i);
    assign is_over = is_first_i ? (terms > TermWidth'(MaxTerms)) : over_q;

    always_ff @(posedge clk_i or negedge rst_ni) begin
      if (!rst_ni) begin
        terms_q <= '0;
        over_q  <= 1'b0;
      end else if (take_i) begin
        over_q <= is_over;
        if (is_first_i) terms_q <= is_over ? TermWidth'(MaxTerms) : terms;
      end
    end
  end else begin : gen_no_limit
    logic unused_count;
    assign unused_count = ^count_i;
    assign is_over      = 1'b0;
  end

endmodule
