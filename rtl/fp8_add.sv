// Sum of two numbers as wide as an exact accumulator, and of single carries.
//
//   sum_o = a_i + b_i + carries_i, modulo 2^Width
//
// carries_i has a one only where nothing is carried out of the bit below: it takes that carry's place.
//
// Carries 0, a prefix tree, has the least area x delay in cells of a library. A span of bits generates a carry, or it
// passes one on that comes into its lowest bit. Two spans side by side make one:
//   generates = upper generates | upper passes & lower generates
// Spans of three bits are made bit by bit, and joined by the tree of Sklansky (IRE Transactions on Electronic Computers
// EC-9, 1960); inside a span the carry that comes in goes from bit to bit. So only every third bit is in the tree.
// Carries 1, `+`, becomes the carry chains of an FPGA. Carries 2, bit by bit, takes the fewest gates, and longest.
// Example (Width 8): 0111_1111 + 0000_0001 = 1000_0000: bit 0 generates a carry, bits 1 to 6 pass it on.
// Combinational.
module fp8_add #(
  parameter int Width   = 49, // 4 or more
  parameter int Carries = 0   // 0: by a prefix tree, 1: by `+`, carries_i must be zero then, 2: bit by bit
) (
  input  logic [Width-1:0] a_i,
  input  logic [Width-1:0] b_i,
  input  logic [Width-1:0] carries_i,
  output logic [Width-1:0] sum_o
);

  if (Carries == 0) begin : gen_tree
    localparam int               Span   = 3;
    localparam int               Levels = $clog2((Width - 1) / Span);  // of whole spans below the top bit
    localparam logic [Width-1:0] First  = Width'({(Width / Span + 1){3'b001}});  // bits of the spans
    localparam logic [Width-1:0] Second = First << 1;
    localparam logic [Width-1:0] Third  = First << 2;

    logic [Width-1:0] both;
    logic [Width-1:0] passes;
    logic [Width-1:0] generates;
    logic [Width-1:0] pair_generates;  // this bit and the one below

    assign both           = a_i & b_i;
    assign passes         = a_i | b_i;
    assign generates      = both | (carries_i >> 1) | (passes & carries_i & Width'(1));
    assign pair_generates = generates | (passes & (generates << 1));

    // At the third bit of a span stands what the spans up to there do; other bits are not used. In each block of
    // spans the upper half's take in what the whole lower half does, which its topmost one says.
    for (genvar l = 0; l <= Levels; l++) begin : gen_level
      logic [Width-1:0] span_generates;
      logic [Width-1:0] span_passes;

      if (l == 0) begin : gen_spans
        assign span_generates = generates | (passes & (pair_generates << 1));
        assign span_passes    = passes & (passes << 1) & (passes << 2);
      end else begin : gen_join
        localparam int               Half   = Span << (l - 1);
        localparam int               Blocks = Width / (2 * Half) + 1;
        localparam logic [Width-1:0] Tops   = Width'({Blocks{{Half{1'b0}}, 1'b1, {(Half-1){1'b0}}}});
        localparam logic [Width-1:0] Uppers = Width'({Blocks{{(Half/Span){3'b100}}, {Half{1'b0}}}});

        logic [Width-1:0] half_generates;
        logic [Width-1:0] half_passes;

        assign half_generates = gen_level[l-1].span_generates;
        assign half_passes    = gen_level[l-1].span_passes;

        // From the topmost span of a lower half to all of the upper one.
        for (genvar j = 0; j < l; j++) begin : gen_spread
          logic [Width-1:0] generates_up;
          logic [Width-1:0] passes_up;
          if (j == 0) begin : gen_first
            assign generates_up = (half_generates & Tops) << Span;
            assign passes_up    = (half_passes & Tops) << Span;
          end else begin : gen_more
            assign generates_up = gen_spread[j-1].generates_up | (gen_spread[j-1].generates_up << (Span << (j - 1)));
            assign passes_up    = gen_spread[j-1].passes_up | (gen_spread[j-1].passes_up << (Span << (j - 1)));
          end
        end

        assign span_generates = half_generates | (half_passes & gen_spread[l-1].generates_up);
        assign span_passes    = half_passes & (gen_spread[l-1].passes_up | ~Uppers);
      end
    end

    logic [Width-1:0] into_first;
    logic [Width-1:0] into_second;
    logic [Width-1:0] into_third;
    logic             unused_passes;

    assign into_first  = ((gen_level[Levels].span_generates << 1) & First) | (carries_i & Width'(1));
    assign into_second = ((generates | (passes & into_first)) << 1) & Second;
    assign into_third  = ((generates | (passes & into_second)) << 1) & Third;
    assign sum_o       = (passes & ~both) ^ (into_first | into_second | into_third);

    assign unused_passes = gen_level[Levels].span_passes != '0;
  end else if (Carries == 1) begin : gen_chain
    logic unused_carries;
    assign unused_carries = carries_i != '0;
    assign sum_o = a_i + b_i;
  end else begin : gen_ripple
    logic [Width-1:0] passes;
    logic [Width-1:0] carries;  // into each bit

    assign passes = a_i ^ b_i;
    assign sum_o  = passes ^ carries;

    always_comb begin
      carries = carries_i;
      for (int i = 0; i < Width - 1; i++) begin
        carries[i+1] = carries_i[i+1] | (a_i[i] & b_i[i]) | (passes[i] & carries[i]);
      end
    end
  end

endmodule
