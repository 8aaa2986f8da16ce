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

std::vector<sv::Port> policy_ports(const Request& request, int lanes) {
  std::vector<sv::Port> ports;
  if (!request.rounding) {
    ports.push_back(sv::input("rounding_i", 3,
                              fmt::format("RNE 000, RTZ 001, RDN 010, RUP 011, RMM 100, ROD 101{} as RNE",
                                          request.random_bits > 0 ? ", SR 110; 111 acts" : "; others act")));
  }
  if (!request.overflow) ports.push_back(sv::input("saturate_i", 1, "1 saturate, 0 nonsaturate"));
  if (request.random_bits > 0) {
    ports.push_back(
        sv::input("random_i", lanes * request.random_bits,
                  lanes > 1 ? fmt::format("random bits of SR, {} a lane, lane 0 lowest", request.random_bits)
                            : "random bits of SR"));
  }
  return ports;
}

std::vector<sv::Item> policy_constants(const Request& request, bool needs_rounding, bool needs_saturate) {
  std::vector<sv::Item> items;
  if (request.rounding && needs_rounding) {
    items.push_back(sv::LocalParam{"Rounding", fmt::format("3'd{}", static_cast<int>(*request.rounding)),
                                   upper(name_of(*request.rounding)), "logic [2:0]"});
  }
  if (request.overflow && needs_saturate) {
    items.push_back(
        sv::LocalParam{"Saturate", *request.overflow == Overflow::kSaturate ? "1'b1" : "1'b0", {}, "logic"});
  }
  return items;
}

std::string request_line(const Request& request) {
  return fmt::format("request     {} ({})\n", command_line(request), generator_name());
}

std::string result_line(const Request& request) {
  const std::vector<Format> formats = request.result_formats();
  const bool by_tile = request.unit == Unit::kArray;
  std::string rounding = by_tile ? "rounded as the tile asks" : "rounded by rounding_i";
  if (request.rounding) rounding = upper(name_of(*request.rounding));
  if (request.random_bits > 0) rounding += fmt::format(" with {} random bits", request.random_bits);
  std::string overflow = by_tile ? "overflow as the tile asks" : "overflow by saturate_i";
  if (request.overflow == Overflow::kSaturate) overflow = "overflow and infinity to the largest finite value";
  std::string names, infinities, nans;
  for (const Format& to : formats) {
    names += fmt::format("{}{}", names.empty() ? "" : " or ", to.name);
    const std::string infinity = to.has_infinity() ? "infinity" : "NaN";
    if (infinities.find(infinity) == std::string::npos)
      infinities += (infinities.empty() ? "" : " or ") + infinity;
    nans += fmt::format("{}{}", nans.empty() ? "" : " or ", code_text(to, to.canonical_nan));
  }
  if (request.overflow == Overflow::kNonsaturate) {
    overflow = fmt::format("overflow to {} as the rounding mode has it", infinities);
  }
  return fmt::format("result      {}{}, {}, {}, NaN {}\n", names,
                     formats.size() > 1 ? " as the tile asks" : "", rounding, overflow, nans);
}

}  // namespace fp8forge
