#include "generator/emit/assertions.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "generator/emit/array_assertions.hpp"
#include "generator/emit/checker.hpp"
#include "generator/emit/policy.hpp"
#include "generator/emit/printer.hpp"

namespace fp8forge {

namespace {

using Names = Checker::Names;

void check_scalar(Checker& checker, const Request& request, const std::vector<sv::Port>& ports) {
  Checker::Stream in{"in", "valid_i", "ready_o", {}, {}};
  Checker::Stream out{"out", "valid_o", "ready_i", {}, {}};
  Names always;
  const bool has_registers = request.stages > 0 || request.unit == Unit::kMac;
  for (const sv::Port& port : ports) {
    const std::string& name = port.name;
    if (name == "clk_i" || name == "rst_ni" || name.starts_with("valid_") || name.starts_with("ready_")) {
      continue;
    }
    if (name == "amax_clear_i" || name == "amax_o" || name == "error_o") {
      always.push_back(name);
      continue;
    }
    Checker::Stream& stream = port.direction == sv::Direction::kInput ? in : out;
    stream.known.push_back(name);
    // A generator of random bits may run on while a beat waits for a register.
    if (name != "random_i" || !has_registers) stream.stable.push_back(name);
  }
  checker.reset("valid_i");
  checker.stream(in);
  checker.stream(out);
  if (!always.empty()) checker.known("others", "", always);
  if (request.unit != Unit::kMac || request.accumulator) return;
  const std::string limit = std::to_string(request.max_terms);
  checker.add(sv::Comment{"Products that make a sum."});
  checker.add(sv::Signal{"terms_q", 32,
                         fmt::format("of the sum so far; stays at {} + 1, which is told once", limit)});
  checker.registers({"terms_q <= 32'd0;"},
                    {"if (valid_i && ready_o) begin", "  if (clear_i) terms_q <= 32'd1;",
                     fmt::format("  else if (terms_q <= 32'd{}) terms_q <= terms_q + 32'd1;", limit), "end"});
  checker.check("term_limit", fmt::format("(valid_i && ready_o && !clear_i) |-> (terms_q != 32'd{})", limit),
                fmt::format("\"a sum gets more than {} products: it is NaN until clear_i\"", limit));
}

}  // namespace

std::string assertions_name(const Request& request) { return top_name(request.unit) + "_assertions"; }

std::string assertions_text(const Request& request, const Design& design) {
  const bool is_array = request.unit == Unit::kArray;
  if (!is_array && !request.is_clocked()) return "";
  const sv::Module& top = design.modules.back();
  sv::Module module{
      fmt::format("{}: whether {} is used as its ports ask\n\n{}use         compile it with the "
                  "RTL in a simulator that knows concurrent assertions (verilator --assert); "
                  "the bind below puts it into every {}",
                  assertions_name(request), top.name, request_line(request), top.name),
      assertions_name(request),
      top.parameters,
      top.ports,
      {}};
  // The terms of a weight-stationary array's sums are not counted here.
  if (request.is_weight_stationary()) {
    std::erase_if(module.parameters, [](const sv::Param& parameter) { return parameter.name == "MaxTerms"; });
  }
  for (sv::Port& port : module.ports) port.direction = sv::Direction::kInput;
  Checker checker(module.body, is_array ? "aclk" : "clk_i", is_array ? "aresetn" : "rst_ni");
  if (is_array) {
    check_array(checker, request);
  } else {
    check_scalar(checker, request, top.ports);
  }
  Names parameters;
  for (const sv::Param& parameter : module.parameters) {
    parameters.push_back(fmt::format(".{0}({0})", parameter.name));
  }
  return fmt::format("{}\nbind {} {} {}u_assertions (.*);\n", sv::print(module), top.name, module.name,
                     parameters.empty() ? "" : fmt::format("#({}) ", fmt::join(parameters, ", ")));
}

}  // namespace fp8forge
