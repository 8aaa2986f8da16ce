// Brings two unpacked numbers to one exponent: the one with the larger exponent stays, the other moves down to it.
//
//   x = (-1)^sign_x_i * sig_x_i * 2^(exp_x_i - (SigWidthX-1)), hidden bit on top; likewise y
//   |x| and |y| = staying_o * 2^(exp_o - Width), and moved_o * 2^(exp_o - Width) and a little more where sticky_o
//
// fp8_add_aligned adds what comes out. How wide Width has to be, so that nothing that matters leaves into the sticky
// bit, depends on the formats; the derivation is the emitted module's.
// Example (Width 6): of 1.000 * 2^3 and 1.100 * 2^0, 100000 stays and 000110 has moved by three places; exp_o is 4.
// Combinational.
module fp8_align #(
  parameter int ExpWidth    = 6,  // bits of the signed exponents
  parameter int SigWidthX   = 8,
  parameter int SigWidthY   = 4,
  parameter int Width       = 9,  // bits of the number that stays: more than SigWidthX, SigWidthY or more
  parameter int SumExpWidth = 6   // bits of the sum's exponent: signed, or one fewer where it is never negative
) (
  input  logic                       sign_x_i,
  input  logic signed [ExpWidth-1:0] exp_x_i,
  input  logic [SigWidthX-1:0]       sig_x_i,
  input  logic                       sign_y_i,
  input  logic signed [ExpWidth-1:0] exp_y_i,
  input  logic [SigWidthY-1:0]       sig_y_i,
  output logic                       sign_o,       // of the number that stays
  output logic                       subtracts_o,  // the other has the other sign
  output logic [SumExpWidth-1:0]     exp_o,        // the larger of both exponents, plus 1: that of a carry
  output logic [Width-1:0]           staying_o,
  output logic [Width-1:0]           moved_o,
  output logic                       sticky_o      // ones have left below moved_o
);

  logic signed [ExpWidth:0] distance;
  logic                     y_stays;
  logic [ExpWidth-1:0]      places;
  logic [Width-1:0]         wide_x;
  logic [Width-1:0]         wide_y;
  logic [Width-1:0]         moving;

  assign distance    = (ExpWidth + 1)'(exp_x_i) - (ExpWidth + 1)'(exp_y_i);
  assign y_stays     = distance < 0;
  assign wide_x      = {sig_x_i, {(Width - SigWidthX){1'b0}}};
  assign wide_y      = {sig_y_i, {(Width - SigWidthY){1'b0}}};

  // -distance is ~distance + 1: x starts out one place down, and neither number waits for a negation.
  assign places      = distance[ExpWidth-1:0] ^ {ExpWidth{y_stays}};
  assign moving      = y_stays ? wide_x >> 1 : wide_y;
  assign staying_o   = y_stays ? wide_y : wide_x;
  assign sign_o      = y_stays ? sign_y_i : sign_x_i;
  assign subtracts_o = sign_x_i ^ sign_y_i;
  assign exp_o       = SumExpWidth'((y_stays ? exp_y_i : exp_x_i) + ExpWidth'(1));

  fp8_shift_right #(
    .SigWidth    (Width),
    .PlacesWidth (ExpWidth)
  ) u_shift (
    .sig_i    (moving),
    .places_i (places),
    .sig_o    (moved_o),
    .sticky_o (sticky_o)
  );

endmodule
