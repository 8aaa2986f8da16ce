// Shifts a significand to the left until its top bit is set, but by MaxShift places at most.
//
//   shift_o = min(leading zeros of sig_i, MaxShift)      sig_o = sig_i << shift_o
//
// A limit is how gradual underflow comes for free: where MaxShift places bring the destination's smallest normal
// to the top, a smaller value keeps its leading zeros and is the subnormal it should be.
// Example: SigWidth 8, MaxShift 5: 0001_0110 gives 1011_0000 and 3; 0000_0001 gives 0010_0000 and 5.
// Combinational.
module fp8_normalize #(
  parameter int SigWidth   = 8,             // bits of the significand, 2 or more
  parameter int MaxShift   = SigWidth - 1,  // most places to shift, 1 to SigWidth - 1
  parameter int ShiftWidth = $clog2(MaxShift + 1)  // derived, not to be set: counts to MaxShift
) (
  input  logic [SigWidth-1:0]   sig_i,
  output logic [SigWidth-1:0]   sig_o,
  output logic [ShiftWidth-1:0] shift_o   // places shifted
);

  // Stage s shifts by 2^s if that many top bits are zero. The places taken so far never exceed MaxShift: at_limit
  // says that the bits of shift_o chosen so far equal MaxShift's, and then a zero of MaxShift forbids the stage.
  logic at_limit;
  logic take;

  always_comb begin
    sig_o    = sig_i;
    shift_o  = '0;
    at_limit = 1'b1;
    take     = 1'b0;
    for (int s = ShiftWidth - 1; s >= 0; s--) begin
      take = ((sig_o >> (SigWidth - (1 << s))) == '0) && !(at_limit && ((MaxShift >> s) % 2 == 0));
      if (take) sig_o = sig_o << (1 << s);
      at_limit = at_limit && (take || ((MaxShift >> s) % 2 == 0));
      shift_o  = (shift_o << 1) | ShiftWidth'(take);
    end
  end

endmodule
