// Moves a significand whose exponent lies below the destination's smallest normal to that exponent, and keeps
// what falls off the end as a sticky bit.
//
//   exp_i >= 0:  exp_o = exp_i   sig_o = sig_i              sticky_o = 0
//   exp_i <  0:  exp_o = 0       sig_o = sig_i >> -exp_i    sticky_o = any bit lost
//
// Exponents count binades above the destination's smallest normal: 0 is its lowest binade and its subnormals.
// Example: SigWidth 4: 1011 at exponent -2 gives 0010, exponent 0, sticky 1.
// Combinational.
module fp8_denormalize #(
  parameter int SigWidth = 8,  // bits of the significand
  parameter int ExpWidth = 6   // bits of the signed exponent that comes in
) (
  input  logic signed [ExpWidth-1:0] exp_i,
  input  logic [SigWidth-1:0]        sig_i,
  output logic [ExpWidth-2:0]        exp_o,     // never negative
  output logic [SigWidth-1:0]        sig_o,
  output logic                       sticky_o
);

  // SigWidth places leave nothing but the sticky bit, and so do more.
  localparam int StageCount = $clog2(SigWidth + 1);

  logic                is_below;
  logic [ExpWidth-1:0] places;
  logic                is_far;

  assign is_below = exp_i < 0;
  assign places   = -exp_i;
  assign is_far   = (places >> StageCount) != '0;

  logic [SigWidth-1:0] kept;
  logic                lost;

  always_comb begin
    kept = sig_i;
    lost = 1'b0;
    for (int s = 0; s < StageCount; s++) begin
      if (((places >> s) & ExpWidth'(1)) != '0) begin
        lost = lost | ((kept & ~({SigWidth{1'b1}} << (1 << s))) != '0);
        kept = kept >> (1 << s);
      end
    end
  end

  assign exp_o    = is_below ? '0 : exp_i[ExpWidth-2:0];
  assign sig_o    = !is_below ? sig_i : (is_far ? '0 : kept);
  assign sticky_o = is_below && (is_far ? (sig_i != '0) : lost);

endmodule
