// What fp8_round lost, for the status flags: whether the result is inexact, and whether it is tiny.
//
//   inexact_o  a bit below the kept ones was set
//   tiny_o     the value, rounded as if the exponent had no lower end, is below the smallest normal
//
// Takes what fp8_round takes, and its result. A subnormal result is tiny. The smallest normal itself is so if the
// value had no hidden bit and reached it only because the subnormals' last place is coarse: with the exponent
// unbounded there is one bit more, the guard bit, and the carry must come out of that too.
// Example (e4m3, RNE): 1.1111_0 * 2^-7 lies half-way between subnormals and rounds to 2^-6; it is representable
// with a lower exponent, so it is tiny, and inexact.
// Combinational.
module fp8_round_status #(
  parameter int SigWidth    = 8,  // as of fp8_round
  parameter int DstManWidth = 3,
  parameter int RandomWidth = 0,
  parameter int RandomPort  = (RandomWidth > 0) ? RandomWidth : 1  // derived, not to be set
) (
  input  logic                  sign_i,
  input  logic [SigWidth-1:0]   sig_i,
  input  logic                  sticky_i,
  input  logic [2:0]            rounding_i,
  input  logic [RandomPort-1:0] random_i,
  input  logic                  is_normal_i,  // the rounded code's exponent field is not 0
  output logic                  inexact_o,
  output logic                  tiny_o
);

  // The guard bit, and the fraction below it: at least two bits, and as many as there are random bits.
  localparam int LeastFraction = (RandomWidth > 2) ? RandomWidth : 2;
  localparam int FractionWidth = (SigWidth - DstManWidth - 2 > LeastFraction) ? SigWidth - DstManWidth - 2
                                                                              : LeastFraction;
  localparam int LowWidth      = FractionWidth + 1;

  localparam int WideWidth     = DstManWidth + 1 + LowWidth;

  logic [LowWidth-1:0]      low;
  logic [FractionWidth-1:0] fraction;
  logic                     half;
  logic                     sticky;
  logic                     random_carry;
  logic                     increment;

  assign low      = LowWidth'(WideWidth'(sig_i) << (WideWidth - SigWidth));
  assign fraction = low[FractionWidth-1:0];
  assign half     = fraction[FractionWidth-1];
  assign sticky   = (fraction[FractionWidth-2:0] != '0) || sticky_i;

  if (RandomWidth > 0) begin : gen_random
    logic [RandomWidth:0] random_sum;
    assign random_sum   = {1'b0, fraction[FractionWidth-1 -: RandomWidth]} + {1'b0, random_i};
    assign random_carry = random_sum[RandomWidth];
  end else begin : gen_nearest
    logic unused_random;
    assign unused_random = random_i[0];
    assign random_carry  = half;
  end

  // Of the finer last place, which is the guard bit and odd where it matters: RNE's ties go up there.
  always_comb begin
    case (rounding_i)
      3'd1, 3'd5: increment = 1'b0;                         // RTZ, ROD
      3'd2:       increment = sign_i && (half || sticky);   // RDN
      3'd3:       increment = !sign_i && (half || sticky);  // RUP
      3'd6:       increment = random_carry;                 // SR
      default:    increment = half;                         // RNE, RMM
    endcase
  end

  logic has_hidden;
  assign has_hidden = sig_i[SigWidth-1];

  assign inexact_o = (low != '0) || sticky_i;
  assign tiny_o    = !has_hidden && (!is_normal_i || !(low[LowWidth-1] && increment));

endmodule
