// What an FP8 cell is held against: INT8 * INT8 + INT32, pipelined as fp8_mac_cell is.
//
//   sum_q <= (clear_i ? 0 : sum_q) + a * b
//
// Operand a is shared by a row and comes registered; b is registered here and passed on to the cell below.
// Written for small area, without giving up speed: a Booth multiplier of radix 4 (rows {-2, -1, 0, 1, 2} * a, chosen by
// three bits of b), and a sum of which only the lower half is an addition. Tried besides, in sky130 with the portfolio
// of bench/cells.sh, smallest area in um2 and smallest area x delay in 1000 um2 ns: this one 3309 and 18.5; a 32-bit
// subtraction instead of the toggled upper half 3362; Baugh-Wooley 3478 and 18.2 (with a plain sum 3496 and 19.6);
// Booth rows and sum in one compressor 3655 and 18.4. Yosys 0.23 makes a plain a * b + c twice as large.
// Example: sum 5, a -3, b 7: the sum becomes -16.
module int8_cell (
  input  logic               clk_i,
  input  logic               b_enable_i,  // b moves on to the next row
  input  logic               clear_i,     // this product starts a new sum
  input  logic signed [7:0]  a_i,
  input  logic signed [7:0]  b_i,
  output logic signed [7:0]  b_o,
  output logic signed [31:0] sum_o
);

  always_ff @(posedge clk_i) begin
    if (b_enable_i) b_o <= b_i;
  end

  // Digit i of b is b[2i-1] + b[2i] - 2 b[2i+1]. A negative row is its one's complement, and a one at its lowest bit,
  // which stands in the row below. Signs are not extended: with s a row's sign, -s is ~s - 1, and all the -1 together
  // are the ones on top of rows 0 to 2 and a carry out of the product.
  logic [8:0]  digits;
  logic [3:0]  is_one;
  logic [3:0]  is_two;
  logic [3:0]  is_negative;
  logic [35:0] rows;  // 9 bits each
  logic [15:0] product;

  assign digits = {b_o, 1'b0};

  for (genvar i = 0; i < 4; i++) begin : gen_row
    assign is_one[i]      = digits[2*i+1] ^ digits[2*i];
    assign is_two[i]      = (digits[2*i+2] ^ digits[2*i+1]) & ~is_one[i];
    assign is_negative[i] = digits[2*i+2];
    assign rows[9*i +: 9] = (({a_i[7], a_i} & {9{is_one[i]}}) | ({a_i, 1'b0} & {9{is_two[i]}})) ^ {9{is_negative[i]}};
  end

  assign product = {4'b0, ~rows[8], rows[8], rows[8], rows[8:0]}
                 + {3'b0, 1'b1, ~rows[17], rows[17:9], 1'b0, is_negative[0]}
                 + {1'b0, 1'b1, ~rows[26], rows[26:18], 1'b0, is_negative[1], 2'b0}
                 + {~rows[35], rows[35:27], 1'b0, is_negative[2], 4'b0}
                 + {9'b0, is_negative[3], 6'b0};

  // ~(~x - y) is x + y: so a sum starts anew by an OR, which costs less than the AND of a plain addition. Above the
  // product's bits a one is added or taken away, or neither: bits toggle from the lowest one up to where that ends.
  logic [31:0] sum_q;
  logic [31:0] inverted;
  logic [16:0] low;
  logic [15:0] stays;     // a one that comes to this bit ends here
  logic [15:0] ripples;   // the ones below let pass
  logic        is_moving;

  assign inverted   = clear_i ? '1 : ~sum_q;
  assign low        = {1'b0, inverted[15:0]} - {1'b0, product};
  assign is_moving  = low[16] ^ product[15];
  assign stays      = inverted[31:16] ^ {16{product[15]}};

  always_comb begin
    ripples = 16'd1;
    for (int i = 1; i < 16; i++) ripples = ripples | ((ripples & ~stays & (16'd1 << (i - 1))) << 1);
  end

  always_ff @(posedge clk_i) begin
    sum_q <= ~{inverted[31:16] ^ (ripples & {16{is_moving}}), low[15:0]};
  end

  assign sum_o = sum_q;

endmodule
