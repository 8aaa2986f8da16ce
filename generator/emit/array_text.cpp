#include "generator/emit/array_text.hpp"

#include <fmt/format.h>

#include "generator/derive/either_fp8.hpp"
#include "generator/emit/format_text.hpp"
#include "generator/emit/policy.hpp"

namespace fp8forge {

namespace {

std::string operand_text(const Format& format) {
  if (format != kEitherFp8) return describe(format);
  return fmt::format("{} or {} as the tile asks", describe(kE4m3), describe(kE5m2));
}

}  // namespace

std::string name_of_operand(const Format& format) {
  return format == kEitherFp8 ? "e4m3|e5m2" : std::string(format.name);
}

std::string operands_line(const ArrayShape& shape) {
  const std::string operands =
      shape.a == shape.b ? fmt::format("a, b: {}", operand_text(shape.a))
                         : fmt::format("a: {}; b: {}", operand_text(shape.a), operand_text(shape.b));
  return fmt::format("operands    {}\n", operands);
}

std::vector<sv::Item> array_constants(const ArrayShape& shape, const std::vector<Parameter>& parameters,
                                      const std::string& terms) {
  const Accumulator& accumulator = shape.accumulator;
  const Format& a = shape.request.a;
  const Format& b = shape.request.b;
  const int shift_a = max_exp(a) - 1;
  const int shift_b = max_exp(b) - 1;
  std::vector<sv::Item> items;
  for (const Parameter& parameter : parameters) {
    items.push_back(sv::range_check(parameter.name, parameter.min, parameter.max));
  }
  append(items,
         {
             sv::Comment{
                 "An unpacked operand is {sign, exp, sig}; a has {is_zero, is_inf} and b {is_inf} on top."},
             sv::LocalParam{"WidthA", std::to_string(shape.width_a)},
             sv::LocalParam{"WidthB", std::to_string(shape.width_b)},
             sv::Comment{fmt::format("One product, in units of 2^{}. The largest is {} << {} = {} * {} << "
                                     "({} + {}), below 2^{}; and a sign.",
                                     accumulator.lowest_bit, accumulator.max_product, accumulator.max_shift,
                                     max_sig_at_max_exp(a), max_sig_at_max_exp(b), shift_a, shift_b,
                                     accumulator.bits(1) - 1)},
             sv::LocalParam{"AlignedWidth", std::to_string(accumulator.bits(1))},
             sv::Comment{fmt::format("A sum of {} of the largest products, and a sign.", terms)},
             sv::LocalParam{"SumWidth", accumulator.bits_expression(terms)},
             sv::Blank{},
         });
  append(items, policy_constants(shape.request));
  return items;
}

}  // namespace fp8forge
