// A small clocked design as a bundle: two cells, each an accumulator of 4-bit products with an enable, a mode
// input tied to a constant and an output that no one uses.
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "generator/base/digest.hpp"
#include "generator/base/files.hpp"

namespace fp8forge::synth {

inline constexpr int kTinyFlipFlops = 2 * (4 + 4 + 12);

// `mode` is what the cells' mode_i is tied to: a constant expression, or the top's own mode_i.
inline std::string tiny_rtl(const std::string& mode) {
  std::string text = R"(module tiny_product (
  input  logic [3:0] a_i,
  input  logic [3:0] b_i,
  output logic [7:0] product_o
);
  assign product_o = a_i * b_i;
endmodule
module tiny_cell (
  input  logic        aclk,
  input  logic        aresetn,
  input  logic        enable_i,
  input  logic [1:0]  mode_i,
  input  logic [3:0]  a_i,
  input  logic [3:0]  b_i,
  output logic [11:0] sum_o,
  output logic        parity_o
);
  logic [3:0] a_q;
  logic [3:0] b_q;
  logic [7:0] product;
  tiny_product u_product (.a_i(a_q), .b_i(b_q), .product_o(product));
  always_ff @(posedge aclk or negedge aresetn) begin
    if (!aresetn) begin
      a_q   <= '0;
      b_q   <= '0;
      sum_o <= '0;
    end else begin
      a_q <= a_i;
      b_q <= b_i;
      if (enable_i) sum_o <= (mode_i == 2'd0) ? sum_o + 12'(product)
                           : (mode_i == 2'd1) ? sum_o - 12'(product) : (sum_o ^ 12'(product));
    end
  end
  assign parity_o = ^sum_o;
endmodule
module tiny_array (
  input  logic        aclk,
  input  logic        aresetn,
  input  logic        enable_i,
  input  logic [1:0]  mode_i,
  input  logic [7:0]  a_i,
  input  logic [3:0]  b_i,
  output logic [23:0] sum_o
);
  for (genvar c = 0; c < 2; c++) begin : gen_col
    tiny_cell u_cell (.aclk, .aresetn, .enable_i, .mode_i(MODE), .a_i(a_i[4*c +: 4]), .b_i,
                      .sum_o(sum_o[12*c +: 12]), .parity_o());
  end
endmodule
)";
  return text.replace(text.find("MODE"), 4, mode);
}

// Writes the bundle into `folder`. `top` and the port list can be spoilt by the tests.
inline void write_tiny_bundle(const std::filesystem::path& folder, const std::string& rtl,
                              const std::string& top = "tiny_array") {
  nlohmann::json ports = nlohmann::json::array();
  for (const char* name : {"aclk", "aresetn", "enable_i", "mode_i", "a_i", "b_i", "sum_o"}) {
    ports.push_back(
        {{"name", name}, {"direction", name == std::string("sum_o") ? "output" : "input"}, {"width", 1}});
  }
  const nlohmann::json manifest{{"generator", "fp8forge 0.1.0"},
                                {"unit", "array"},
                                {"top", top},
                                {"files", {"rtl/tiny_array.sv"}},
                                {"sha256", {{"rtl/tiny_array.sv", sha256_hex(rtl)}}},
                                {"request", nlohmann::json::object()},
                                {"parameters", nlohmann::json::array()},
                                {"ports", ports},
                                {"widths", nlohmann::json::array()},
                                {"latency", 1},
                                {"interval", 1}};
  (void)write_file(folder / "rtl/tiny_array.sv", rtl);
  (void)write_file(folder / "manifest.json", manifest.dump(2));
}

}  // namespace fp8forge::synth
