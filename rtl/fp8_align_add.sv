// Adds two unpacked numbers exactly, or so nearly that one rounding of the sum cannot tell the difference.
//
//   x = (-1)^sign_x_i * sig_x_i * 2^(exp_x_i - (SigWidthX-1)), hidden bit on top; likewise y
//   sum = (-1)^sign_o * sig_o * 2^(exp_o - Width), and a little more where sticky_o
//
// The number with the larger exponent stays, with SumWidth bits; the other moves down, and what leaves is one sticky
// bit, which takes part in a subtraction as one more bit below the last. IsExact says that Width holds every bit of
// both at any distance, so that nothing can leave. The result is not normalized: a carry is its top bit, and
// leading zeros may stand where the numbers cancel. How wide Width has to be depends on the formats; the derivation is
// the emitted module's.
// An exact zero of two numbers with different signs is +0, in RDN -0 (IEEE 754-2019 6.3).
// Example (Width 6): 1.000 * 2^3 - 1.100 * 2^0: 0_100000 - 0_000110 = 0_011010 with exponent 4, which is 6.5.
// Combinational.
module fp8_align_add #(
  parameter int ExpWidth    = 6,  // bits of the signed exponents
  parameter int SigWidthX   = 8,
  parameter int SigWidthY   = 4,
  parameter int Width       = 9,  // bits of the number that stays: SigWidthX and SigWidthY or more
  parameter int SumExpWidth = 6,  // bits of the sum's exponent: signed, or one fewer where it is never negative
  parameter bit IsExact     = 0   // no bit can be lost
) (
  input  logic                       sign_x_i,
  input  logic signed [ExpWidth-1:0] exp_x_i,
  input  logic [SigWidthX-1:0]       sig_x_i,
  input  logic                       sign_y_i,
  input  logic signed [ExpWidth-1:0] exp_y_i,
  input  logic [SigWidthY-1:0]       sig_y_i,
  input  logic                       is_rdn_i,  // rounding toward minus infinity: the sign of an exact zero
  output logic                       sign_o,
  output logic [SumExpWidth-1:0]     exp_o,     // the larger of both exponents, plus 1: of the top bit of sig_o
  output logic [Width:0]             sig_o,
  output logic                       sticky_o
);

  logic signed [ExpWidth:0] distance;
  logic                     y_stays;
  logic [ExpWidth-1:0]      places;
  logic [Width-1:0]         wide_x;
  logic [Width-1:0]         wide_y;
  logic [Width-1:0]         staying;
  logic [Width-1:0]         moving;
  logic [Width-1:0]         moved;
  logic                     lost;

  assign distance = (ExpWidth + 1)'(exp_x_i) - (ExpWidth + 1)'(exp_y_i);
  assign y_stays  = distance < 0;
  assign places   = y_stays ? ExpWidth'(-distance) : ExpWidth'(distance);
  assign wide_x   = {sig_x_i, {(Width - SigWidthX){1'b0}}};
  assign wide_y   = {sig_y_i, {(Width - SigWidthY){1'b0}}};
  assign staying  = y_stays ? wide_y : wide_x;
  assign moving   = y_stays ? wide_x : wide_y;
  assign exp_o    = SumExpWidth'((y_stays ? exp_y_i : exp_x_i) + ExpWidth'(1));

  fp8_shift_right #(
    .SigWidth    (Width),
    .PlacesWidth (ExpWidth)
  ) u_shift (
    .sig_i    (moving),
    .places_i (places),
    .sig_o    (moved),
    .sticky_o (lost)
  );

  // One bit below the last for what was lost, one above for a carry and one for the sign of a difference.
  logic               subtracts;
  logic               sticky;
  logic [Width+2:0]   sum;
  logic [Width+1:0]   magnitude;
  logic               is_negative;
  logic               is_zero;

  assign subtracts   = sign_x_i ^ sign_y_i;
  assign sticky      = lost && !IsExact;
  assign sum         = subtracts ? {2'b00, staying, 1'b0} - {2'b00, moved, sticky}
                                 : {2'b00, staying, 1'b0} + {2'b00, moved, sticky};
  assign is_negative = sum[Width+2];
  assign magnitude   = is_negative ? -sum[Width+1:0] : sum[Width+1:0];
  assign is_zero     = magnitude == '0;

  assign sig_o    = magnitude[Width+1:1];
  assign sticky_o = magnitude[0];
  assign sign_o   = (is_zero && subtracts) ? is_rdn_i : ((y_stays ? sign_y_i : sign_x_i) ^ is_negative);

endmodule
