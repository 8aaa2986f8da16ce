// What is proved of an array's port C, whatever the dataflow: no row before it is due, a row holds until it is taken,
// and one that is due comes within Patience cycles in which C is ready. What rows hold does not matter.
module fp8_result_proof #(
  parameter int Width    = 16,
  parameter int Most     = 16,  // rows that may be due at a time
  parameter int Patience = 8
) (
  input logic             clk_i,
  input logic             rst_ni,
  input logic [7:0]       due_i,        // rows that become due at this edge
  input logic             may_come_i,   // nothing from outside is missing for the next row that is due
  input logic [Width-1:0] c_data_i,
  input logic             c_valid_i,
  input logic             c_last_i,
  input logic             c_ready_i,
  output logic [7:0]      outstanding_o // rows due and not taken
);

  logic [7:0]       outstanding_q;
  logic [7:0]       waiting_q;
  logic             c_takes;
  logic             stalled_q;
  logic             c_last_q;
  logic [Width-1:0] c_data_q;

  assign c_takes       = c_valid_i && c_ready_i;
  assign outstanding_o = outstanding_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      outstanding_q <= '0;
      waiting_q     <= '0;
      stalled_q     <= 1'b0;
      c_last_q      <= 1'b0;
      c_data_q      <= '0;
    end else begin
      outstanding_q <= outstanding_q + due_i - 8'(c_takes);
      waiting_q     <= (c_ready_i && !c_takes && (outstanding_q != '0) && may_come_i) ? waiting_q + 8'd1 : '0;
      stalled_q     <= c_valid_i && !c_ready_i;
      c_last_q      <= c_last_i;
      c_data_q      <= c_data_i;
    end
  end

  always_comb begin
    if (!rst_ni) begin
      assert (!c_valid_i);
    end else begin
      assert (!c_valid_i || (outstanding_q != '0));
      assert (outstanding_q <= Most);
      if (stalled_q) assert (c_valid_i && (c_last_i == c_last_q) && (c_data_i == c_data_q));
      assert (waiting_q < Patience);
    end
  end

endmodule
