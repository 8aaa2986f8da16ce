// Adds two numbers that fp8_align has brought to one exponent: exactly, or so nearly that one rounding of the sum
// cannot tell the difference.
//
//   (-1)^sign_o * sig_o, and a little more where sticky_o = (-1)^sign_i * (staying_i +- moved_i), minus if subtracts_i
//
// What was lost below moved_i is one sticky bit, which takes part in a subtraction as one more bit below the last.
// The result is not normalized: a carry is its top bit, and leading zeros may stand where the numbers cancel.
// An exact zero of two numbers with different signs is +0, in RDN -0 (IEEE 754-2019 6.3).
// Example (Width 6): 0_100000 - 0_000110 = 0_011010.
// Combinational.
module fp8_add_aligned #(
  parameter int Width = 9  // bits of both numbers
) (
  input  logic             sign_i,       // of the number that stays
  input  logic             subtracts_i,  // the other has the other sign
  input  logic [Width-1:0] staying_i,
  input  logic [Width-1:0] moved_i,
  input  logic             sticky_i,     // ones have left below moved_i
  input  logic             is_rdn_i,     // rounding toward minus infinity: the sign of an exact zero
  output logic             sign_o,
  output logic [Width:0]   sig_o,
  output logic             sticky_o
);

  // One bit below the last for what was lost, one above for a carry. Where x + ~y carries, x - y is one more than
  // that and positive; otherwise y - x is ~(x + ~y). Both sums are formed side by side, so that no carry follows on
  // another.
  logic [Width+1:0] first;
  logic [Width+1:0] second;
  logic [Width+1:0] sum;
  logic [Width:0]   next;
  logic [Width+1:0] magnitude;
  logic             is_negative;
  logic             is_zero;

  assign first       = {1'b0, staying_i, 1'b0};
  assign second      = {1'b0, {moved_i, sticky_i} ^ {(Width+1){subtracts_i}}};
  assign sum         = first + second;
  assign next        = first[Width:0] + second[Width:0] + (Width + 1)'(1);
  assign is_negative = subtracts_i && !sum[Width+1];  // of zero too, whose sign does not come from here
  assign magnitude   = !subtracts_i ? sum : {1'b0, is_negative ? ~sum[Width:0] : next};
  assign is_zero     = magnitude == '0;

  assign sig_o    = magnitude[Width+1:1];
  assign sticky_o = magnitude[0];
  assign sign_o   = (is_zero && subtracts_i) ? is_rdn_i : (sign_i ^ is_negative);

endmodule
