#include "generator/emit/array_result.hpp"

#include <fmt/format.h>

#include "generator/emit/array_counters.hpp"
#include "generator/emit/array_result_path.hpp"
#include "generator/emit/array_rounded_result.hpp"
#include "generator/emit/array_settle.hpp"
#include "generator/emit/array_user.hpp"
#include "generator/emit/decode.hpp"
#include "generator/emit/encode.hpp"

namespace fp8forge {

namespace {

std::string header(const ArrayShape& shape) {
  const Request& request = shape.request;
  std::string names;
  for (const Format& format : shape.results) {
    names += fmt::format("{}{}", names.empty() ? "" : " or ", format.name);
  }
  if (shape.only_rounds()) {
    return fmt::format(
        "The bottom of an array's column: the {} code of a finished sum, in units of 2^{}, rounded once.\n"
        "\n"
        "Latency one register, between normalizing and rounding.",
        names, shape.accumulator.lowest_bit);
  }
  const std::string value = request.d ? "addend_i + sum_i" : "sum_i";
  const std::string unit = request.accumulator
                               ? fmt::format("a number of {}", request.accumulator->name)
                               : fmt::format("in units of 2^{}", shape.accumulator.lowest_bit);
  std::string text = fmt::format(
      "The bottom of an array's column: from a finished sum, {}, to its {} code.\n"
      "\n"
      "  result_o = round({}), the exact value {}\n"
      "\n",
      unit, names, request.scale ? fmt::format("({}) * 2^scale_i", value) : value,
      request.accumulator ? "of that rounded once more" : "rounded once");
  if (request.d) {
    text += request.accumulator ? "A sum keeps its sign where it is zero. "
                                : "A sum is a number without a sign of its own where it is zero: +0. ";
    text +=
        "D and the sum meet as floating "
        "point, the smaller one moved down, with so many bits that no rounding can tell the result from the "
        "exact one; an exact zero is +0, in RDN -0.\n";
  }
  if (shape.results.size() > 1) {
    text +=
        "One rounder serves all formats: a narrower one's significand moves down until its last bit is where "
        "the widest one's is.\n";
  }
  return text + fmt::format("Latency {} registers.", path_stages(shape));
}

std::vector<sv::Port> ports_of(const ArrayShape& shape) {
  const Request& request = shape.request;
  const bool has_one = shape.only_rounds();
  std::vector<sv::Port> ports = {sv::input("clk_i", 1, ""),
                                 sv::input("enable_i", 1,
                                           request.d  ? "the first register moves on"
                                           : !has_one ? "the registers move on"
                                                      : "the register moves on")};
  if (request.d) ports.push_back(sv::input("flows_i", 1, "the other registers do"));
  if (request.accumulator) {
    ports.push_back(sv::input("sum_i", shape.sum_width(), fmt::format("{} code", request.accumulator->name)));
    ports.push_back(sv::input("is_nan_i", 1, "a NaN operand"));
  } else {
    for (sv::Port& port : std::vector<sv::Port>{
             sv::input("sum_i", {"SumWidth", shape.sum_width()},
                       shape.is_magnitude() ? "{sign, magnitude}" : "two's complement"),
             sv::input("is_nan_i", 1, "a NaN operand, or too many terms"),
             sv::input("pos_inf_i", 1, "a product was +Inf or NaN"),
             sv::input("neg_inf_i", 1, "a product was -Inf or NaN; both: 0 * Inf or Inf - Inf")}) {
      ports.push_back(std::move(port));
    }
  }
  if (request.d) {
    ports.push_back(sv::input("addend_i", request.d->bits(),
                              fmt::format("{} code, of the row in the first register", request.d->name)));
    ports.push_back(sv::input("is_rdn_i", 1, "the row in the second register is rounded by RDN"));
  }
  if (request.scale) {
    ports.push_back(sv::input("scale_i", kScaleBits,
                              fmt::format("signed, of the row in register {}", path_stages(shape) - 1)));
  }
  if (shape.results.size() > 1) {
    ports.push_back(sv::input("to_i", unsigned_bits(shape.results.size() - 1),
                              fmt::format("its format, of the row in register {}", path_stages(shape) - 1)));
  }
  ports.push_back(sv::input("rounding_i", 3, "of the row that is being rounded; see fp8_round"));
  ports.push_back(sv::input("saturate_i", 1, "likewise"));
  if (request.amax) {
    ports.push_back(sv::output("magnitude_o", kBf16.bits(),
                               fmt::format("bf16 code of |value| of the row in register {}, rounded toward "
                                           "zero; all ones if it is NaN or infinite",
                                           path_stages(shape) - 1)));
  }
  if (request.counters) ports.push_back(marks_port());
  ports.push_back(sv::output("result_o", shape.result_bits(), ""));
  return ports;
}

Encoding encoding_of(const ArrayShape& shape, const Format& to) {
  return {.is_rounded = true,
          .can_overflow = result_can_overflow(shape, to),
          .has_infinity = true,
          .has_marks = shape.request.counters};
}

// Where a sum is rounded and nothing else.
std::vector<sv::Item> rounding_body(const ArrayShape& shape) {
  const Format& to = shape.results.front();
  std::vector<sv::Connection> encoder = {{"sign_i", "is_inf_q ? neg_inf_q : sign"},
                                         {"code_i", "code"},
                                         {"exceeds_i", "exceeds"},
                                         {"is_nan_i", "is_nan_q"},
                                         {"is_inf_i", "is_inf_q"}};
  if (encoding_of(shape, to).can_overflow) encoder.push_back({"rounding_i", "rounding_i"});
  encoder.push_back({"saturate_i", "saturate_i"});
  if (shape.request.counters) encoder.push_back({"marks_o", "marks_o"});
  encoder.push_back({"result_o", "result_o"});
  return {
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
                    {"IsMagnitude", shape.is_magnitude() ? "1'b1" : "1'b0"}},
                   {{"clk_i", "clk_i"},
                    {"enable_i", "enable_i"},
                    {"sum_i", "sum_i"},
                    {"rounding_i", "rounding_i"},
                    {"sign_o", "sign"},
                    {"code_o", "code"},
                    {"exceeds_o", "exceeds"}}},
      sv::Instance{encode_name(to), "u_encode", {}, encoder},
  };
}

std::vector<sv::Module> modules_of(const ArrayShape& shape) {
  std::vector<sv::Module> modules;
  std::vector<sv::Param> parameters;
  if (shape.request.accumulator) {
    modules.push_back(decode_module(*shape.request.accumulator));
  } else {
    parameters.push_back({"SumWidth", std::to_string(shape.sum_width()), "a sum, signed"});
  }
  if (shape.request.d && shape.request.d != shape.request.accumulator)
    modules.push_back(decode_module(*shape.request.d));
  for (const Format& to : shape.results) {
    modules.push_back(encode_module(encode_name(to), to, encoding_of(shape, to)));
  }
  modules.push_back({header(shape), "fp8_array_result", std::move(parameters), ports_of(shape),
                     shape.only_rounds() ? rounding_body(shape) : path_body(shape)});
  return modules;
}

std::vector<std::string> library_of(const ArrayShape& shape) {
  std::vector<std::string> library = {"fp8_normalize", "fp8_round"};
  if (shape.only_rounds()) {
    library.push_back("fp8_fixed_to_float");
    return library;
  }
  if (!shape.request.accumulator) library.push_back("fp8_fixed_normalize");
  if (shape.request.d || path_denormalizes(shape)) library.push_back("fp8_shift_right");
  if (shape.request.d) library.insert(library.end(), {"fp8_align", "fp8_add_aligned"});
  const bool uses_denormalize = (shape.request.amax && shape.request.d) || shape.results.size() == 1;
  if (path_denormalizes(shape) && uses_denormalize) library.push_back("fp8_denormalize");
  return library;
}

}  // namespace

int array_result_stages(const ArrayShape& shape) {
  return settle_stages(shape) + (shape.only_rounds() ? 1 : path_stages(shape));
}

int held_stages(const ArrayShape& shape) {
  return shape.request.d ? settle_stages(shape) + 1 : array_result_stages(shape);
}

std::string moves(const ArrayShape& shape) {
  return shape.request.is_weight_stationary() ? "advance" : "moved_q";
}

std::string flows(const ArrayShape& shape) {
  if (!shape.request.d) return moves(shape);
  return shape.request.is_weight_stationary() ? "has_room" : "flows_q";
}

int exact_stage(const ArrayShape& shape) { return array_result_stages(shape) - 1; }

sv::Instance array_result(const ArrayShape& shape, const std::string& is_nan) {
  const Request& request = shape.request;
  const int stages = array_result_stages(shape);
  const auto choice = [&](const char* name, const char* fixed, int stage) {
    return user_choice_below(shape.user, name, fixed, stage, stages);
  };
  sv::Instance instance{"fp8_array_result", "u_result", {}, {{"clk_i", "aclk"}, {"enable_i", moves(shape)}}};
  if (!request.accumulator) instance.parameters.push_back({"SumWidth", "SumWidth"});
  std::vector<sv::Connection>& ports = instance.ports;
  if (request.d) ports.push_back({"flows_i", flows(shape)});
  ports.push_back({"sum_i", "sum"});
  ports.push_back({"is_nan_i", is_nan});
  if (!request.accumulator) {
    const bool has_marks = shape.infinity_marks() > 0;
    ports.push_back({"pos_inf_i", has_marks ? "pos_inf" : "1'b0"});
    ports.push_back({"neg_inf_i", has_marks ? "neg_inf" : "1'b0"});
  }
  if (request.d) {
    ports.push_back({"addend_i", fmt::format("addend[c*{0} +: {0}]", request.d->bits())});
    const std::string is_rdn = request.rounding == Rounding::kRdn ? "1'b1" : "1'b0";
    ports.push_back({"is_rdn_i", request.rounding
                                     ? is_rdn
                                     : choice("rounding", "", held_stages(shape) + 1) + " == 3'd2"});
  }
  if (request.scale) ports.push_back({"scale_i", choice("scale", "", exact_stage(shape))});
  if (shape.results.size() > 1) ports.push_back({"to_i", choice("to", "", exact_stage(shape))});
  ports.push_back({"rounding_i", choice("rounding", "Rounding", stages)});
  ports.push_back({"saturate_i", choice("saturate", "Saturate", stages)});
  if (request.amax) ports.push_back({"magnitude_o", fmt::format("magnitude[c*{0} +: {0}]", kBf16.bits())});
  if (request.counters) ports.push_back(column_marks());
  ports.push_back({"result_o", fmt::format("result[c*{0} +: {0}]", shape.result_bits())});
  return instance;
}

Design array_result_module(const ArrayShape& shape) {
  if (shape.request.accumulator && shape.only_rounds()) return rounded_result(shape);
  Design design;
  design.library = library_of(shape);
  design.modules = modules_of(shape);
  return design;
}

}  // namespace fp8forge
