// An AXI4-Lite port in front of registers of 32 bits: one read and one write at a time.
//
// A write's address and data may come in either order. write_o tells of a write in one cycle, in which the registers take
// it and answer write_error_i; read_o likewise, with read_data_i and read_error_i. An access that the registers refuse is
// answered SLVERR, all others OKAY. Every output is a register: no path leads from VALID to READY, nor from one READY to
// another. Latency: a response stands two cycles after its last beat was taken, if the one before has gone.
module fp8_axi_lite #(
  parameter int AddressWidth = 6  // bytes; the two lowest bits of an address are not looked at
) (
  input  logic                    clk_i,
  input  logic                    rst_ni,
  input  logic [AddressWidth-1:0] awaddr_i,
  input  logic                    awvalid_i,
  output logic                    awready_o,  // low in reset
  input  logic [31:0]             wdata_i,
  input  logic [3:0]              wstrb_i,
  input  logic                    wvalid_i,
  output logic                    wready_o,   // low in reset
  output logic [1:0]              bresp_o,    // 00 OKAY, 10 SLVERR
  output logic                    bvalid_o,   // low in reset; holds until bready_i
  input  logic                    bready_i,
  input  logic [AddressWidth-1:0] araddr_i,
  input  logic                    arvalid_i,
  output logic                    arready_o,  // low in reset
  output logic [31:0]             rdata_o,
  output logic [1:0]              rresp_o,    // 00 OKAY, 10 SLVERR
  output logic                    rvalid_o,   // low in reset; holds until rready_i
  input  logic                    rready_i,

  output logic                    write_o,          // a write is done in this cycle
  output logic [AddressWidth-3:0] write_address_o,  // of a word
  output logic [31:0]             write_data_o,
  output logic [3:0]              write_strobe_o,   // a bit a byte, 0: the byte stays
  input  logic                    write_error_i,
  output logic                    read_o,           // a read is done in this cycle
  output logic [AddressWidth-3:0] read_address_o,   // of a word
  input  logic [31:0]             read_data_i,
  input  logic                    read_error_i
);

  logic has_address_q;  // a write's address waits for its data, or for its turn
  logic has_data_q;
  logic has_read_q;     // a read waits for its turn
  logic has_address_d;
  logic has_data_d;
  logic has_read_d;

  assign write_o       = has_address_q && has_data_q && !bvalid_o;
  assign read_o        = has_read_q && !rvalid_o;
  assign has_address_d = (has_address_q && !write_o) || (awvalid_i && awready_o);
  assign has_data_d    = (has_data_q && !write_o) || (wvalid_i && wready_o);
  assign has_read_d    = (has_read_q && !read_o) || (arvalid_i && arready_o);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      has_address_q <= 1'b0;
      has_data_q    <= 1'b0;
      has_read_q    <= 1'b0;
      awready_o     <= 1'b0;
      wready_o      <= 1'b0;
      arready_o     <= 1'b0;
      bvalid_o      <= 1'b0;
      rvalid_o      <= 1'b0;
      bresp_o       <= 2'b00;
      rresp_o       <= 2'b00;
    end else begin
      has_address_q <= has_address_d;
      has_data_q    <= has_data_d;
      has_read_q    <= has_read_d;
      awready_o     <= !has_address_d;
      wready_o      <= !has_data_d;
      arready_o     <= !has_read_d;
      bvalid_o      <= write_o || (bvalid_o && !bready_i);
      rvalid_o      <= read_o || (rvalid_o && !rready_i);
      if (write_o) bresp_o <= {write_error_i, 1'b0};
      if (read_o)  rresp_o <= {read_error_i, 1'b0};
    end
  end

  always_ff @(posedge clk_i) begin
    if (awvalid_i && awready_o) write_address_o <= awaddr_i[AddressWidth-1:2];
    if (arvalid_i && arready_o) read_address_o  <= araddr_i[AddressWidth-1:2];
    if (read_o)                 rdata_o         <= read_data_i;
    if (wvalid_i && wready_o) begin
      write_data_o   <= wdata_i;
      write_strobe_o <= wstrb_i;
    end
  end

  logic [3:0] unused_byte;
  assign unused_byte = {awaddr_i[1:0], araddr_i[1:0]};

endmodule
