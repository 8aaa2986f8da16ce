#include "generator/emit/array_shape.hpp"

#include <fmt/format.h>

#include "generator/derive/either_fp8.hpp"

namespace fp8forge {

ArrayShape array_shape(const Request& request) {
  const auto operand_bits = [](const Format& format) { return 1 + format.exp_bits + format.man_bits + 1; };
  const Format a = request.choose_a ? kEitherFp8 : request.a;
  const Format b = request.choose_b ? kEitherFp8 : request.b;
  const Accumulator accumulator = accumulator_of(request.a, request.b);
  return {request,
          a,
          b,
          request.result_format(),
          accumulator,
          tile_user(request),
          operand_bits(a) + 2,
          operand_bits(b) + 1};
}

std::vector<Width> array_widths(const ArrayShape& shape) {
  const Accumulator& accumulator = shape.accumulator;
  const int terms = shape.request.sum_terms();
  const int product_sig_bits = unsigned_bits(std::uint64_t{max_sig(shape.a)} * max_sig(shape.b));
  return {
      {"WidthA", shape.width_a,
       fmt::format("is_zero, is_inf, sign, {} exp, {} sig", shape.a.exp_bits, shape.a.man_bits + 1)},
      {"WidthB", shape.width_b,
       fmt::format("is_inf, sign, {} exp, {} sig", shape.b.exp_bits, shape.b.man_bits + 1)},
      {"product_sig", product_sig_bits,
       fmt::format("{} * {} < 2^{}", max_sig(shape.a), max_sig(shape.b), product_sig_bits)},
      {"AlignedWidth", accumulator.bits(1), accumulator.reason(1)},
      {"SumWidth", accumulator.bits(terms), accumulator.reason(terms)},
  };
}

}  // namespace fp8forge
