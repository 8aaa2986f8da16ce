// What no run of an array is long enough to show: counters that carry into their upper words, and wrap
// around. In a simulator with unknown bits, so that nothing unknown reaches the port either.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "generator/base/files.hpp"
#include "generator/base/process.hpp"
#include "generator/emit/register_header.hpp"
#include "tests/emit/configurations.hpp"
#include "tests/replace_once.hpp"

namespace fp8forge {
namespace {

// BUSY counts every cycle, from `start` on. Its lower word and then its upper one, read while it goes on, are
// what stood together in the cycle before the lower word's rvalid rose.
std::string bench(const std::string& start) {
  return fmt::format(
      R"(module bench;
  logic        clk = 0, rst_n = 0;
  logic [5:0]  araddr = 'x;
  logic        arvalid = 0, arready, rvalid, rready = 0;
  logic [31:0] rdata, data;
  logic [47:0] last, held, counter;  // in the cycle before; before rvalid; of both words
  int          n;

  fp8_array_counters #(.Cols(1)) u_dut (
    .clk_i (clk), .rst_ni (rst_n), .take_i (1'b1), .present_i (1'b1), .blocked_i (1'b0), .tile_i (1'b0),
    .row_i (1'b0), .marks_i (3'bx), .error_i (8'd0), .awaddr_i (6'bx), .awvalid_i (1'b0), .awready_o (),
    .wdata_i (32'bx), .wstrb_i (4'bx), .wvalid_i (1'b0), .wready_o (), .bresp_o (), .bvalid_o (),
    .bready_i (1'b0), .araddr_i (araddr), .arvalid_i (arvalid), .arready_o (arready), .rdata_o (rdata),
    .rresp_o (), .rvalid_o (rvalid), .rready_i (rready));

  always #5 clk = !clk;
  always @(negedge clk) last <= u_dut.gen_counter[0].count_q;

  task read(input logic [5:0] address);
    araddr  = address;
    arvalid = 1;
    while (!arready) @(negedge clk);
    @(negedge clk);
    arvalid = 0;
    araddr  = 'x;
    while (!rvalid) @(negedge clk);
    held   = last;
    data   = rdata;
    rready = 1;
    @(negedge clk);
    rready = 0;
  endtask

  initial begin
    #22 rst_n = 1;
    #20 @(negedge clk);
    u_dut.gen_counter[0].count_q = 48'h{};
    for (n = 0; n < 8; n = n + 1) begin
      read(6'h08);
      counter = held;
      if (data !== counter[31:0]) $display("lower word %h of %h", data, counter);
      read(6'h0c);
      if (data !== {{16'd0, counter[47:32]}}) $display("upper word %h of %h", data, counter);
    end
    read(6'h04);
    $display("upper words end at %h, status %h", counter[47:32], data);
    $finish(0);
  end
endmodule
)",
      start);
}

struct Fault {
  std::string from, to;  // in fp8_array_counters.sv
};

std::string told(const std::string& start, const Fault& fault = {}) {
  const auto folder = TemporaryDirectory::create();
  EXPECT_TRUE(folder);
  std::vector<std::string> compile = {"iverilog", "-g2012", "-s", "bench", "-o", "bench.vvp", "bench.sv"};
  EXPECT_TRUE(write_file(folder->path() / "bench.sv", bench(start)));
  for (const std::string name : {"fp8_axi_lite.sv", "fp8_array_counters.sv"}) {
    std::string text = *read_file(std::string(FP8FORGE_LIBRARY) + "/" + name);
    const bool broken = name == "fp8_array_counters.sv" && !fault.from.empty();
    if (broken) text = replace_once(text, fault.from, fault.to, name);
    EXPECT_TRUE(write_file(folder->path() / name, text));
    compile.push_back(name);
  }
  const auto compiled = run_process(compile, {folder->path(), {}});
  EXPECT_TRUE(compiled && compiled->exit_code == 0) << (compiled ? compiled->output : "");
  const auto run = run_process({"vvp", "bench.vvp"}, {folder->path(), {}});
  return run ? run->output : "";
}

TEST(Counters, CarryIntoTheirUpperWords) {
  EXPECT_EQ(told("0000_ffff_ffe8"), "upper words end at 0001, status 00000000\n");
  EXPECT_EQ(told("1234_ffff_ffe8"), "upper words end at 1235, status 00000000\n");
}

TEST(Counters, WrapAround) {
  EXPECT_EQ(told("ffff_ffff_ffe8"), "upper words end at 0000, status 00000000\n");
}

TEST(Counters, AreFoundWhenBroken) {
  const std::string start = "0000_ffff_ffe8";
  // The upper word as it stands when it is read itself.
  EXPECT_NE(told(start, {"read_data = is_upper ? 32'(upper_q) : lower;",
                         "read_data = is_upper ? 32'(counter[47:32]) : lower;"})
                .find("upper word"),
            std::string::npos);
  EXPECT_NE(told(start, {"count_q + CounterWidth'(1);", "CounterWidth'(count_q[31:0] + 32'd1);"})
                .find("end at 0000"),
            std::string::npos);
  EXPECT_NE(
      told(start, {"upper_q <= selected[CounterWidth-1:32];", "upper_q <= selected[CounterWidth-2:31];"})
          .find("upper word"),
      std::string::npos);
}

// In C, with a program that asks for what the RTL has.
TEST(Counters, HaveACHeader) {
  Request request = array_request(kE4m3, kE4m3, kBf16, 2, 2);
  EXPECT_EQ(register_header(request, "fp8_array"), "");
  request.counters = true;
  const auto folder = TemporaryDirectory::create();
  ASSERT_TRUE(folder);
  ASSERT_TRUE(
      write_file(folder->path() / "my_fp8_array_registers.h", register_header(request, "my_fp8_array")));
  ASSERT_TRUE(write_file(folder->path() / "use.c", R"(#include "my_fp8_array_registers.h"
#include "my_fp8_array_registers.h"
_Static_assert(MY_FP8_ARRAY_CONTROL == 0 && MY_FP8_ARRAY_CONTROL_RUN == 1 && MY_FP8_ARRAY_CONTROL_CLEAR == 2, "");
_Static_assert(MY_FP8_ARRAY_STATUS == 4 && MY_FP8_ARRAY_STATUS_NAN == 1 && MY_FP8_ARRAY_STATUS_INFINITE == 2, "");
_Static_assert(MY_FP8_ARRAY_STATUS_SATURATED == 4 && MY_FP8_ARRAY_STATUS_ERROR == 0xff00, "");
_Static_assert(MY_FP8_ARRAY_BUSY == 8 && MY_FP8_ARRAY_STARVED == 16 && MY_FP8_ARRAY_HELD == 24, "");
_Static_assert(MY_FP8_ARRAY_BLOCKED == 32 && MY_FP8_ARRAY_TILES == 40, "");
)"));
  const auto compiled =
      run_process({"g++", "-x", "c", "-std=c11", "-Wall", "-Wextra", "-pedantic", "-fsyntax-only", "use.c"},
                  {folder->path(), {}});
  ASSERT_TRUE(compiled);
  EXPECT_EQ(compiled->output, "");
  EXPECT_EQ(compiled->exit_code, 0);
}

}  // namespace
}  // namespace fp8forge
