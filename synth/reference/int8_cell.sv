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

  logic [15:0] product;

  int8_product u_product (
    .a_i       (a_i),
    .b_i       (b_o),
    .product_o (product)
  );

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
