// Holds int8_array against plain arithmetic: 60 tiles of random operands and lengths, all three streams stalled at
// random. Prints "passed", or the first mismatch.
module int8_array_check;

  localparam int Rows  = 3;
  localparam int Cols  = 5;
  localparam int Tiles = 60;
  localparam int MaxK  = 12;

  logic clk = 0;
  logic rst_n = 0;

  logic [Rows*8-1:0]  a_data;
  logic               a_valid = 0;
  logic               a_ready;
  logic               a_last;
  logic [Cols*8-1:0]  b_data;
  logic               b_valid = 0;
  logic               b_ready;
  logic               b_last;
  logic [Cols*32-1:0] c_data;
  logic               c_valid;
  logic               c_ready = 0;
  logic               c_last;
  logic [1:0]         error;

  int8_array #(
    .Rows (Rows),
    .Cols (Cols)
  ) u_array (
    .aclk            (clk),
    .aresetn         (rst_n),
    .s_axis_a_tdata  (a_data),
    .s_axis_a_tvalid (a_valid),
    .s_axis_a_tready (a_ready),
    .s_axis_a_tlast  (a_last),
    .s_axis_b_tdata  (b_data),
    .s_axis_b_tvalid (b_valid),
    .s_axis_b_tready (b_ready),
    .s_axis_b_tlast  (b_last),
    .m_axis_c_tdata  (c_data),
    .m_axis_c_tvalid (c_valid),
    .m_axis_c_tready (c_ready),
    .m_axis_c_tlast  (c_last),
    .error_o         (error)
  );

  // All operands and sums, made before anything moves.
  logic signed [7:0] a [0:Tiles*MaxK*Rows-1];
  logic signed [7:0] b [0:Tiles*MaxK*Cols-1];
  integer            length [0:Tiles-1];
  integer            sum;

  integer a_tile = 0;
  integer a_term = 0;
  integer b_tile = 0;
  integer b_term = 0;
  integer c_tile = 0;
  integer c_row  = 0;
  integer i;
  integer k;

  // Operands are often the extremes, whose products are the largest.
  function automatic logic [7:0] some_operand(input integer random);
    some_operand = (random[9:8] == 0) ? {random[7], {7{~random[7]}}} ^ {8{random[10]}} : random[7:0];
  endfunction

  initial begin
    for (i = 0; i < Tiles * MaxK * Rows; i = i + 1) a[i] = some_operand($random);
    for (i = 0; i < Tiles * MaxK * Cols; i = i + 1) b[i] = some_operand($random);
    for (i = 0; i < Tiles; i = i + 1) length[i] = 1 + ($random & 32'h7fffffff) % MaxK;
    #1 clk = 1;
    #1 clk = 0;
    rst_n = 1;
    for (i = 0; i < 100000 && c_tile < Tiles; i = i + 1) begin
      // Before an edge: new beats and a random READY; at the edge: whatever is accepted is counted.
      if (!a_valid && a_tile < Tiles && $random % 4 != 0) begin
        a_valid = 1;
        for (k = 0; k < Rows; k = k + 1) a_data[k*8 +: 8] = a[(a_tile * MaxK + a_term) * Rows + k];
        a_last = a_term == length[a_tile] - 1;
      end
      if (!b_valid && b_tile < Tiles && $random % 4 != 0) begin
        b_valid = 1;
        for (k = 0; k < Cols; k = k + 1) b_data[k*8 +: 8] = b[(b_tile * MaxK + b_term) * Cols + k];
        b_last = b_term == length[b_tile] - 1;
      end
      c_ready = $random % 3 != 0;
      #1;
      if (c_valid && c_ready) take_row;
      if (a_valid && a_ready) begin
        a_term = a_last ? 0 : a_term + 1;
        if (a_last) a_tile = a_tile + 1;
        a_valid <= #1 0;
      end
      if (b_valid && b_ready) begin
        b_term = b_last ? 0 : b_term + 1;
        if (b_last) b_tile = b_tile + 1;
        b_valid <= #1 0;
      end
      clk = 1;
      #2 clk = 0;
      #1;
    end
    if (c_tile < Tiles) $display("mismatch: %0d tiles of %0d came out", c_tile, Tiles);
    else if (error !== 2'b00) $display("mismatch: errors %b", error);
    else $display("passed");
    $finish;
  end

  task take_row;
    integer column;
    integer term;
    begin
      for (column = 0; column < Cols; column = column + 1) begin
        sum = 0;
        for (term = 0; term < length[c_tile]; term = term + 1) begin
          sum = sum + a[(c_tile * MaxK + term) * Rows + c_row] * b[(c_tile * MaxK + term) * Cols + column];
        end
        if (c_data[column*32 +: 32] !== sum || c_last !== (c_row == Rows - 1)) begin
          $display("mismatch: tile %0d, row %0d, column %0d: %0d, expected %0d", c_tile, c_row, column,
                   $signed(c_data[column*32 +: 32]), sum);
          $finish;
        end
      end
      c_row = (c_row == Rows - 1) ? 0 : c_row + 1;
      if (c_row == 0) c_tile = c_tile + 1;
    end
  endtask

endmodule
