// fp8_converter: decode, round once, encode; vectors, a power-of-two scale and a running amax where asked
// for.
#include <fmt/format.h>

#include "generator/emit/design.hpp"
#include "generator/emit/examples.hpp"
#include "generator/emit/operands.hpp"
#include "generator/emit/policy.hpp"
#include "generator/emit/scalar_top.hpp"

namespace fp8forge {

namespace {

constexpr const char* kLane = "fp8_converter_lane";

void add_conversion(Datapath& datapath) {
  const Request& request = datapath.request();
  datapath.part("Unpack.");
  ExactResult number = exact_operand(datapath, add_operand(datapath, request.from, "a", "a_i"), "a");
  if (request.scale) number.scale = "scale_i";
  add_result(datapath, number);
}

sv::Port scale_port() {
  return sv::input("scale_i", kScaleBits, "signed: the operand is multiplied by 2^scale_i, exactly");
}

// One lane as a module: the same ports without handshake, the stages' enables instead.
Design lane_of(const Request& request) {
  Datapath datapath(request, unit_path(request));
  datapath.enable = "enable_i";
  add_conversion(datapath);
  sv::Module lane{fmt::format("One lane of fp8_converter: {} to {}{}.\nLatency {}.", request.from.name,
                              request.to.name, request.scale ? ", scaled" : "", request.stages),
                  kLane,
                  {},
                  {},
                  {}};
  if (request.stages > 0) {
    lane.ports = {sv::input("clk_i", 1, ""), sv::input("enable_i", request.stages, "stage s takes a beat")};
  }
  lane.ports.push_back(sv::input("a_i", request.from.bits(), fmt::format("{} code", request.from.name)));
  if (request.scale) lane.ports.push_back(scale_port());
  for (sv::Port& port : policy_ports(request)) lane.ports.push_back(std::move(port));
  lane.ports.push_back(sv::output("result_o", request.to.bits(), fmt::format("{} code", request.to.name)));
  if (request.flags) lane.ports.push_back(sv::output("status_o", 4, "invalid, overflow, underflow, inexact"));
  return datapath.finish(std::move(lane));
}

// The lane's slice of a vector.
std::string slice(const std::string& vector, int bits) {
  return fmt::format("{0}[l*{1} +: {1}]", vector, bits);
}

sv::Item lane_instances(const Request& request) {
  std::vector<sv::Connection> ports;
  if (request.stages > 0) ports = {{"clk_i", "clk_i"}, {"enable_i", "enable"}};
  ports.push_back({"a_i", slice("a_i", request.from.bits())});
  if (request.scale) ports.push_back({"scale_i", "scale_i"});
  if (!request.rounding) ports.push_back({"rounding_i", "rounding_i"});
  if (!request.overflow) ports.push_back({"saturate_i", "saturate_i"});
  if (request.random_bits > 0) ports.push_back({"random_i", slice("random_i", request.random_bits)});
  ports.push_back({"result_o", slice("result_o", request.to.bits())});
  if (request.flags) ports.push_back({"status_o", slice("status_o", 4)});
  return sv::GenerateFor{
      "l", std::to_string(request.lanes), "gen_lane", {sv::Instance{kLane, "u_lane", {}, ports}}};
}

void add_amax(Datapath& datapath) {
  const Request& request = datapath.request();
  if (!request.amax) return;
  if (request.stages == 0) {
    datapath.part("The conversion is combinational, and so is its handshake.");
    datapath.add(sv::Assign{"ready_o", "ready_i"});
    datapath.add(sv::Assign{"valid_o", "valid_i"});
  }
  datapath.part("The largest finite magnitude of the unscaled operands.");
  datapath.use({"fp8_amax"});
  datapath.add(sv::Instance{"fp8_amax",
                            "u_amax",
                            {{"Lanes", std::to_string(request.lanes)},
                             {"Width", std::to_string(request.from.bits())},
                             {"MaxFinite", std::to_string(request.from.max_finite())}},
                            {{"clk_i", "clk_i"},
                             {"rst_ni", "rst_ni"},
                             {"clear_i", "amax_clear_i"},
                             {"take_i", "valid_i && ready_o"},
                             {"codes_i", "a_i"},
                             {"amax_o", "amax_o"}}});
}

HeaderText header_of(const Request& request) {
  const std::string vector = request.lanes > 1 ? fmt::format("{} lanes of ", request.lanes) : "";
  std::string function =
      fmt::format("result_o = round(a_i{}), rounded once; NaN loses its sign, zeros keep theirs",
                  request.scale ? " * 2^scale_i" : "");
  if (request.amax) function += "; amax_o = the largest finite |a_i| of the beats since amax_clear_i";
  return {fmt::format("{}{} to {}", vector, request.from.name, request.to.name), function,
          describe(request.from),
          fmt::format("a_i {} gives {}: 1.5{}", code_of(request.from, 1.5), code_of(request.to, 1.5),
                      request.scale ? ", with scale_i 0" : "")};
}

std::vector<sv::Port> ports_of(const Request& request) {
  const std::string of_lanes = request.lanes > 1 ? "s, lane 0 lowest" : "";
  std::vector<sv::Port> operands = {sv::input("a_i", request.lanes * request.from.bits(),
                                              fmt::format("{} code{}", request.from.name, of_lanes))};
  if (request.scale) operands.push_back(scale_port());
  std::vector<sv::Port> ports = scalar_ports(request, std::move(operands), request.lanes);
  if (request.amax) {
    ports.push_back(
        sv::input("amax_clear_i", 1, "a new maximum starts, with this edge's beat if one is taken", true));
    ports.push_back(
        sv::output("amax_o", request.from.bits(), fmt::format("{} code; 0 in reset", request.from.name)));
  }
  return ports;
}

}  // namespace

Design converter_of(const Request& request) {
  Datapath datapath(request, unit_path(request));
  add_handshake(datapath);
  if (request.lanes == 1) {
    add_conversion(datapath);
  } else {
    datapath.use(lane_of(request));
    datapath.add(lane_instances(request));
  }
  add_amax(datapath);
  return datapath.finish(
      {scalar_header(request, header_of(request)), top_name(request.unit), {}, ports_of(request), {}});
}

}  // namespace fp8forge
