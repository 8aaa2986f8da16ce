// A small first-in first-out buffer between two VALID/READY streams. Both of its outputs come from registers, so no
// path leads from one side's READY to the other's, nor from VALID to READY.
//
// in_ready_o falls while there is still room for Reserve more beats, for a source that takes Reserve cycles to stop;
// such a source may write whenever it has to. With Reserve 0 a beat moves in when in_valid_i and in_ready_o.
// A steady flow of one beat a cycle holds one beat: Depth 2 + Reserve passes it without a gap.
// Latency one cycle.
module fp8_stream_fifo #(
  parameter int Width   = 8,  // bits of a beat
  parameter int Depth   = 2,  // beats it holds, 2 + Reserve or more
  parameter int Reserve = 0   // beats that may still come after in_ready_o fell
) (
  input  logic             clk_i,
  input  logic             rst_ni,
  input  logic             in_valid_i,
  output logic             in_ready_o,   // low in reset
  input  logic [Width-1:0] in_data_i,
  output logic             out_valid_o,  // low in reset; holds with its data until out_ready_i
  input  logic             out_ready_i,
  output logic [Width-1:0] out_data_o
);

  localparam int CountWidth = $clog2(Depth + 1);

  logic [CountWidth-1:0] count_q;  // beats held
  logic [CountWidth-1:0] count_d;
  logic                  ready_q;
  logic                  push;
  logic                  pop;

  assign push    = in_valid_i && (ready_q || (Reserve != 0));
  assign pop     = out_ready_i && (count_q != '0);
  assign count_d = count_q + CountWidth'(push) - CountWidth'(pop);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      count_q <= '0;
      ready_q <= 1'b0;
    end else begin
      count_q <= count_d;
      ready_q <= count_d < CountWidth'(Depth - Reserve);
    end
  end

  // The oldest beat lies in slot 0 and feeds the output. A pop moves every slot down; a push fills the first free one.
  logic [(Depth+1)*Width-1:0] slot;  // one more than there are, so that the last slot has a neighbour
  assign slot[Depth*Width +: Width] = in_data_i;

  for (genvar s = 0; s < Depth; s++) begin : gen_slot
    logic [Width-1:0] slot_q;
    logic             is_next;  // an incoming beat belongs here
    assign is_next = (count_q == CountWidth'(s)) ? !pop : ((count_q == CountWidth'(s + 1)) && pop);
    always_ff @(posedge clk_i) begin
      if (is_next)  slot_q <= in_data_i;
      else if (pop) slot_q <= slot[(s+1)*Width +: Width];
    end
    assign slot[s*Width +: Width] = slot_q;
  end

  assign in_ready_o  = ready_q;
  assign out_valid_o = count_q != '0;
  assign out_data_o  = slot[Width-1:0];

endmodule
