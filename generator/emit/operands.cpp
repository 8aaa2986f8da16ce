#include "generator/emit/operands.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "generator/derive/either_fp8.hpp"
#include "generator/emit/decode.hpp"
#include "generator/emit/examples.hpp"

namespace fp8forge {

namespace {

const char* const kNever = "1'b0";

// The exponent of a zero addend.
std::string zero_exp(const Addend& addend, int exp_bits) {
  return addend.zero_exp < 0 ? fmt::format("-{}'d{}", exp_bits, -addend.zero_exp) : "'0";
}

// A net for a condition; a constant where it never holds.
Net condition_net(Datapath& datapath, const std::string& name, const std::string& value) {
  if (value == kNever) return Net::constant(kNever);
  return datapath.define(name, 1, value);
}

}  // namespace

std::string all_of(const std::string& condition, const std::string& other) {
  if (condition == kNever || other == kNever) return kNever;
  const bool needs_parentheses = condition.find("||") != std::string::npos;
  return needs_parentheses ? fmt::format("(({}) && {})", condition, other)
                           : fmt::format("({} && {})", condition, other);
}

std::string any_of(std::initializer_list<std::string> conditions) {
  std::string text;
  for (const std::string& condition : conditions) {
    if (condition.empty() || condition == kNever) continue;
    text += text.empty() ? condition : " || " + condition;
  }
  return text.empty() ? kNever : text;
}

std::string Operand::is_signaling() const {
  if (!format.has_infinity()) return {};
  return fmt::format("({} && !{}[{}])", is_nan.name, sig.name, format.man_bits - 1);
}

std::string Operand::is_zero() const { return fmt::format("({} == '0)", sig.name); }

Operand decoded(const Format& format, const std::string& suffix) {
  return {format,
          {"sign" + suffix},
          {"exp" + suffix, format.exp_bits},
          {"sig" + suffix, format.man_bits + 1},
          {"is_nan" + suffix},
          format.has_infinity() ? Net{"is_inf" + suffix} : Net::constant(kNever)};
}

std::string zero_times_infinity(const Operand& a, const Operand& b) {
  return any_of({all_of(a.is_inf.name, b.is_zero()), all_of(b.is_inf.name, a.is_zero())});
}

Operand add_operand(Datapath& datapath, const Format& format, const std::string& name,
                    const std::string& code) {
  const std::string suffix = "_" + name;
  datapath.use(decode_module(format));
  datapath.add(decode_operand(format, suffix, code));
  return decoded(format, suffix);
}

namespace {

// What is special about a product.
ExactResult product_specials(Datapath& datapath, const Operand& a, const Operand& b) {
  const std::string zero_times_inf = zero_times_infinity(a, b);
  const std::string is_inf = any_of({a.is_inf.name, b.is_inf.name});
  if (!a.is_nan.is_constant || !b.is_nan.is_constant) {
    datapath.part(is_inf == kNever ? "NaN from either operand; there is no infinity."
                                   : "NaN from either operand or from infinity times zero.");
  } else if (is_inf != kNever) {
    datapath.part("NaN from infinity times zero.");
  }
  ExactResult product;
  product.is_nan = condition_net(datapath, "is_nan", any_of({a.is_nan.name, b.is_nan.name, zero_times_inf}));
  // Flags must not take infinity times NaN for an infinity; to the result NaN wins anyway.
  const bool masks = datapath.request().flags && is_inf != kNever;
  product.is_inf = condition_net(datapath, "is_inf", masks ? all_of(is_inf, "!is_nan") : is_inf);
  if (datapath.request().flags) {
    product.is_invalid =
        condition_net(datapath, "is_invalid", any_of({zero_times_inf, a.is_signaling(), b.is_signaling()}));
  }
  return product;
}

}  // namespace

ExactResult add_product(Datapath& datapath, const Operand& a, const Operand& b, bool asks_for_zero) {
  ExactResult product = product_specials(datapath, a, b);
  datapath.part("Multiply, exactly; of leading zeros one is left at most.");
  product.sign = datapath.declare("sign");
  product.exp = datapath.declare("exp_sum", std::max(a.format.exp_bits, b.format.exp_bits) + 2,
                                 "of zero meaningless", true);
  product.sig = datapath.declare("sig", a.sig.bits + b.sig.bits);
  const Net is_zero = datapath.declare(asks_for_zero ? "is_zero" : "unused_is_zero");
  if (asks_for_zero) product.is_zero = is_zero;
  std::vector<sv::Connection> parameters = {{"ExpWidthA", std::to_string(a.exp.bits)},
                                            {"SigWidthA", std::to_string(a.sig.bits)},
                                            {"ExpWidthB", std::to_string(b.exp.bits)},
                                            {"SigWidthB", std::to_string(b.sig.bits)}};
  if (a.format == kEitherFp8 || b.format == kEitherFp8) parameters.push_back({"LowestIsOne", "1'b0"});
  datapath.use({"fp8_normalize", "fp8_normal_product"});
  datapath.add(sv::Instance{"fp8_normal_product",
                            "u_product",
                            parameters,
                            {{"sign_a_i", a.sign.name},
                             {"exp_a_i", a.exp.name},
                             {"sig_a_i", a.sig.name},
                             {"sign_b_i", b.sign.name},
                             {"exp_b_i", b.exp.name},
                             {"sig_b_i", b.sig.name},
                             {"sign_o", product.sign.name},
                             {"exp_o", product.exp.name},
                             {"sig_o", product.sig.name},
                             {"is_zero_o", is_zero.name}}});
  return product;
}

ExactResult add_product_addend(Datapath& datapath, const Operand& a, const Operand& b, const SumPath& path) {
  const Addend& addend = path.x;
  ExactResult product = add_product(datapath, a, b, !path.is_exact);
  datapath.part(exponent_part(datapath.request().accumulator ? *datapath.request().accumulator
                                                             : datapath.request().to));
  const std::string exponent = exponent_text(path.exp_bits, product.exp, addend.offset, {});
  const std::string range = fmt::format("{} to {}", addend.min_exp, addend.max_exp);
  product.exp = path.is_exact ? datapath.define("rel_exp_p", path.exp_bits, exponent, range, true)
                              : datapath.define("rel_exp_p", path.exp_bits,
                                                fmt::format("{} ? {} : {}", product.is_zero.name,
                                                            zero_exp(addend, path.exp_bits), exponent),
                                                fmt::format("{}; of zero {}", range, addend.zero_exp), true);
  product.is_zero = Net::constant(kNever);
  return product;
}

ExactResult exact_operand(Datapath& datapath, const Operand& operand, const std::string& name,
                          bool is_quiet) {
  ExactResult number;
  number.sign = operand.sign;
  number.exp = operand.exp;
  number.sig = operand.sig;
  number.is_nan = operand.is_nan;
  number.is_inf = operand.is_inf;
  if (datapath.request().flags && !is_quiet) {
    number.is_invalid = condition_net(datapath, "is_invalid_" + name, any_of({operand.is_signaling()}));
  }
  return number;
}

void condition(Datapath& datapath, ExactResult& number, const Addend& addend, int exp_bits,
               const std::string& name) {
  const std::string suffix = "_" + name;
  if (!addend.normalizes) {
    number.exp =
        datapath.define("rel_exp" + suffix, exp_bits, exponent_text(exp_bits, number.exp, addend.offset, {}),
                        fmt::format("{} to {}", addend.min_exp, addend.max_exp), true);
    return;
  }
  const int bits = addend.sig_bits;
  const int shift_bits = unsigned_bits(static_cast<std::uint64_t>(bits - 1));
  const Net sig = datapath.declare("norm_sig" + suffix, bits);
  const Net shift = datapath.declare("shift" + suffix, shift_bits);
  datapath.use({"fp8_normalize"});
  datapath.add(sv::Instance{"fp8_normalize",
                            "u_normalize" + suffix,
                            {{"SigWidth", std::to_string(bits)}},
                            {{"sig_i", number.sig.name},
                             {"limit_i", fmt::format("{}'d{}", shift_bits, bits - 1)},
                             {"sig_o", sig.name},
                             {"shift_o", shift.name}}});
  number.exp = datapath.define(
      "rel_exp" + suffix, exp_bits,
      fmt::format("{}[{}] ? {} : {}", sig.name, bits - 1,
                  exponent_text(exp_bits, number.exp, addend.offset, shift.name), zero_exp(addend, exp_bits)),
      fmt::format("{} to {}; of zero {}", addend.lowest, addend.max_exp, addend.zero_exp), true);
  number.sig = sig;
}

AlignedPair align(Datapath& datapath, const ExactResult& x, const ExactResult& y, const SumPath& path) {
  AlignedPair pair;
  ExactResult& staying = pair.staying;
  const std::string both_inf = all_of(x.is_inf.name, y.is_inf.name);
  const std::string inf_minus_inf =
      both_inf == kNever
          ? kNever
          : fmt::format("({} && {} && ({} != {}))", x.is_inf.name, y.is_inf.name, x.sign.name, y.sign.name);
  const std::string is_inf = any_of({x.is_inf.name, y.is_inf.name});
  datapath.part(inf_minus_inf == kNever ? "NaN comes from a NaN only."
                                        : "NaN comes from a NaN, or from infinities of different signs.");
  staying.is_nan = datapath.define("sum_is_nan", 1, any_of({x.is_nan.name, y.is_nan.name, inf_minus_inf}));
  if (is_inf != kNever) {
    staying.is_inf = datapath.define("sum_is_inf", 1, is_inf);
    std::string sign = x.is_inf.name == kNever ? y.sign.name : x.sign.name;
    if (both_inf != kNever) sign = fmt::format("{} ? {} : {}", x.is_inf.name, x.sign.name, y.sign.name);
    pair.inf_sign = datapath.define("inf_sign", 1, sign);
  }
  if (datapath.request().flags) {
    const std::string invalid = any_of({x.is_invalid.name, y.is_invalid.name, inf_minus_inf});
    staying.is_invalid = condition_net(datapath, "sum_is_invalid", invalid);
  }
  datapath.part("Align: the number with the larger exponent stays, the other moves down.");
  const bool is_signed = path.sum.min_exp < 0;
  const int exp_bits =
      is_signed ? path.exp_bits : unsigned_bits(static_cast<std::uint64_t>(path.sum.max_exp));
  staying.sign = datapath.declare("staying_sign");
  pair.subtracts = datapath.declare("subtracts");
  staying.exp = datapath.declare(
      "sum_exp", exp_bits, fmt::format("of the carry bit: {} to {}", path.sum.min_exp, path.sum.max_exp),
      is_signed);
  staying.sig = datapath.declare("staying", path.width);
  pair.moved = datapath.declare("moved", path.width);
  staying.sticky = datapath.declare(
      path.is_exact ? "unused_sticky" : "moved_sticky", 1,
      path.is_exact ? "no bit of either can be lost" : "something lies below what has moved");
  datapath.use({"fp8_shift_right", "fp8_align"});
  datapath.add(sv::Instance{"fp8_align",
                            "u_align",
                            {{"ExpWidth", std::to_string(path.exp_bits)},
                             {"SigWidthX", std::to_string(x.sig.bits)},
                             {"SigWidthY", std::to_string(y.sig.bits)},
                             {"Width", std::to_string(path.width)},
                             {"SumExpWidth", std::to_string(exp_bits)}},
                            {{"sign_x_i", x.sign.name},
                             {"exp_x_i", x.exp.name},
                             {"sig_x_i", x.sig.name},
                             {"sign_y_i", y.sign.name},
                             {"exp_y_i", y.exp.name},
                             {"sig_y_i", y.sig.name},
                             {"sign_o", staying.sign.name},
                             {"subtracts_o", pair.subtracts.name},
                             {"exp_o", staying.exp.name},
                             {"staying_o", staying.sig.name},
                             {"moved_o", pair.moved.name},
                             {"sticky_o", staying.sticky.name}}});
  if (path.is_exact) staying.sticky = Net::constant(kNever);
  return pair;
}

ExactResult add_aligned(Datapath& datapath, const AlignedPair& pair, const std::string& is_rdn) {
  const ExactResult& staying = pair.staying;
  const bool is_exact = staying.sticky.is_constant;
  datapath.part("Add.");
  ExactResult sum = staying;
  sum.sign = datapath.declare("finite_sign");
  sum.sig = datapath.declare("sum_sig", staying.sig.bits + 1, "with a carry bit on top");
  const Net sticky = datapath.declare(is_exact ? "unused_sum_sticky" : "sum_sticky");
  datapath.use({"fp8_add_aligned"});
  datapath.add(sv::Instance{"fp8_add_aligned",
                            "u_add",
                            {{"Width", std::to_string(staying.sig.bits)}},
                            {{"sign_i", staying.sign.name},
                             {"subtracts_i", pair.subtracts.name},
                             {"staying_i", staying.sig.name},
                             {"moved_i", pair.moved.name},
                             {"sticky_i", staying.sticky.name},
                             {"is_rdn_i", is_rdn},
                             {"sign_o", sum.sign.name},
                             {"sig_o", sum.sig.name},
                             {"sticky_o", sticky.name}}});
  sum.sticky = is_exact ? Net::constant(kNever) : sticky;
  // The finite sum of an infinity and a number means nothing.
  if (!sum.is_inf.is_constant) {
    sum.sign = datapath.define(
        "sum_sign", 1, fmt::format("{} ? {} : {}", staying.is_inf.name, pair.inf_sign.name, sum.sign.name));
  }
  return sum;
}

ExactResult add_sum(Datapath& datapath, const ExactResult& x, const ExactResult& y, const SumPath& path) {
  AlignedPair pair = align(datapath, x, y, path);
  cut(datapath, Cut::kAligned, {&pair.staying}, {&pair.moved, &pair.subtracts, &pair.inf_sign});
  ExactResult sum = add_aligned(datapath, pair, datapath.is_rdn());
  cut(datapath, Cut::kSum, {&sum});
  return sum;
}

}  // namespace fp8forge
