#include "generator/derive/accumulator.hpp"

#include <fmt/format.h>

namespace fp8forge {

int Accumulator::bits(std::int64_t terms) const {
  return max_shift + unsigned_bits(static_cast<std::uint64_t>(terms) * max_product) + 1;
}

std::string Accumulator::bits_expression(const std::string& terms) const {
  return fmt::format("{} + $clog2({} * {} + 1) + 1", max_shift, max_product, terms);
}

std::string Accumulator::reason(std::int64_t terms) const {
  return fmt::format("{0} * {1} * 2^{2} < 2^{3}, and a sign; unit 2^{4}", terms, max_product, max_shift,
                     bits(terms) - 1, lowest_bit);
}

Accumulator accumulator_of(const Format& a, const Format& b) {
  return {
      .lowest_bit = a.min_lsb() + b.min_lsb(),
      .max_shift = (max_exp(a) - 1) + (max_exp(b) - 1),
      .max_product = max_sig_at_max_exp(a) * max_sig_at_max_exp(b),
      .product_sig_bits = unsigned_bits(std::uint64_t{max_sig(a)} * max_sig(b)),
  };
}

}  // namespace fp8forge
