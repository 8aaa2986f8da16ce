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

  logic                is_below;
  logic [ExpWidth-1:0] places;

  assign is_below = exp_i < 0;
  assign places   = is_below ? -exp_i : '0;

  fp8_shift_right #(
    .SigWidth    (SigWidth),
    .PlacesWidth (ExpWidth)
  ) u_shift (
    .sig_i    (sig_i),
    .places_i (places),
    .sig_o    (sig_o),
    .sticky_o (sticky_o)
  );

  assign exp_o = is_below ? '0 : exp_i[ExpWidth-2:0];

endmodule
