// Shifts a significand to the left until its top bit is set, but by limit_i places at most.
//
//   shift_o = min(leading zeros of sig_i, limit_i)      sig_o = sig_i << shift_o
//
// The limit is how gradual underflow comes for free: where limit_i places bring the destination's smallest normal
// to the top, a smaller value keeps its leading zeros and is the subnormal it should be. A limit of SigWidth - 1 or
// more is none; a constant one leaves no logic of its own, a narrow one fewer stages.
// Example: SigWidth 8, limit 5: 0001_0110 gives 1011_0000 and 3; 0000_0001 gives 0010_0000 and 5.
// Combinational.
module fp8_normalize #(
  parameter int SigWidth   = 8,                 // bits of the significand, 2 or more
  parameter int LimitWidth = $clog2(SigWidth),  // bits of the limit
  parameter int FullWidth  = $clog2(SigWidth),  // derived, not to be set: counts to SigWidth - 1
  parameter int ShiftWidth = (LimitWidth < FullWidth) ? LimitWidth : FullWidth  // derived, not to be set
) (
  input  logic [SigWidth-1:0]   sig_i,
  input  logic [LimitWidth-1:0] limit_i,  // most places to shift
  output logic [SigWidth-1:0]   sig_o,
  output logic [ShiftWidth-1:0] shift_o   // places shifted
);

  // Stage s shifts by 2^s if that many top bits are zero. is_free: the places that the limit still allows exceed all
  // that this stage and those after it can take; so it is from the start if the limit has higher bits, and from
  // the first stage on that the limit would allow and that does not shift. Until then only the limit's own bits count.
  logic is_free;
  logic take;

  always_comb begin
    sig_o   = sig_i;
    shift_o = '0;
    is_free = (limit_i >> ShiftWidth) != '0;
    take    = 1'b0;
    for (int s = ShiftWidth - 1; s >= 0; s--) begin
      take    = ((sig_o >> (SigWidth - (1 << s))) == '0) && (is_free || limit_i[s]);
      is_free = is_free || (limit_i[s] && !take);
      if (take) sig_o = sig_o << (1 << s);
      shift_o = (shift_o << 1) | ShiftWidth'(take);
    end
  end

endmodule
