// Shifts a significand to the left until its top bit is set, but by limit_i places at most.
//
//   shift_o = min(leading zeros of sig_i, limit_i)      sig_o = sig_i << shift_o
//
// The limit is how gradual underflow comes for free: where limit_i places bring the destination's smallest normal
// to the top, a smaller value keeps its leading zeros and is the subnormal it should be. A limit of SigWidth - 1 or
// more is none, and then shift_o of zero means nothing; a constant one leaves no logic of its own, a narrow one
// fewer stages.
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

  if (SigWidth <= 16) begin : gen_narrow
    // Stage s shifts by 2^s if that many top bits are zero. is_free: the places that the limit still allows exceed
    // all that this stage and those after it can take; so it is from the start if the limit has higher bits, and
    // from the first stage on that the limit would allow and that does not shift. Until then only the limit's own
    // bits count.
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
  end else begin : gen_wide
    // The zeros are counted before anything is shifted, so that no stage of the shift waits for a look at what the
    // one before it left: half the delay, which narrow significands would pay for in area.
    //
    // Groups of two bits, of four, of eight: what is known of a group stands at its lowest bit, and the bits between
    // mean nothing. A group has the leading zeros of its upper half, or, if that has no one, of its lower half
    // and as many more as half of it has bits; a group without any one has one less than all.
    // Example: of 0001_0110 the pairs 00, 01, 01, 10 have 1, 1, 1, 0, the fours 0001 and 0110 have 3 and 1, all have 3.
    localparam int Window = 1 << ShiftWidth;

    logic [Window-1:0]     top_bits;  // those that can be shifted out, with zeros below sig_i's last
    logic [ShiftWidth-1:0] count;

    if (Window > SigWidth) begin : gen_padded
      assign top_bits = Window'(sig_i) << (Window - SigWidth);
    end else begin : gen_top
      assign top_bits = sig_i[SigWidth-1 -: Window];
    end

    for (genvar s = 0; s < ShiftWidth; s++) begin : gen_group
      logic [Window-1:0] has_one;  // of 2^s bits, a half of this stage's groups
      logic [Window-1:0] upper;    // the group's upper half has a one

      if (s == 0) begin : gen_bits
        assign has_one = top_bits;
      end else begin : gen_halves
        assign has_one = gen_group[s-1].has_one | gen_group[s-1].upper;
      end
      assign upper = has_one >> (1 << s);
    end

    // Bit t of the count: first that of groups of 2^(t+1) bits, and from stage to stage that of groups twice as large.
    for (genvar t = 0; t < ShiftWidth; t++) begin : gen_count
      logic [Window-2:0] unused_between;

      for (genvar s = t; s < ShiftWidth; s++) begin : gen_bit
        logic [Window-1:0] zeros;

        if (s == t) begin : gen_smallest
          assign zeros = ~gen_group[s].upper;
        end else begin : gen_larger
          assign zeros = ( gen_group[s].upper & (gen_bit[s-1].zeros >> (1 << s)))
                       | (~gen_group[s].upper & gen_bit[s-1].zeros);
        end
      end
      assign {unused_between, count[t]} = gen_bit[ShiftWidth-1].zeros;
    end

    // The lesser of count and limit: from the top down they are equal until one has a bit that the other lacks.
    logic count_less;
    logic limit_less;

    always_comb begin
      count_less = (limit_i >> ShiftWidth) != '0;
      limit_less = 1'b0;
      for (int s = ShiftWidth - 1; s >= 0; s--) begin
        shift_o[s] = (count[s] || limit_less) && (limit_i[s] || count_less);
        count_less = count_less || (limit_i[s] && !count[s] && !limit_less);
        limit_less = limit_less || (count[s] && !limit_i[s] && !count_less);
      end
    end

    always_comb begin
      sig_o = sig_i;
      for (int s = ShiftWidth - 1; s >= 0; s--) begin
        if (shift_o[s]) sig_o = sig_o << (1 << s);
      end
    end
  end

endmodule
