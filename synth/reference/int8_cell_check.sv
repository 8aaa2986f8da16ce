// Holds int8_cell against plain arithmetic: every pair of operands, in sums that start anew now and then.
// Prints "passed", or the first mismatch.
module int8_cell_check;

  logic               clk = 0;
  logic               clear = 1;
  logic signed [7:0]  a = 0;
  logic signed [7:0]  b = 0;
  logic signed [31:0] expected = 0;
  logic signed [31:0] sum;

  int8_cell u_cell (
    .clk_i      (clk),
    .b_enable_i (1'b1),
    .clear_i    (clear),
    .a_i        (a),
    .b_i        (b),
    .b_o        (),
    .sum_o      (sum)
  );

  integer n;
  initial begin
    for (n = 0; n < 65536 + 2; n = n + 1) begin
      // b of one beat meets a of the next one.
      b = n[7:0];
      #1 clk = 1;
      #1 clk = 0;
      if (n > 0 && sum !== expected) begin
        $display("mismatch: beat %0d, sum %0d, expected %0d", n, sum, expected);
        $finish;
      end
      a        = n[15:8];
      clear    = n < 2 || n % 37 == 0;
      expected = (clear ? 0 : expected) + a * $signed(n[7:0]);
    end
    $display("passed");
  end

endmodule
