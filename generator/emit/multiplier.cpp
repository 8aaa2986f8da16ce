// fp8_multiplier: decode both operands, multiply exactly, round once.
#include <fmt/format.h>

#include <algorithm>

#include "generator/emit/decode.hpp"
#include "generator/emit/design.hpp"
#include "generator/emit/encode.hpp"
#include "generator/emit/format_text.hpp"
#include "generator/emit/policy.hpp"
#include "generator/emit/scalar_tail.hpp"

namespace fp8forge {

namespace {

// Code of 1.5 * 2^exp.
std::uint32_t three_halves(const Format& format, int exp) {
  return static_cast<std::uint32_t>(format.bias + exp) << format.man_bits | 1U << (format.man_bits - 1);
}

std::string header(const Request& request) {
  const std::uint32_t two = static_cast<std::uint32_t>(request.b.bias + 1) << request.b.man_bits;
  const Format& a = request.a;
  const Format& b = request.b;
  const bool has_infinity = a.has_infinity() || b.has_infinity();
  const std::string operands =
      a == b ? fmt::format("a, b: {}", describe(a)) : fmt::format("a: {}; b: {}", describe(a), describe(b));
  return fmt::format(
      "fp8_multiplier: {0} x {1} multiplier, result in {2}\n"
      "\n"
      "{3}"
      "function    result_o = round(a_i * b_i), the exact product rounded once; NaN from a NaN operand{4}; "
      "the sign of "
      "zeros{5} too is the xor of the operands' signs\n"
      "operands    {6}\n"
      "{7}"
      "latency     0, combinational: there is no clock\n"
      "may change  nothing: there are no parameters\n"
      "example     a_i {8}, b_i {9} gives {10}: 1.5 * 2.0 = 3.0",
      a.name, b.name, request.to.name, request_line(request), has_infinity ? " and infinity times zero" : "",
      has_infinity ? " and infinities" : "", operands, result_line(request), code_text(a, three_halves(a, 0)),
      code_text(b, two), code_text(request.to, three_halves(request.to, 1)));
}

// Where the product is NaN or infinite. The encoder lets NaN win.
void add_specials(const Request& request, std::vector<sv::Item>& body) {
  std::string is_nan = "is_nan_a || is_nan_b";
  std::string is_inf;
  if (request.a.has_infinity()) {
    is_nan += " || (is_inf_a && (sig_b == '0))";
    is_inf = "is_inf_a";
  }
  if (request.b.has_infinity()) {
    is_nan += " || (is_inf_b && (sig_a == '0))";
    is_inf += is_inf.empty() ? "is_inf_b" : " || is_inf_b";
  }
  body.push_back(sv::Comment{is_inf.empty() ? "NaN from either operand; there is no infinity."
                                            : "NaN from either operand or from infinity times zero."});
  body.push_back(sv::Signal{"is_nan"});
  if (!is_inf.empty()) body.push_back(sv::Signal{"is_inf"});
  body.push_back(sv::Assign{"is_nan", is_nan});
  if (!is_inf.empty()) body.push_back(sv::Assign{"is_inf", is_inf});
}

}  // namespace

Design multiplier_of(const Request& request) {
  const ScalarPath path = product_path(request.a, request.b, request.to);
  sv::Module top{header(request), top_name(Unit::kMultiplier), {}, {}, {}};
  top.ports = {sv::input("a_i", request.a.bits(), fmt::format("{} code", request.a.name)),
               sv::input("b_i", request.b.bits(), fmt::format("{} code", request.b.name))};
  for (sv::Port& port : policy_ports(request)) top.ports.push_back(std::move(port));
  top.ports.push_back(sv::output("result_o", request.to.bits(), fmt::format("{} code", request.to.name)));

  const auto add = [&top](std::vector<sv::Item> items) {
    for (sv::Item& item : items) top.body.push_back(std::move(item));
  };
  add({sv::Comment{"Unpack."}});
  add(decode_operand(request.a, "_a", "a_i"));
  add(decode_operand(request.b, "_b", "b_i"));
  add_specials(request, top.body);
  const int exp_bits = std::max(request.a.exp_bits, request.b.exp_bits) + 1;
  add({
      sv::Comment{"Multiply, exactly."},
      sv::Signal{"sign"},
      sv::Signal{"exp_sum", exp_bits},
      sv::Signal{"sig", path.sig_bits, fmt::format("{}", path.widths.front().reason)},
      sv::Instance{"fp8_product",
                   "u_product",
                   {{"ExpWidthA", std::to_string(request.a.exp_bits)},
                    {"SigWidthA", std::to_string(request.a.man_bits + 1)},
                    {"ExpWidthB", std::to_string(request.b.exp_bits)},
                    {"SigWidthB", std::to_string(request.b.man_bits + 1)}},
                   {{"sign_a_i", "sign_a"},
                    {"exp_a_i", "exp_a"},
                    {"sig_a_i", "sig_a"},
                    {"sign_b_i", "sign_b"},
                    {"exp_b_i", "exp_b"},
                    {"sig_b_i", "sig_b"},
                    {"sign_o", "sign"},
                    {"exp_o", "exp_sum"},
                    {"sig_o", "sig"}}},
  });
  const bool has_infinity = request.a.has_infinity() || request.b.has_infinity();
  add(scalar_tail({"sign", "exp_sum", "sig", "is_nan", has_infinity ? "is_inf" : "1'b0"}, path, request));

  Design design;
  design.library = scalar_tail_library(path);
  design.library.insert(design.library.begin(), "fp8_product");
  design.modules.push_back(decode_module(request.a));
  if (request.b != request.a) design.modules.push_back(decode_module(request.b));
  design.modules.push_back(encode_module(request.result_format()));
  design.modules.push_back(std::move(top));
  design.widths = path.widths;
  return design;
}

}  // namespace fp8forge
