// fp8_converter: decode, round once, encode.
#include <fmt/format.h>

#include "generator/emit/decode.hpp"
#include "generator/emit/design.hpp"
#include "generator/emit/encode.hpp"
#include "generator/emit/format_text.hpp"
#include "generator/emit/policy.hpp"
#include "generator/emit/scalar_tail.hpp"

namespace fp8forge {

namespace {

// Code of 1.5.
std::uint32_t three_halves(const Format& format) {
  return static_cast<std::uint32_t>(format.bias) << format.man_bits | 1U << (format.man_bits - 1);
}

std::string header(const Request& request) {
  return fmt::format(
      "fp8_converter: {0} to {1}\n"
      "\n"
      "{2}"
      "function    result_o = round(a_i), rounded once; NaN loses its sign, zeros keep theirs\n"
      "operand     {3}\n"
      "{4}"
      "latency     0, combinational: there is no clock\n"
      "may change  nothing: there are no parameters\n"
      "example     a_i {5} gives {6}: 1.5",
      request.from.name, request.to.name, request_line(request), describe(request.from), result_line(request),
      code_text(request.from, three_halves(request.from)), code_text(request.to, three_halves(request.to)));
}

}  // namespace

Design converter_of(const Request& request) {
  const ScalarPath path = conversion_path(request.from, request.to);
  sv::Module top{header(request), top_name(Unit::kConverter), {}, {}, {}};
  top.ports = {sv::input("a_i", request.from.bits(), fmt::format("{} code", request.from.name))};
  for (sv::Port& port : policy_ports(request)) top.ports.push_back(std::move(port));
  top.ports.push_back(sv::output("result_o", request.to.bits(), fmt::format("{} code", request.to.name)));

  top.body = {sv::Comment{"Unpack."}};
  const auto add = [&top](std::vector<sv::Item> items) {
    for (sv::Item& item : items) top.body.push_back(std::move(item));
  };
  add(decode_operand(request.from, "_a", "a_i"));
  const std::string is_inf = request.from.has_infinity() ? "is_inf_a" : "1'b0";
  add(scalar_tail({"sign_a", "exp_a", "sig_a", "is_nan_a", is_inf}, path, request));

  Design design;
  design.library = scalar_tail_library(path);
  design.modules = {decode_module(request.from), encode_module(request.result_format()), std::move(top)};
  design.widths = path.widths;
  return design;
}

}  // namespace fp8forge
