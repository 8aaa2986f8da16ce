// What an array has been doing, in registers: cycles by what was done in them, tiles, and whether a result was special.
//
// Every cycle is exactly one of busy (a pair of beats was taken), starved (a stream had none), held (a tile's last beat
// waited for the end of the tile before it) and blocked (rows of C were not taken), so that these four counters always add
// up to the cycles that were counted. Counters are CounterWidth bits wide and wrap around.
//
//   word address   register
//   0              CONTROL, the only one to be written: bit 0 the counters run (1 after reset), bit 1 written 1 clears
//                  all counters and marks; it reads 0
//   1              MARKS since the last clear, bit 0 a result was NaN, 1 infinite, 2 saturated; error_o from bit 8 up
//   2, 3           BUSY, its lower and upper 32 bits; for values that belong together stop the counters first
//   4, 5           STARVED
//   6, 7           HELD
//   8, 9           BLOCKED
//   10, 11         TILES whose last row was taken
//
// Other words, and writes to anything but CONTROL, are refused.
module fp8_array_counters #(
  parameter int ErrorWidth   = 2,  // bits of error_o, 24 or less
  parameter int CounterWidth = 48  // 33 to 64; 48 bits wrap after three days at 1 GHz
) (
  input  logic                  clk_i,
  input  logic                  rst_ni,
  input  logic                  advance_i,  // the array moves on at this edge
  input  logic                  pair_i,     // both streams have a beat
  input  logic                  take_i,     // they are taken at this edge
  input  logic                  tile_i,     // the last row of a tile leaves at this edge
  input  logic [2:0]            marks_i,    // a result of this cycle is saturated, infinite, NaN
  input  logic [ErrorWidth-1:0] error_i,    // error_o

  input  logic        write_i,          // see fp8_axi_lite
  input  logic [3:0]  write_address_i,
  input  logic [1:0]  write_data_i,
  input  logic        write_strobe_i,
  output logic        write_error_o,
  input  logic [3:0]  read_address_i,
  output logic [31:0] read_data_o,
  output logic        read_error_o
);

  localparam int Counters = 5;

  logic                             runs_q;
  logic                             clears;
  logic [2:0]                       marks_q;
  logic [Counters-1:0]              counts;   // which of them count in this cycle
  logic [Counters*CounterWidth-1:0] counter;

  assign write_error_o = write_address_i != 4'd0;
  assign clears        = write_i && !write_error_o && write_strobe_i && write_data_i[1];
  assign counts[0]     = take_i;
  assign counts[1]     = advance_i && !pair_i;
  assign counts[2]     = advance_i && pair_i && !take_i;
  assign counts[3]     = !advance_i;
  assign counts[4]     = tile_i;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      runs_q  <= 1'b1;
      marks_q <= 3'b000;
    end else begin
      if (write_i && !write_error_o && write_strobe_i) runs_q <= write_data_i[0];
      marks_q <= clears ? 3'b000 : marks_q | marks_i;
    end
  end

  for (genvar n = 0; n < Counters; n++) begin : gen_counter
    logic [CounterWidth-1:0] count_q;
    always_ff @(posedge clk_i or negedge rst_ni) begin
      if (!rst_ni)                  count_q <= '0;
      else if (clears)              count_q <= '0;
      else if (runs_q && counts[n]) count_q <= count_q + CounterWidth'(1);
    end
    assign counter[n*CounterWidth +: CounterWidth] = count_q;
  end

  always_comb begin
    read_data_o  = 32'd0;
    read_error_o = read_address_i >= 4'(2 + 2 * Counters);
    if (read_address_i == 4'd0) read_data_o = {31'd0, runs_q};
    if (read_address_i == 4'd1) read_data_o = {24'(error_i), 5'd0, marks_q};
    for (int n = 0; n < Counters; n++) begin
      if (read_address_i == 4'(2 + 2 * n)) read_data_o = counter[n*CounterWidth +: 32];
      if (read_address_i == 4'(3 + 2 * n)) read_data_o = 32'(counter[n*CounterWidth+32 +: CounterWidth-32]);
    end
  end

endmodule
