// The partial sums of a kept tile in one column of a weight-stationary array: one write and one read a cycle.
//
// Latency of a read one move; it sees what was written at earlier edges. No reset: the reader knows what was written.
module fp8_stationary_memory #(
  parameter int Depth     = 64,                                  // words, 1 or more
  parameter int Width     = 51,                                  // bits of a word
  parameter int AddrWidth = (Depth > 1) ? $clog2(Depth) : 1      // derived, not to be set
) (
  input  logic                 clk_i,
  input  logic                 write_i,         // data_i is written at this edge
  input  logic [AddrWidth-1:0] write_addr_i,
  input  logic [Width-1:0]     data_i,
  input  logic                 read_i,          // data_o becomes the word at read_addr_i
  input  logic [AddrWidth-1:0] read_addr_i,
  output logic [Width-1:0]     data_o
);

  logic [Width-1:0] words [Depth];

  always_ff @(posedge clk_i) begin
    if (write_i) words[write_addr_i] <= data_i;
    if (read_i)  data_o <= words[read_addr_i];
  end

endmodule
