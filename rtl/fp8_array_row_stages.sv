// What goes beside rows of sums through the registers below an array's columns: whether a row of C stands in a stage,
// and what is known of it.
//
// Stages move with the columns up to the one in which a row waits for what is added to it; those below go on as long as
// the output takes rows, so that a row never waits for one behind it.
// Latency a move for each stage. Data belongs to a row and has no reset.
module fp8_array_row_stages #(
  parameter int Width  = 1,  // bits of a row's data
  parameter int Stages = 1,  // 1 or more
  parameter int Held   = 1   // of them, those that move with the columns, 1 or more
) (
  input  logic                    clk_i,
  input  logic                    rst_ni,
  input  logic                    moved_i,  // the columns move on at this edge, and the held stages
  input  logic                    flows_i,  // the other stages do
  input  logic                    valid_i,  // a row of C stands at the columns' bottom
  input  logic [Width-1:0]        row_i,    // its data
  output logic [Stages-1:0]       valid_o,  // a row stands in the stage, the first one lowest
  output logic [Stages*Width-1:0] row_o
);

  logic [Held-1:0]       held_q;
  logic [Held*Width-1:0] held_row_q;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni)      held_q <= '0;
    else if (moved_i) held_q <= Held'({held_q, valid_i});
  end

  always_ff @(posedge clk_i) begin
    if (moved_i) held_row_q <= (Held*Width)'({held_row_q, row_i});
  end

  if (Stages > Held) begin : gen_flowing
    localparam int Flowing = Stages - Held;
    logic [Flowing-1:0]       flowing_q;
    logic [Flowing*Width-1:0] flowing_row_q;

    always_ff @(posedge clk_i or negedge rst_ni) begin
      if (!rst_ni)      flowing_q <= '0;
      else if (flows_i) flowing_q <= Flowing'({flowing_q, held_q[Held-1] && moved_i});
    end

    always_ff @(posedge clk_i) begin
      if (flows_i) flowing_row_q <= (Flowing*Width)'({flowing_row_q, held_row_q[(Held-1)*Width +: Width]});
    end

    assign valid_o = {flowing_q, held_q};
    assign row_o   = {flowing_row_q, held_row_q};
  end else begin : gen_held
    logic unused_flows;
    assign unused_flows = flows_i;
    assign valid_o      = held_q;
    assign row_o        = held_row_q;
  end

endmodule
