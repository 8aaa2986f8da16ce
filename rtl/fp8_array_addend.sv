// The stream of D: one beat is added to one row of sums, in the order in which rows are finished.
//
// A row and its beat meet in the stage that row_i speaks of, and the beat is taken when the row moves on. has_addend_o
// tells the array a cycle ahead: it is low where the next cycle would find a row there without a beat, and the array
// then stops; what lies below that stage goes on. Both come from registers, as s_ready_o does.
// The buffer holds three beats: at a row a cycle one is taken while the next row must have its own already, and a third
// may come.
// tlast belongs on the beat of a tile's last row. Where it does not stand there, or stands elsewhere, error_o is set,
// and rows and beats are paired as before.
module fp8_array_addend #(
  parameter int Width = 256  // bits of a row of D
) (
  input  logic             clk_i,
  input  logic             rst_ni,
  input  logic             s_valid_i,
  output logic             s_ready_o,      // low in reset
  input  logic [Width-1:0] s_data_i,
  input  logic             s_last_i,
  input  logic             moved_i,        // the array moves on at the end of this cycle
  input  logic             row_i,          // a row stands in the stage
  input  logic             is_last_i,      // it is its tile's last
  input  logic             next_row_i,     // a row stands one stage above
  output logic [Width-1:0] data_o,         // the row's beat
  output logic             has_addend_o,   // the next cycle has a beat, or no row that needs one
  output logic             error_o         // sticky: tlast disagreed with the rows
);

  logic       last;
  logic       unused_valid;  // count_q says the same, and one more
  logic       take;
  logic [1:0] count_q;       // beats in the buffer
  logic [1:0] left;          // of them, after this cycle, without one that comes in it
  logic       error_q;

  fp8_stream_fifo #(
    .Width (Width + 1),
    .Depth (3)
  ) u_fifo (
    .clk_i       (clk_i),
    .rst_ni      (rst_ni),
    .in_valid_i  (s_valid_i),
    .in_ready_o  (s_ready_o),
    .in_data_i   ({s_last_i, s_data_i}),
    .out_valid_o (unused_valid),
    .out_ready_i (take),
    .out_data_o  ({last, data_o})
  );

  assign take         = moved_i && row_i;
  assign left         = count_q - 2'(take);
  assign has_addend_o = !(moved_i ? next_row_i : row_i) || (left != 2'd0);
  assign error_o      = error_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      count_q <= 2'd0;
      error_q <= 1'b0;
    end else begin
      count_q <= left + 2'(s_valid_i && s_ready_o);
      if (take) error_q <= error_q || (last != is_last_i);
    end
  end

endmodule
