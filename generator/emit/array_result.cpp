#include "generator/emit/array_result.hpp"

#include <fmt/format.h>

#include "generator/emit/array_user.hpp"
#include "generator/emit/decode.hpp"
#include "generator/emit/encode.hpp"

namespace fp8forge {

namespace {

// Whether a sum of as many products as MaxTerms allows can be larger than the largest finite result. It is
// below 2^(lowest_bit + bits - 1), the top bit being a sign, and so is not once the smallest number of the
// largest binade is as large.
bool can_overflow(const Accumulator& accumulator, const Format& to) {
  return accumulator.lowest_bit + accumulator.bits(kMaxTermsLimit) - 1 > max_exp(to) - to.bias;
}

Encoding encoding_of(const ArrayShape& shape) {
  return {
      .is_rounded = true, .can_overflow = can_overflow(shape.accumulator, shape.to), .has_infinity = true};
}

sv::Module array_result_module(const ArrayShape& shape) {
  const Format& to = shape.to;
  sv::Module module{
      fmt::format(
          "The bottom of an array's column: the {} code of a finished sum, in units of 2^{}, rounded once.\n"
          "\n"
          "Latency one register, between normalizing and rounding.",
          to.name, shape.accumulator.lowest_bit),
      "fp8_array_result",
      {{"SumWidth", std::to_string(shape.sum_width()), "a sum, signed"}},
      {sv::input("clk_i", 1, ""), sv::input("enable_i", 1, "the register moves on"),
       sv::input("sum_i", {"SumWidth", shape.sum_width()},
                 shape.is_segmented() ? "{sign, magnitude}" : "two's complement"),
       sv::input("is_nan_i", 1, "a NaN operand, or too many terms"),
       sv::input("pos_inf_i", 1, "a product was +Inf or NaN"),
       sv::input("neg_inf_i", 1, "a product was -Inf or NaN; both: 0 * Inf or Inf - Inf"),
       sv::input("rounding_i", 3, "of the row that is being rounded; see fp8_round"),
       sv::input("saturate_i", 1, "likewise"), sv::output("result_o", to.bits(), "")},
      {}};
  std::vector<sv::Connection> encoder = {{"sign_i", "is_inf_q ? neg_inf_q : sign"},
                                         {"code_i", "code"},
                                         {"exceeds_i", "exceeds"},
                                         {"is_nan_i", "is_nan_q"},
                                         {"is_inf_i", "is_inf_q"}};
  if (encoding_of(shape).can_overflow) encoder.push_back({"rounding_i", "rounding_i"});
  encoder.push_back({"saturate_i", "saturate_i"});
  encoder.push_back({"result_o", "result_o"});
  module.body = {
      sv::Signal{"is_nan_q"},
      sv::Signal{"is_inf_q"},
      sv::Signal{"neg_inf_q"},
      sv::Signal{"sign"},
      sv::Signal{"code", to.bits(), "{carry, exponent field, mantissa}"},
      sv::Signal{"exceeds"},
      sv::Instance{"fp8_pipe",
                   "u_pipe",
                   {{"Width", "3"}},
                   {{"clk_i", "clk_i"},
                    {"enable_i", "enable_i"},
                    {"data_i", "{is_nan_i || (pos_inf_i && neg_inf_i), pos_inf_i || neg_inf_i, neg_inf_i}"},
                    {"data_o", "{is_nan_q, is_inf_q, neg_inf_q}"}}},
      sv::Instance{"fp8_fixed_to_float",
                   "u_to_float",
                   {{"SumWidth", "SumWidth"},
                    {"LowestExp", std::to_string(shape.accumulator.lowest_bit)},
                    {"DstExpWidth", std::to_string(to.exp_bits)},
                    {"DstManWidth", std::to_string(to.man_bits)},
                    {"DstMinExp", std::to_string(to.min_exp())},
                    {"IsMagnitude", shape.is_segmented() ? "1'b1" : "1'b0"}},
                   {{"clk_i", "clk_i"},
                    {"enable_i", "enable_i"},
                    {"sum_i", "sum_i"},
                    {"rounding_i", "rounding_i"},
                    {"sign_o", "sign"},
                    {"code_o", "code"},
                    {"exceeds_o", "exceeds"}}},
      sv::Instance{encode_name(to), "u_encode", {}, encoder},
  };
  return module;
}

}  // namespace

sv::Instance array_result(const ArrayShape& shape, const std::string& enable, const std::string& is_nan) {
  return {"fp8_array_result",
          "u_result",
          {{"SumWidth", "SumWidth"}},
          {{"clk_i", "aclk"},
           {"enable_i", enable},
           {"sum_i", "sum"},
           {"is_nan_i", is_nan},
           {"pos_inf_i", "pos_inf"},
           {"neg_inf_i", "neg_inf"},
           {"rounding_i", user_choice(shape.user, "rounding", "Rounding")},
           {"saturate_i", user_choice(shape.user, "saturate", "Saturate")},
           {"result_o", fmt::format("result[c*{0} +: {0}]", shape.to.bits())}}};
}

Design exact_result(const ArrayShape& shape) {
  Design design;
  design.library = {"fp8_normalize", "fp8_round", "fp8_fixed_to_float"};
  design.modules = {encode_module(encode_name(shape.request.to), shape.to, encoding_of(shape)),
                    array_result_module(shape)};
  return design;
}

void append_decoders(const ArrayShape& shape, Design& design) {
  const bool chooses = shape.request.choose_a || shape.request.choose_b;
  for (const Format& format : {kE4m3, kE5m2}) {
    if (chooses || shape.a == format || shape.b == format) design.modules.push_back(decode_module(format));
  }
  if (chooses) design.modules.push_back(decode_either_module());
}

}  // namespace fp8forge
