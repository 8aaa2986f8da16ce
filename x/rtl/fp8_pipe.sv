// A register stage without reset: the one way to cut a datapath. Pack what crosses the cut into data_i.
module fp8_pipe #(
  parameter int Width = 1  // bits
) (
  input  logic             clk_i,
  input  logic             enable_i,  // the stage moves on
  input  logic [Width-1:0] data_i,
  output logic [Width-1:0] data_o     // data_i of the last enabled edge
);

  always_ff @(posedge clk_i) begin
    if (enable_i) data_o <= data_i;
  end

endmodule
