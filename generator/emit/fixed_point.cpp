#include "generator/emit/fixed_point.hpp"

#include <fmt/format.h>

#include "generator/emit/decode.hpp"

namespace fp8forge {

namespace {

const char* const kNever = "1'b0";

// What a vector over lanes is called, and how one lane's element is. With one lane there is no vector.
struct Lanes {
  int count;
  std::string element(const std::string& vector) const { return count == 1 ? vector : vector + "[l]"; }
  std::string slice(const std::string& vector, int bits) const {
    return count == 1 ? vector : fmt::format("{0}[l*{1} +: {1}]", vector, bits);
  }
  std::string any(const std::string& vector) const { return count == 1 ? vector : vector + " != '0"; }
  std::string all(const std::string& vector) const { return count == 1 ? vector : vector + " == '1"; }
  std::string none(const std::string& vector) const { return count == 1 ? "!" + vector : vector + " == '0"; }
};

sv::Item product_instance(const Operand& a, const Operand& b, const FixedSum& fixed, const std::string& sign,
                          const std::string& term, const Net& carry) {
  sv::Instance product{"fp8_fixed_product",
                       "u_product",
                       {{"ExpWidthA", std::to_string(a.exp.bits)},
                        {"SigWidthA", std::to_string(a.sig.bits)},
                        {"ExpWidthB", std::to_string(b.exp.bits)},
                        {"SigWidthB", std::to_string(b.sig.bits)},
                        {"AlignedWidth", std::to_string(fixed.products.bits(1))}},
                       {{"sign_a_i", a.sign.name},
                        {"exp_a_i", a.exp.name},
                        {"sig_a_i", a.sig.name},
                        {"sign_b_i", b.sign.name},
                        {"exp_b_i", b.exp.name},
                        {"sig_b_i", b.sig.name},
                        {"sign_o", sign},
                        {"product_o", term},
                        {"carry_o", carry.is_constant ? "unused_carry" : carry.name}}};
  if (!carry.is_constant) product.parameters.push_back({"IsSplit", "1'b1"});
  return product;
}

}  // namespace

FixedTerms add_terms(Datapath& datapath, const FixedSum& fixed, int lanes, bool needs_signs) {
  const Request& request = datapath.request();
  const Lanes over{lanes};
  const Operand a = decoded(request.a, "_a"), b = decoded(request.b, "_b");
  const std::string zero_times_inf = zero_times_infinity(a, b);
  const std::string is_inf = any_of({a.is_inf.name, b.is_inf.name});
  const std::string is_signaling = any_of({a.is_signaling(), b.is_signaling()});
  const bool has_infinity = is_inf != kNever;
  const bool may_be_invalid = request.flags && (zero_times_inf != kNever || is_signaling != kNever);

  datapath.part("Unpack and multiply: each product as fixed point.");
  FixedTerms terms;
  const int width = fixed.products.bits(1);
  terms.terms =
      datapath.declare("terms", lanes * width, fmt::format("in units of 2^{}", fixed.products.lowest_bit));
  const bool is_split = lanes == 1 && request.carries == Carries::kTree && !datapath.makes(Cut::kProduct);
  terms.carry = is_split ? datapath.declare("term_carry", width, "of a negative product, which is split")
                         : Net::constant(fmt::format("{}'d0", fixed.sum_bits));
  const Net sign = datapath.declare(has_infinity || needs_signs ? "term_sign" : "unused_sign", lanes);
  const Net nan = datapath.declare("term_is_nan", lanes);
  const Net inf = has_infinity ? datapath.declare("term_is_inf", lanes) : Net();
  const Net invalid = may_be_invalid ? datapath.declare("term_is_invalid", lanes) : Net();

  datapath.use(decode_module(request.a));
  datapath.use(decode_module(request.b));
  datapath.use({"fp8_product", "fp8_fixed_product"});
  std::vector<sv::Item> body = decode_operand(request.a, "_a", over.slice("a_i", request.a.bits()));
  append(body, decode_operand(request.b, "_b", over.slice("b_i", request.b.bits())));
  if (!is_split) body.push_back(sv::Signal{"unused_carry", width});
  body.push_back(product_instance(a, b, fixed, over.element(sign.name), over.slice(terms.terms.name, width),
                                  terms.carry));
  body.push_back(sv::Assign{over.element(nan.name), any_of({a.is_nan.name, b.is_nan.name, zero_times_inf})});
  if (has_infinity) {
    // Flags must not take infinity times NaN for an infinity; to the result NaN wins anyway.
    body.push_back(sv::Assign{over.element(inf.name),
                              request.flags ? all_of(is_inf, "!" + over.element(nan.name)) : is_inf});
  }
  if (may_be_invalid) {
    body.push_back(sv::Assign{over.element(invalid.name), any_of({zero_times_inf, is_signaling})});
  }
  if (lanes == 1) {
    datapath.add(std::move(body));
  } else {
    datapath.add(sv::GenerateFor{"l", std::to_string(lanes), "gen_lane", std::move(body)});
  }

  terms.addend = terms.pos_inf = terms.neg_inf = terms.is_invalid = Net::constant(kNever);
  terms.all_plus = terms.all_minus = Net::constant(kNever);
  datapath.part("What the sum has to know of all terms.");
  terms.is_nan = datapath.define("any_nan", 1, over.any(nan.name));
  if (has_infinity) {
    terms.pos_inf =
        datapath.define("any_pos_inf", 1, over.any(fmt::format("({} & ~{})", inf.name, sign.name)));
    terms.neg_inf =
        datapath.define("any_neg_inf", 1, over.any(fmt::format("({} & {})", inf.name, sign.name)));
  }
  if (may_be_invalid) terms.is_invalid = datapath.define("any_invalid", 1, over.any(invalid.name));
  if (needs_signs) {
    const bool may_be_rdn = !request.rounding || request.rounding == Rounding::kRdn;
    if (may_be_rdn) terms.all_plus = datapath.define("all_plus", 1, over.none(sign.name));
    if (request.rounding != Rounding::kRdn)
      terms.all_minus = datapath.define("all_minus", 1, over.all(sign.name));
  }
  return terms;
}

void add_addend(Datapath& datapath, FixedTerms& terms, const Operand& operand) {
  const Format& format = operand.format;
  // The significand with the largest exponent's shift, and a sign.
  const int bits = operand.sig.bits + max_exp(format) - 1 + 1;
  const std::string name = operand.sign.name.substr(operand.sign.name.rfind('_'));
  datapath.part("The addend as fixed point; exponents start at 1.");
  const Net magnitude = datapath.define(
      "magnitude" + name, bits,
      fmt::format("{}'({}) << ({} - {}'d1)", bits, operand.sig.name, operand.exp.name, operand.exp.bits),
      fmt::format("in units of 2^{}", format.min_lsb()));
  terms.addend = datapath.define(
      "addend", bits, fmt::format("{0} ? -{1} : {1}", operand.sign.name, magnitude.name), {}, true);
  const auto join = [&](Net& net, const std::string& suffix, const std::string& condition) {
    if (condition.empty() || condition == kNever) return;
    net = datapath.define("sum_" + suffix, 1, any_of({net.name, condition}));
  };
  join(terms.is_nan, "any_nan", operand.is_nan.name);
  if (!operand.is_inf.is_constant) {
    join(terms.pos_inf, "any_pos_inf", fmt::format("({} && !{})", operand.is_inf.name, operand.sign.name));
    join(terms.neg_inf, "any_neg_inf", fmt::format("({} && {})", operand.is_inf.name, operand.sign.name));
  }
  if (datapath.request().flags) join(terms.is_invalid, "any_invalid", operand.is_signaling());
  if (!terms.all_plus.is_constant) {
    terms.all_plus =
        datapath.define("sum_all_plus", 1, fmt::format("{} && !{}", terms.all_plus.name, operand.sign.name));
  }
  if (!terms.all_minus.is_constant) {
    terms.all_minus =
        datapath.define("sum_all_minus", 1, fmt::format("{} && {}", terms.all_minus.name, operand.sign.name));
  }
}

void cut_terms(Datapath& datapath, FixedTerms& terms, ExactResult* other) {
  std::vector<Net*> nets = {&terms.terms,   &terms.addend,     &terms.is_nan,   &terms.pos_inf,
                            &terms.neg_inf, &terms.is_invalid, &terms.all_plus, &terms.all_minus};
  if (other != nullptr) {
    cut(datapath, Cut::kProduct, {other}, std::move(nets));
  } else {
    datapath.cut(Cut::kProduct, std::move(nets));
  }
}

void set_carries(const Request& request, sv::Instance& instance) {
  if (request.carries == Carries::kTree) return;
  instance.parameters.push_back({"Carries", std::to_string(static_cast<int>(request.carries))});
}

Net sum_of(Datapath& datapath, const FixedTerms& terms, const FixedSum& fixed, int lanes) {
  const int bits = fixed.sum_bits;
  const int width = fixed.products.bits(1);
  datapath.part("Add, exactly.");
  const Net sum = datapath.declare("sum", bits, fmt::format("in units of 2^{}", fixed.lowest), true);
  const std::string aligned = fixed.c_shift == 0
                                  ? fmt::format("{}'({})", bits, terms.addend.name)
                                  : fmt::format("{}'({}) <<< {}", bits, terms.addend.name, fixed.c_shift);
  datapath.use({"fp8_add", "fp8_sum"});
  sv::Instance adder{"fp8_sum",
                     "u_sum",
                     {{"Terms", std::to_string(lanes)},
                      {"TermWidth", std::to_string(width)},
                      {"Shift", std::to_string(fixed.product_shift)},
                      {"HasAddend", terms.addend.is_constant ? "1'b0" : "1'b1"},
                      {"Width", std::to_string(bits)}},
                     {{"terms_i", terms.terms.name},
                      {"addend_i", terms.addend.is_constant ? fmt::format("{}'d0", bits) : aligned},
                      {"sum_o", sum.name}}};
  set_carries(datapath.request(), adder);
  datapath.add(std::move(adder));
  return sum;
}

std::string zero_sign_of(const Datapath& datapath, const FixedTerms& terms) {
  if (terms.all_plus.is_constant) return terms.all_minus.name;
  if (terms.all_minus.is_constant) return "!" + terms.all_plus.name;
  return fmt::format("({} || (!{} && ({})))", terms.all_minus.name, terms.all_plus.name, datapath.is_rdn());
}

ExactResult sign_and_magnitude(Datapath& datapath, const Net& sum, const FixedSum& fixed,
                               const FixedTerms& specials, const std::string& zero_sign) {
  const int bits = fixed.sig_bits();
  const std::string top = fmt::format("{}[{}]", sum.name, bits);
  const bool has_infinity = !specials.pos_inf.is_constant || !specials.neg_inf.is_constant;
  datapath.part("Sign and magnitude; the most negative number does not occur.");
  ExactResult result;
  result.sig =
      datapath.define("magnitude", bits, fmt::format("{}'({} ? -{} : {})", bits, top, sum.name, sum.name));
  std::string sign = top;
  if (zero_sign != kNever) {
    const Net zero = datapath.define("zero_sign", 1, zero_sign);
    sign =
        datapath.define("total_finite_sign", 1, fmt::format("(magnitude == '0) ? {} : {}", zero.name, sign))
            .name;
  }
  if (has_infinity) {
    result.is_inf =
        datapath.define("total_is_inf", 1, any_of({specials.pos_inf.name, specials.neg_inf.name}));
    sign = fmt::format("total_is_inf ? {} : {}", specials.neg_inf.name, sign);
  }
  result.sign = datapath.define("total_sign", 1, sign);
  const std::string inf_minus_inf =
      has_infinity ? fmt::format("({} && {})", specials.pos_inf.name, specials.neg_inf.name) : kNever;
  result.is_nan = datapath.define("total_is_nan", 1, any_of({specials.is_nan.name, inf_minus_inf}));
  if (datapath.request().flags) {
    const std::string invalid = any_of({specials.is_invalid.name, inf_minus_inf});
    if (invalid != kNever) result.is_invalid = datapath.define("total_is_invalid", 1, invalid);
  }
  const int top_exp = fixed.top_exp(datapath.request().to);
  result.exp =
      Net::constant(fmt::format("{}'d{}", unsigned_bits(static_cast<std::uint64_t>(top_exp)), top_exp),
                    unsigned_bits(static_cast<std::uint64_t>(top_exp)));
  return result;
}

}  // namespace fp8forge
