// What an array has been doing, in registers behind an AXI4-Lite port: cycles by what was done in them, tiles, and
// whether a result was special.
//
// Every cycle is exactly one of busy (take_i), blocked (blocked_i), held (neither, but present_i) and starved (none of
// them), so that these four counters always add up to the cycles that were counted. Counters are CounterWidth bits wide
// and wrap around.
//
//   address      register
//   0x00         CONTROL, the only one to be written: bit 0 the counters run (1 after reset), bit 1 written 1 clears
//                counters and marks; it reads 0
//   0x04         STATUS: bit 0 a result was NaN, 1 infinite, 2 saturated, since the last clear; error_o from bit 8 up
//   0x08, 0x0c   BUSY, its lower and upper 32 bits
//   0x10, 0x14   STARVED
//   0x18, 0x1c   HELD
//   0x20, 0x24   BLOCKED
//   0x28, 0x2c   TILES whose last row was taken
//
// Reading a lower word holds the upper word of the same moment; reading any upper word gives what is held. For counters
// that belong to one moment stop them first. Other addresses, and writes to anything but CONTROL, are answered SLVERR.
//
// A write is in force from the cycle in which bvalid rises: cleared counters are then 0, and stopped ones do not count
// that cycle. A read gives what stood in the cycle before rvalid rises.
module fp8_array_counters #(
  parameter int Cols         = 8,   // 1 or more
  parameter int CounterWidth = 48   // 33 to 64; 48 bits wrap after three days at 1 GHz
) (
  input  logic              clk_i,
  input  logic              rst_ni,

  input  logic              take_i,     // beats are taken at this edge; not while blocked_i
  input  logic              present_i,  // the beats are there, so that it is the array that makes them wait
  input  logic              blocked_i,  // the array stops, because rows of C are not taken
  input  logic              tile_i,     // the last row of a tile is taken at this edge
  input  logic              row_i,      // a row leaves the rounders at this edge
  input  logic [Cols*3-1:0] marks_i,    // of its results, {saturated, infinite, NaN} each
  input  logic [7:0]        error_i,    // error_o, zeros above it

  input  logic [5:0]        awaddr_i,   // the port: see fp8_axi_lite
  input  logic              awvalid_i,
  output logic              awready_o,
  input  logic [31:0]       wdata_i,
  input  logic [3:0]        wstrb_i,
  input  logic              wvalid_i,
  output logic              wready_o,
  output logic [1:0]        bresp_o,
  output logic              bvalid_o,
  input  logic              bready_i,
  input  logic [5:0]        araddr_i,
  input  logic              arvalid_i,
  output logic              arready_o,
  output logic [31:0]       rdata_o,
  output logic [1:0]        rresp_o,
  output logic              rvalid_o,
  input  logic              rready_i
);

  localparam int Counters = 5;

  logic        write;
  logic [3:0]  write_address;
  logic [31:0] write_data;
  logic [3:0]  write_strobe;
  logic        write_error;
  logic        read;
  logic [3:0]  read_address;
  logic [31:0] read_data;
  logic        read_error;

  fp8_axi_lite #(
    .AddressWidth(6)
  ) u_port (
    .clk_i          (clk_i),
    .rst_ni         (rst_ni),
    .awaddr_i       (awaddr_i),
    .awvalid_i      (awvalid_i),
    .awready_o      (awready_o),
    .wdata_i        (wdata_i),
    .wstrb_i        (wstrb_i),
    .wvalid_i       (wvalid_i),
    .wready_o       (wready_o),
    .bresp_o        (bresp_o),
    .bvalid_o       (bvalid_o),
    .bready_i       (bready_i),
    .araddr_i       (araddr_i),
    .arvalid_i      (arvalid_i),
    .arready_o      (arready_o),
    .rdata_o        (rdata_o),
    .rresp_o        (rresp_o),
    .rvalid_o       (rvalid_o),
    .rready_i       (rready_i),
    .write_o        (write),
    .write_address_o(write_address),
    .write_data_o   (write_data),
    .write_strobe_o (write_strobe),
    .write_error_i  (write_error),
    .read_o         (read),
    .read_address_o (read_address),
    .read_data_i    (read_data),
    .read_error_i   (read_error)
  );

  // CONTROL.
  logic controls;  // it is written
  logic clears;
  logic runs_q;
  logic unused_write;

  assign write_error  = write_address != 4'd0;
  assign controls     = write && !write_error && write_strobe[0];
  assign clears       = controls && write_data[1];
  assign unused_write = ^{write_data[31:2], write_strobe[3:1]};

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni)       runs_q <= 1'b1;
    else if (controls) runs_q <= write_data[0];
  end

  // Marks are kept for each column, so that no tree of gates lies between a rounder and its register.
  logic [Cols*3-1:0] marks_q;
  logic [2:0]        marks;  // of all columns

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni)     marks_q <= '0;
    else if (clears) marks_q <= '0;
    else if (row_i)  marks_q <= marks_q | marks_i;
  end

  always_comb begin
    marks = 3'b000;
    for (int c = 0; c < Cols; c++) marks = marks | marks_q[c*3 +: 3];
  end

  // Counters, in the order of their addresses.
  logic [Counters-1:0]              counts;  // which of them count this cycle
  logic [Counters*CounterWidth-1:0] counter;

  assign counts[0] = take_i;
  assign counts[1] = !take_i && !blocked_i && !present_i;
  assign counts[2] = !take_i && !blocked_i && present_i;
  assign counts[3] = blocked_i;
  assign counts[4] = tile_i;

  for (genvar n = 0; n < Counters; n++) begin : gen_counter
    logic [CounterWidth-1:0] count_q;
    always_ff @(posedge clk_i or negedge rst_ni) begin
      if (!rst_ni)                  count_q <= '0;
      else if (clears)              count_q <= '0;
      else if (runs_q && counts[n]) count_q <= count_q + CounterWidth'(1);
    end
    assign counter[n*CounterWidth +: CounterWidth] = count_q;
  end

  // Reads. Counter n lies at the words 2n + 2 and 2n + 3.
  logic [CounterWidth-1:0]  selected;
  logic                     is_counter;  // the word is one of a counter,
  logic                     is_upper;    // its upper one
  logic [CounterWidth-33:0] upper_q;     // of the counter whose lower word was read last
  logic [31:0]              lower;

  assign lower      = selected[31:0];
  assign is_upper   = read_address[0];
  assign read_error = read_address >= 4'(2 * Counters + 2);
  assign is_counter = (read_address >= 4'd2) && !read_error;

  always_comb begin
    selected = '0;
    for (int n = 0; n < Counters; n++) begin
      if (read_address == 4'(2 * n + 2)) selected = counter[n*CounterWidth +: CounterWidth];
    end
  end

  always_comb begin
    if (read_address == 4'd0)      read_data = {31'd0, runs_q};
    else if (read_address == 4'd1) read_data = {16'd0, error_i, 5'd0, marks};
    else if (!is_counter)          read_data = 32'd0;
    else                           read_data = is_upper ? 32'(upper_q) : lower;
  end

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni)                              upper_q <= '0;
    else if (read && is_counter && !is_upper) upper_q <= selected[CounterWidth-1:32];
  end

endmodule
