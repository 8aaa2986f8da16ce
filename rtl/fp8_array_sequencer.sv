// Takes the beats of A and B in pairs and tells the array where tiles begin and end.
//
// A beat is taken when both streams have one and the array moves on. The one that ends a tile also waits until
// Rows cycles have passed since the previous end, because the columns' result buses bring out one row a cycle.
// Where tlast of A and B disagree the tile ends. Terms beyond MaxTerms are marked, so that the edge makes them NaN.
// A tile that is kept ends without a drain: its sums and its count of terms go on into the next tile.
// drain_o marks the wave that follows the last beat of a tile that is not kept: it starts the next sum in each cell it
// reaches, and the finished sum leaves that cell's accumulator in the same cycle. boot_o marks the first wave since
// reset, which starts the first sums.
module fp8_array_sequencer #(
  parameter int Rows     = 8,    // 1 or more
  parameter int MaxTerms = 4096  // products that a sum may have; 0: any number
) (
  input  logic       clk_i,
  input  logic       rst_ni,
  input  logic       advance_i,   // the array moves on at this edge
  input  logic       a_valid_i,
  input  logic       a_last_i,
  input  logic       b_valid_i,
  input  logic       b_last_i,
  input  logic       keep_i,      // the tile of the beats is kept
  output logic       is_first_o,  // the next beat taken is the first of its tile
  output logic       take_o,      // both beats are taken at this edge
  output logic       is_over_o,   // the beat lies beyond the term limit
  output logic       drain_o,     // the wave at the array's edge follows a tile's end
  output logic       boot_o,      // it is the first one since reset
  output logic [1:0] error_o      // sticky: bit 0 tlast disagreed, bit 1 more than MaxTerms terms
);

  localparam int GapWidth = (Rows > 1) ? $clog2(Rows) : 1;

  logic [GapWidth-1:0] gap_q;    // cycles until a tile may be drained
  logic                drain_q;
  logic                boot_q;
  logic                first_q;
  logic [1:0]          error_q;
  logic                is_last;
  logic                drains;   // the beat completes the sums

  assign is_last    = a_last_i || b_last_i;
  assign drains     = is_last && !keep_i;
  assign take_o     = advance_i && a_valid_i && b_valid_i && (!drains || (gap_q == '0));
  assign is_first_o = first_q;
  assign drain_o    = drain_q;
  assign boot_o     = boot_q;
  assign error_o    = error_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      gap_q   <= '0;
      drain_q <= 1'b0;
      boot_q  <= 1'b1;
      first_q <= 1'b1;
      error_q <= 2'b00;
    end else if (advance_i) begin
      drain_q <= take_o && drains;
      boot_q  <= 1'b0;
      if (take_o && drains) gap_q <= GapWidth'(Rows - 1);
      else if (gap_q != '0) gap_q <= gap_q - GapWidth'(1);
      if (take_o) begin
        first_q <= is_last;
        error_q <= error_q | {is_over_o, a_last_i ^ b_last_i};
      end
    end
  end

  if (MaxTerms > 0) begin : gen_limit
    localparam int TermWidth = $clog2(MaxTerms + 1);
    logic [TermWidth-1:0] terms_q;  // products of the current sums, MaxTerms at most

    assign is_over_o = terms_q == TermWidth'(MaxTerms);

    always_ff @(posedge clk_i or negedge rst_ni) begin
      if (!rst_ni) begin
        terms_q <= '0;
      end else if (advance_i && take_o) begin
        if (drains)          terms_q <= '0;
        else if (!is_over_o) terms_q <= terms_q + TermWidth'(1);
      end
    end
  end else begin : gen_no_limit
    assign is_over_o = 1'b0;
  end

endmodule
