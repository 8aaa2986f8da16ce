// Shifts a significand to the right and tells whether a set bit fell off the end.
//
//   sig_o = sig_i >> places_i      sticky_o = any bit lost
//
// Example: SigWidth 4: 1011 by 2 gives 0010 and 1; by 4 or more 0000 and 1.
// Combinational.
module fp8_shift_right #(
  parameter int SigWidth    = 8,  // bits of the significand
  parameter int PlacesWidth = 4   // bits of places_i
) (
  input  logic [SigWidth-1:0]    sig_i,
  input  logic [PlacesWidth-1:0] places_i,
  output logic [SigWidth-1:0]    sig_o,
  output logic                   sticky_o
);

  // SigWidth places leave nothing but the sticky bit, and so do more: the stages count that far.
  localparam int FullWidth  = $clog2(SigWidth + 1);
  localparam int StageCount = (PlacesWidth < FullWidth) ? PlacesWidth : FullWidth;

  logic                is_far;
  logic [SigWidth-1:0] kept;
  logic                lost;

  if (PlacesWidth > StageCount) begin : gen_far
    assign is_far = places_i[PlacesWidth-1:StageCount] != '0;
  end else begin : gen_near
    assign is_far = 1'b0;
  end

  always_comb begin
    kept = sig_i;
    lost = 1'b0;
    for (int s = 0; s < StageCount; s++) begin
      if (places_i[s]) begin
        lost = lost | ((kept & ~({SigWidth{1'b1}} << (1 << s))) != '0);
        kept = kept >> (1 << s);
      end
    end
  end

  assign sig_o    = is_far ? '0 : kept;
  assign sticky_o = is_far ? (sig_i != '0) : lost;

endmodule
