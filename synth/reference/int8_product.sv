// Exact product of two INT8 numbers by radix 4, as Booth and MacSorley do it, for int8_cell.
//
//   product_o = a * b
//
// A row is one of {-2, -1, 0, 1, 2} * a, chosen by three bits of b.
// Example: a -3, b 7 = 2 * 4 - 1: rows 3 and -6, and the product 3 - 6 * 4 = -21.
// Combinational.
module int8_product (
  input  logic signed [7:0]  a_i,
  input  logic signed [7:0]  b_i,
  output logic signed [15:0] product_o
);

  // Digit i of b is b[2i-1] + b[2i] - 2 b[2i+1]. A negative row is its one's complement, and a one at its lowest bit,
  // which stands in the row below. Signs are not extended: with s a row's sign, -s is ~s - 1, and all the -1 together
  // are the ones on top of rows 0 to 2 and a carry out of the product.
  logic [8:0]  digits;
  logic [3:0]  is_one;
  logic [3:0]  is_two;
  logic [3:0]  is_negative;
  logic [35:0] rows;  // 9 bits each

  assign digits = {b_i, 1'b0};

  for (genvar i = 0; i < 4; i++) begin : gen_row
    assign is_one[i]      = digits[2*i+1] ^ digits[2*i];
    assign is_two[i]      = (digits[2*i+2] ^ digits[2*i+1]) & ~is_one[i];
    assign is_negative[i] = digits[2*i+2];
    assign rows[9*i +: 9] = (({a_i[7], a_i} & {9{is_one[i]}}) | ({a_i, 1'b0} & {9{is_two[i]}})) ^ {9{is_negative[i]}};
  end

  assign product_o = {4'b0, ~rows[8], rows[8], rows[8], rows[8:0]}
                   + {9'b0, is_negative[3], 6'b0}
                   + {3'b0, 1'b1, ~rows[17], rows[17:9], 1'b0, is_negative[0]}
                   + {1'b0, 1'b1, ~rows[26], rows[26:18], 1'b0, is_negative[1], 2'b0}
                   + {~rows[35], rows[35:27], 1'b0, is_negative[2], 4'b0};

endmodule
