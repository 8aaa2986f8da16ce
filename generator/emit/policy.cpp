#include "generator/emit/policy.hpp"

#include <fmt/format.h>

#include "generator/emit/format_text.hpp"

namespace fp8forge {

namespace {

std::string upper(std::string_view name) {
  std::string text(name);
  for (char& letter : text) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return text;
}

}  // namespace

std::vector<sv::Port> policy_ports(const Request& request) {
  std::vector<sv::Port> ports;
  if (!request.rounding) {
    ports.push_back(
        sv::input("rounding_i", 3, "RNE 000, RTZ 001, RDN 010, RUP 011, RMM 100, ROD 101; 111 acts as RNE"));
  }
  if (!request.overflow) ports.push_back(sv::input("saturate_i", 1, "1 saturate, 0 nonsaturate"));
  return ports;
}

std::vector<sv::Item> policy_constants(const Request& request) {
  std::vector<sv::Item> items;
  if (request.rounding) {
    items.push_back(sv::LocalParam{"Rounding", fmt::format("3'd{}", static_cast<int>(*request.rounding)),
                                   upper(name_of(*request.rounding)), "logic [2:0]"});
  }
  if (request.overflow) {
    items.push_back(
        sv::LocalParam{"Saturate", *request.overflow == Overflow::kSaturate ? "1'b1" : "1'b0", {}, "logic"});
  }
  return items;
}

std::string request_line(const Request& request) {
  return fmt::format("request     {} ({})\n", command_line(request), generator_name());
}

std::string result_line(const Request& request) {
  const Format to = request.result_format();
  const std::string rounding = request.rounding ? upper(name_of(*request.rounding)) : "rounded by rounding_i";
  std::string overflow = "overflow by saturate_i";
  if (request.overflow == Overflow::kSaturate) overflow = "overflow and infinity to the largest finite value";
  if (request.overflow == Overflow::kNonsaturate) {
    overflow =
        fmt::format("overflow to {} as the rounding mode has it", to.has_infinity() ? "infinity" : "NaN");
  }
  return fmt::format("result      {}, {}, {}, NaN {}\n", to.name, rounding, overflow,
                     code_text(to, to.canonical_nan));
}

}  // namespace fp8forge
