#include "generator/emit/scalar_top.hpp"

#include <fmt/format.h>

#include "generator/emit/policy.hpp"

namespace fp8forge {

namespace {

std::string latency_text(const Request& request) {
  if (!request.is_clocked()) return "0, combinational: there is no clock";
  const int stages = request.stages + (request.unit == Unit::kMac ? 1 : 0);
  if (stages == 0) return "0, from operand to result; valid and ready pass through";
  return fmt::format("{} cycle{} unstalled, one beat a cycle", stages, stages == 1 ? "" : "s");
}

std::string status_lines(const Request& request) {
  std::string text;
  if (request.flags) text = "status      status_o: invalid, overflow, underflow, inexact\n";
  return text;
}

}  // namespace

std::string scalar_header(const Request& request, const HeaderText& text) {
  return fmt::format(
      "{}: {}\n\n{}function    {}\noperands    {}\n{}{}latency     {}\nmay change  nothing: there are no "
      "parameters\nexample     {}",
      top_name(request.unit), text.title, request_line(request), text.function, text.operands,
      result_line(request), status_lines(request), latency_text(request), text.example);
}

std::vector<sv::Port> scalar_ports(const Request& request, std::vector<sv::Port> operands, int lanes) {
  const bool clocked = request.is_clocked();
  std::vector<sv::Port> ports;
  const auto add = [&ports](std::vector<sv::Port> more) {
    for (sv::Port& port : more) ports.push_back(std::move(port));
  };
  if (clocked) {
    add({sv::input("clk_i", 1, "rising edge"),
         sv::input("rst_ni", 1, "asynchronous, active low; released synchronously by the user"),
         sv::input("valid_i", 1, "a beat is offered; operands and modes are sampled with ready_o", true),
         sv::output("ready_o", 1, "and taken at this edge")});
  }
  add(std::move(operands));
  add(policy_ports(request, lanes));
  if (clocked) {
    add({sv::output("valid_o", 1, "a result is offered, and held until ready_i", true),
         sv::input("ready_i", 1, "and taken at this edge")});
  }
  const std::string of_lanes = lanes > 1 ? ", lane 0 lowest" : "";
  add({sv::output("result_o", lanes * request.to.bits(),
                  fmt::format("{} code{}{}", request.to.name, lanes > 1 ? "s" : "", of_lanes))});
  if (request.flags) {
    add({sv::output("status_o", 4 * lanes,
                    fmt::format("{}3 invalid, 2 overflow, 1 underflow, 0 inexact{}",
                                lanes > 1 ? "a lane: " : "", of_lanes))});
  }
  return ports;
}

void add_handshake(Datapath& datapath, const std::string& valid, const std::string& ready) {
  const int stages = datapath.stages();
  if (stages == 0) return;
  datapath.part("Valid and ready of the register stages.");
  datapath.declare("enable", stages, "stage s moves on");
  datapath.use({"fp8_handshake"});
  datapath.add(sv::Instance{"fp8_handshake",
                            "u_handshake",
                            {{"Stages", std::to_string(stages)}},
                            {{"clk_i", "clk_i"},
                             {"rst_ni", "rst_ni"},
                             {"valid_i", "valid_i"},
                             {"ready_o", "ready_o"},
                             {"valid_o", valid},
                             {"ready_i", ready},
                             {"enable_o", "enable"}}});
}

}  // namespace fp8forge
