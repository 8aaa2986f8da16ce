// Rounds a significand to DstManWidth + 1 bits and joins it with its exponent.
//
//   value  = sig_i * 2^(exp_i - (SigWidth-1)) in units of the destination's smallest normal
//   code_o = {exponent field, mantissa} of the rounded value, one bit wider than the format's own field
//
// exp_i counts binades above the destination's smallest normal. The significand's top bit is the hidden bit; where it
// is clear the value is subnormal or zero, and exp_i is not looked at. The field is exp_i plus the hidden bit, so one
// addition serves exponent, mantissa and rounding increment, and a carry out of the mantissa raises the exponent.
// Nothing is known here of infinity or NaN: a value beyond the largest exponent field shows in the top bit of
// code_o or in exceeds_o, and the destination's fp8_encode module decides what becomes of it.
// Stochastic rounding adds RandomWidth random bits to as many bits of the discarded fraction and rounds up where that
// carries; what lies below those bits is dropped. Without random bits code 6 acts as RNE.
// Example (e4m3, SigWidth 8): sig 1.0011000, exp 6 is a tie; RNE gives exponent
// field 7 and mantissa 010, code 3Ah.
// Combinational.
module fp8_round #(
  parameter int SigWidth    = 8,  // bits of the significand, hidden bit on top
  parameter int ExpWidth    = 5,  // bits of exp_i
  parameter int DstExpWidth = 4,  // the destination's exponent field
  parameter int DstManWidth = 3,  // the destination's mantissa field
  parameter int RandomWidth = 0,  // random bits, 0 to 24; 0: no stochastic rounding
  parameter int RandomPort  = (RandomWidth > 0) ? RandomWidth : 1  // derived, not to be set
) (
  input  logic                             sign_i,
  input  logic [ExpWidth-1:0]              exp_i,
  input  logic [SigWidth-1:0]              sig_i,
  input  logic                             sticky_i,    // something non-zero lies below sig_i
  input  logic [2:0]                       rounding_i,  // RNE 0, RTZ 1, RDN 2, RUP 3, RMM 4, ROD 5, SR 6; 7 as RNE
  input  logic [RandomPort-1:0]            random_i,    // looked at in SR only
  output logic [DstExpWidth+DstManWidth:0] code_o,      // {carry, exponent field, mantissa}
  output logic                             exceeds_o    // the exponent was too large for code_o already
);

  localparam int CodeWidth = DstExpWidth + DstManWidth + 1;
  // Below the kept bits lies the fraction: one guard bit, at least one more, and as many as there are random bits.
  // Zeros fill up a narrow significand.
  localparam int LeastFraction = (RandomWidth > 2) ? RandomWidth : 2;
  localparam int FractionWidth = (SigWidth - DstManWidth - 1 > LeastFraction) ? SigWidth - DstManWidth - 1
                                                                              : LeastFraction;
  localparam int WideWidth     = DstManWidth + 1 + FractionWidth;

  logic [WideWidth-1:0]     sig;
  logic [DstManWidth:0]     kept;
  logic [FractionWidth-1:0] fraction;
  logic                     is_odd;
  logic                     guard;
  logic                     sticky;
  logic                     inexact;
  logic                     random_carry;
  logic                     increment;
  logic                     make_odd;

  assign sig      = WideWidth'(sig_i) << (WideWidth - SigWidth);
  assign kept     = sig[WideWidth-1 -: DstManWidth+1];
  assign fraction = sig[FractionWidth-1:0];
  assign is_odd   = kept[0];
  assign guard    = fraction[FractionWidth-1];
  assign sticky   = (fraction[FractionWidth-2:0] != '0) || sticky_i;
  assign inexact  = guard || sticky;

  if (RandomWidth > 0) begin : gen_random
    logic [RandomWidth:0] random_sum;
    assign random_sum   = {1'b0, fraction[FractionWidth-1 -: RandomWidth]} + {1'b0, random_i};
    assign random_carry = random_sum[RandomWidth];
  end else begin : gen_nearest
    logic unused_random;
    assign unused_random = random_i[0];
    assign random_carry  = guard && (sticky || is_odd);
  end

  always_comb begin
    make_odd = 1'b0;
    case (rounding_i)
      3'd1:    increment = 1'b0;                          // RTZ
      3'd2:    increment = sign_i && inexact;             // RDN
      3'd3:    increment = !sign_i && inexact;            // RUP
      3'd4:    increment = guard;                         // RMM
      3'd5: begin                                         // ROD
        increment = 1'b0;
        make_odd  = inexact;
      end
      3'd6:    increment = random_carry;                  // SR
      default: increment = guard && (sticky || is_odd);   // RNE
    endcase
  end

  // Exponents from 2^DstExpWidth on do not fit the field, whatever the rounding does.
  logic [ExpWidth-1:0]    exp;
  logic [DstExpWidth-1:0] field;
  assign exp   = sig_i[SigWidth-1] ? exp_i : '0;
  assign field = DstExpWidth'(exp);

  if (ExpWidth > DstExpWidth) begin : gen_exceeds
    assign exceeds_o = exp[ExpWidth-1:DstExpWidth] != '0;
  end else begin : gen_within
    assign exceeds_o = 1'b0;
  end

  assign code_o = (({1'b0, field, {DstManWidth{1'b0}}} + CodeWidth'(kept)) | CodeWidth'(make_odd))
                + CodeWidth'(increment);

endmodule
