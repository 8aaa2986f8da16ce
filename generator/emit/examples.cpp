#include "generator/emit/examples.hpp"

#include <fmt/format.h>

#include <cmath>

namespace fp8forge {

std::string code_of(const Format& format, double value) {
  const int exp = std::ilogb(value);
  const auto mantissa =
      static_cast<std::uint32_t>(std::ldexp(value, format.man_bits - exp)) & format.man_mask();
  return code_text(format, static_cast<std::uint32_t>(exp + format.bias) << format.man_bits | mantissa);
}

std::string describe_pair(const Format& a, const Format& b) {
  return a == b ? fmt::format("a, b: {}", describe(a))
                : fmt::format("a: {}; b: {}", describe(a), describe(b));
}

std::string exponent_part(const Format& to) {
  return fmt::format(
      "Exponents in binades above {}'s smallest normal 2^{}, each of its significand's top bit.", to.name,
      to.min_exp());
}

std::vector<sv::Port> operand_ports(const Request& request) {
  return {sv::input("a_i", request.a.bits(), fmt::format("{} code", request.a.name)),
          sv::input("b_i", request.b.bits(), fmt::format("{} code", request.b.name))};
}

}  // namespace fp8forge
