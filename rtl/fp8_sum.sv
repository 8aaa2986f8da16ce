// Sum of signed terms and an addend, exact as long as Width holds it.
//
//   sum_o = sum over t of term t * 2^Shift, + addend_i
//
// Terms and addend are rows of Width bits. Full adders make two of each three rows, a sum and a carry for each bit,
// level by level until two rows are left (Wallace, IEEE Transactions on Electronic Computers EC-13, 1964); only those
// are added with carries that move.
// Example (Terms 2, TermWidth 4, Shift 1, Width 6): terms 3 and -2, addend 5: 5 + 6 - 4 = 7.
// Combinational.
module fp8_sum #(
  parameter int Terms     = 4,  // 2 or more
  parameter int TermWidth = 37,
  parameter int Shift     = 0,  // of the terms against the sum
  parameter bit HasAddend = 1,  // 0: addend_i is not used
  parameter int Carries   = 0,  // as fp8_add has it
  parameter int Width     = 39  // TermWidth + Shift or more
) (
  input  logic [Terms*TermWidth-1:0] terms_i,  // term 0 lowest, each in two's complement
  input  logic [Width-1:0]           addend_i,
  output logic [Width-1:0]           sum_o
);

  // Rows that are left after so many levels; two stay two.
  function automatic int rows_after(input int levels);
    rows_after = HasAddend ? Terms + 1 : Terms;
    for (int l = 0; l < levels; l = l + 1) rows_after = rows_after - rows_after / 3;
  endfunction

  // Two levels leave less than half and one row more, so these are enough; the last ones may have nothing to do.
  localparam int Levels = 2 * $clog2(Terms + 1);

  for (genvar l = 0; l <= Levels; l++) begin : gen_level
    localparam int Rows = rows_after(l);
    logic [Rows*Width-1:0] rows;

    if (l == 0) begin : gen_terms
      for (genvar t = 0; t < Terms; t++) begin : gen_term
        logic signed [TermWidth-1:0] term;
        assign term = terms_i[TermWidth*t +: TermWidth];
        assign rows[Width*t +: Width] = Width'(term) <<< Shift;
      end
      if (HasAddend) begin : gen_addend
        assign rows[Width*Terms +: Width] = addend_i;
      end else begin : gen_no_addend
        logic unused_addend;
        assign unused_addend = addend_i != '0;
      end
    end else begin : gen_rows
      localparam int Above   = rows_after(l - 1);
      localparam int Triples = Above / 3;

      for (genvar t = 0; t < Triples; t++) begin : gen_triple
        logic [Width-1:0] x;
        logic [Width-1:0] y;
        logic [Width-1:0] z;
        assign x = gen_level[l-1].rows[Width*3*t +: Width];
        assign y = gen_level[l-1].rows[Width*(3*t+1) +: Width];
        assign z = gen_level[l-1].rows[Width*(3*t+2) +: Width];
        assign rows[Width*2*t +: Width]     = x ^ y ^ z;
        assign rows[Width*(2*t+1) +: Width] = ((x & y) | ((x | y) & z)) << 1;
      end

      if (Above % 3 != 0) begin : gen_rest
        assign rows[Rows*Width-1:2*Triples*Width] = gen_level[l-1].rows[Above*Width-1:3*Triples*Width];
      end
    end
  end

  fp8_add #(
    .Width   (Width),
    .Carries (Carries)
  ) u_add (
    .a_i       (gen_level[Levels].rows[0 +: Width]),
    .b_i       (gen_level[Levels].rows[Width +: Width]),
    .carries_i ({Width{1'b0}}),
    .sum_o     (sum_o)
  );

endmodule
