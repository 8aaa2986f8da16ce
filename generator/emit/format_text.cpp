#include "generator/emit/format_text.hpp"

#include <fmt/format.h>

namespace fp8forge {

std::string literal(int bits, std::uint64_t value) {
  return fmt::format("{}'h{:0{}x}", bits, value, (bits + 3) / 4);
}

std::string code_text(const Format& format, std::uint32_t code) {
  return fmt::format("{:0{}x}", code, format.hex_digits());
}

std::string describe(const Format& format) {
  return fmt::format(
      "{} ({} exponent and {} mantissa bits, bias {}; {})", format.name, format.exp_bits, format.man_bits,
      format.bias,
      format.has_infinity() ? "exponent of all ones: infinity or NaN" : "no infinity, NaN only S.1111.111");
}

}  // namespace fp8forge
