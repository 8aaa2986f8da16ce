// What is proved of fp8_axi_lite: every write and every read is done once, with its own address and data, and answered
// once, in the order in which they came; both response channels hold what they offer; and nothing gets stuck.
module fp8_axi_lite_proof (
  input logic        clk_i,
  input logic        rst_ni,
  input logic [5:0]  awaddr_i,
  input logic        awvalid_i,
  input logic [31:0] wdata_i,
  input logic [3:0]  wstrb_i,
  input logic        wvalid_i,
  input logic        bready_i,
  input logic [5:0]  araddr_i,
  input logic        arvalid_i,
  input logic        rready_i,
  input logic        write_error_i,
  input logic [31:0] read_data_i,
  input logic        read_error_i
);

  logic        awready, wready, bvalid, arready, rvalid, write, read;
  logic [1:0]  bresp, rresp;
  logic [31:0] rdata, write_data;
  logic [3:0]  write_address, read_address, write_strobe;

  fp8_axi_lite u_port (
    .clk_i           (clk_i),
    .rst_ni          (rst_ni),
    .awaddr_i        (awaddr_i),
    .awvalid_i       (awvalid_i),
    .awready_o       (awready),
    .wdata_i         (wdata_i),
    .wstrb_i         (wstrb_i),
    .wvalid_i        (wvalid_i),
    .wready_o        (wready),
    .bresp_o         (bresp),
    .bvalid_o        (bvalid),
    .bready_i        (bready_i),
    .araddr_i        (araddr_i),
    .arvalid_i       (arvalid_i),
    .arready_o       (arready),
    .rdata_o         (rdata),
    .rresp_o         (rresp),
    .rvalid_o        (rvalid),
    .rready_i        (rready_i),
    .write_o         (write),
    .write_address_o (write_address),
    .write_data_o    (write_data),
    .write_strobe_o  (write_strobe),
    .write_error_i   (write_error_i),
    .read_o          (read),
    .read_address_o  (read_address),
    .read_data_i     (read_data_i),
    .read_error_i    (read_error_i)
  );

  // Registers inside, joined by name when the hierarchy is flattened; only the invariants look at them.
  (* hierconn *) wire \u_port.has_address_q ;
  (* hierconn *) wire \u_port.has_data_q ;
  (* hierconn *) wire \u_port.has_read_q ;

  // What the ports say. What was asked for and not done is one access of each kind at most.
  logic        in_reset_q;  // one cycle ago, or since the start
  logic        address_q, data_q, read_q;  // taken, and not done
  logic        write_answer_q, read_answer_q;  // done, and the answer not taken
  logic        b_stalled_q, r_stalled_q;
  logic [3:0]  awaddr_q, araddr_q, wstrb_q;
  logic [31:0] wdata_q, rdata_q;
  logic [1:0]  bresp_q, rresp_q;

  initial assume (!rst_ni);

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      in_reset_q     <= 1'b1;
      address_q      <= 1'b0;
      data_q         <= 1'b0;
      read_q         <= 1'b0;
      write_answer_q <= 1'b0;
      read_answer_q  <= 1'b0;
      b_stalled_q    <= 1'b0;
      r_stalled_q    <= 1'b0;
    end else begin
      in_reset_q     <= 1'b0;
      address_q      <= (awvalid_i && awready) || (address_q && !write);
      data_q         <= (wvalid_i && wready) || (data_q && !write);
      read_q         <= (arvalid_i && arready) || (read_q && !read);
      write_answer_q <= write || (write_answer_q && !(bvalid && bready_i));
      read_answer_q  <= read || (read_answer_q && !(rvalid && rready_i));
      b_stalled_q    <= bvalid && !bready_i;
      r_stalled_q    <= rvalid && !rready_i;
    end
  end

  always_ff @(posedge clk_i) begin
    if (awvalid_i && awready) awaddr_q <= awaddr_i[5:2];
    if (arvalid_i && arready) araddr_q <= araddr_i[5:2];
    if (wvalid_i && wready) begin
      wdata_q <= wdata_i;
      wstrb_q <= wstrb_i;
    end
    if (write) bresp_q <= {write_error_i, 1'b0};
    if (read) begin
      rresp_q <= {read_error_i, 1'b0};
      rdata_q <= read_data_i;
    end
  end

  always_comb begin
    if (!rst_ni) begin
      assert (!awready && !wready && !arready);
      assert (!bvalid && !rvalid);
    end else begin
      // Done when complete and no answer waits: at once, and only then.
      assert (write == (address_q && data_q && !write_answer_q));
      assert (read == (read_q && !read_answer_q));
      // With its own address and data.
      if (address_q) assert (write_address == awaddr_q);
      if (data_q) assert ((write_data == wdata_q) && (write_strobe == wstrb_q));
      if (read_q) assert (read_address == araddr_q);
      // Nothing taken over what waits, and never stuck: READY is high whenever nothing does.
      assert (awready == (!in_reset_q && !address_q));
      assert (wready == (!in_reset_q && !data_q));
      assert (arready == (!in_reset_q && !read_q));
      // Answered once, with what the registers said.
      assert (bvalid == write_answer_q);
      assert (rvalid == read_answer_q);
      if (bvalid) assert (bresp == bresp_q);
      if (rvalid) assert ((rresp == rresp_q) && (rdata == rdata_q));
      // VALID holds until READY.
      if (b_stalled_q) assert (bvalid);
      if (r_stalled_q) assert (rvalid);
      // Invariants that carry the induction.
      assert (\u_port.has_address_q == address_q);
      assert (\u_port.has_data_q == data_q);
      assert (\u_port.has_read_q == read_q);
      if (b_stalled_q) assert (write_answer_q);
      if (r_stalled_q) assert (read_answer_q);
    end
  end

endmodule
