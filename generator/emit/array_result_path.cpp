#include "generator/emit/array_result_path.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "generator/derive/rounding_path.hpp"
#include "generator/emit/concatenation.hpp"
#include "generator/emit/decode.hpp"
#include "generator/emit/encode.hpp"

namespace fp8forge {

namespace {

constexpr int kExpBits = 8;         // binades above the base: those of every sum and of D, and a carry's
constexpr int kNormalExpBits = 9;   // signed: normalized below the base too
constexpr int kScaledExpBits = 10;  // signed: -85 - 256 - 120 … 254 + 255

// Mantissa bits of the widest result.
int widest_mantissa(const ArrayShape& shape) {
  return std::ranges::max(shape.results, {}, &Format::man_bits).man_bits;
}

// Bits that rounding, and the magnitude, look at: below them only matters whether any is set.
int seen_bits(const ArrayShape& shape) {
  return std::max(widest_mantissa(shape) + 2, shape.request.amax ? kBf16.man_bits + 1 : 0);
}

// A signal on its way through the stages. Behind a register it has another name.
struct Wire {
  std::string name;
  sv::Bits bits = 1;
  bool is_signed = false;
};

// A name without the mark of an earlier register.
std::string base_name(const std::string& name) {
  const std::size_t mark = name.size() - 3;
  return name.size() > 3 && name.compare(mark, 2, "_s") == 0 && name.back() <= '9' ? name.substr(0, mark)
                                                                                   : name;
}

// The body in the making.
class Path {
 public:
  explicit Path(const ArrayShape& shape) : shape_(shape), request_(shape.request) {}

  std::vector<sv::Item> build() {
    if (request_.accumulator) {
      const bool is_looked_into = request_.d || normalizes_sum() || sig_bits() > seen_bits(shape_);
      if (is_looked_into) add(sv::LocalParam{"SigWidth", std::to_string(sig_bits()), "significand of a sum"});
      if (request_.d) {
        add(sv::LocalParam{"AlignWidth", std::to_string(align_bits()), align_reason(shape_)});
        add(sv::LocalParam{"AddWidth", "AlignWidth + 1", "with a carry"});
      }
      unpack_sum();
    } else {
      add(sv::LocalParam{"SigWidth", "SumWidth - 1", "magnitude of a sum"});
      if (request_.d) {
        add(sv::LocalParam{
            "AddWidth", "SumWidth + 1",
            "with D: one bit for a distance of one binade, which loses nothing then, and a carry"});
      }
      normalize_sum();
    }
    if (request_.d) {
      stage({&is_nan_, &is_inf_, &sign_, &exp_, &sig_});
      align_with_addend();
      normalize_total();
    }
    narrow();
    stage({&is_nan_, &is_inf_, &sign_, &exp_, &kept_, &sticky_});
    if (request_.amax) show_magnitude();
    if (path_denormalizes(shape_)) {
      if (shape_.results.size() > 1) {
        scale_to_any();
      } else {
        scale_to_one();
      }
    }
    if (shape_.results.size() > 1) {
      round_to_any();
    } else {
      round_to_one();
    }
    return std::move(items_);
  }

 private:
  void add(sv::Item item) { items_.push_back(std::move(item)); }
  void part(std::string text) { add(sv::Comment{std::move(text)}); }

  Wire declare(const std::string& name, sv::Bits bits = 1, const std::string& comment = {},
               bool is_signed = false) {
    add(sv::Signal{name, bits, comment, is_signed});
    return {name, bits, is_signed};
  }
  Wire define(const std::string& name, sv::Bits bits, const std::string& value,
              const std::string& comment = {}, bool is_signed = false) {
    const Wire wire = declare(name, std::move(bits), comment, is_signed);
    add(sv::Assign{name, value});
    return wire;
  }

  void stage(std::vector<Wire*> live) {
    ++stages_;
    part(fmt::format("Register {}.", stages_));
    std::vector<std::string> from, to, widths;
    int bits = 0;
    for (Wire* wire : live) {
      const std::string behind = fmt::format("{}_s{}", base_name(wire->name), stages_);
      from.push_back(wire->name);
      to.push_back(behind);
      add(sv::Signal{behind, wire->bits, {}, wire->is_signed});
      if (wire->bits.expression.empty()) {
        bits += wire->bits.count;
      } else if (!widths.empty() && widths.back() == wire->bits.expression) {
        widths.back() = "2 * " + widths.back();
      } else {
        widths.push_back(wire->bits.expression);
      }
      wire->name = behind;
    }
    widths.push_back(std::to_string(bits));
    std::string width = fmt::format("{}", fmt::join(widths, " + "));
    std::string data = joined(from), held = joined(to);
    if (std::max(data.size(), held.size()) > kShortList) {
      add(sv::LocalParam{fmt::format("Stage{}Width", stages_), width});
      width = fmt::format("Stage{}Width", stages_);
      data = declare(fmt::format("stage{}_d", stages_), {width, 0}).name;
      held = declare(fmt::format("stage{}_q", stages_), {width, 0}).name;
      add(assigned_list(from, fmt::format("assign {} = ", data), ";"));
      add(assigned_list(to, "assign ", fmt::format(" = {};", held)));
    }
    add(sv::Instance{"fp8_pipe",
                     fmt::format("u_stage{}", stages_),
                     {{"Width", width}},
                     {{"clk_i", "clk_i"},
                      {"enable_i", request_.d && stages_ > 1 ? "flows_i" : "enable_i"},
                      {"data_i", data},
                      {"data_o", held}}});
  }

  int sig_bits() const {
    return request_.accumulator ? request_.accumulator->man_bits + 1 : shape_.sum_width() - 1;
  }
  // Of the numbers that are added to each other: an exact sum's width is enough, being more than D has.
  int align_bits() const { return request_.accumulator ? path_align_bits(shape_) : shape_.sum_width(); }
  const char* align_name() const { return request_.accumulator ? "AlignWidth" : "SumWidth"; }
  sv::Bits sig_width() const { return {"SigWidth", sig_bits()}; }
  sv::Bits align_width() const { return {align_name(), align_bits()}; }
  sv::Bits add_width() const { return {"AddWidth", align_bits() + 1}; }

  // A sum is never so small as to be subnormal where its smallest normal is the exponents' base.
  bool normalizes_sum() const { return request_.accumulator->min_exp() > kBaseExp; }

  void unpack_sum() {
    const Format& format = *request_.accumulator;
    part(fmt::format(
        "The sum taken apart. Exponents count binades above 2^{}, the smallest normal of bf16 and "
        "fp32{}.",
        kBaseExp, normalizes_sum() ? "; the top bit goes to the top" : ", which is below every sum"));
    for (sv::Item& item : decode_operand(format, "_sum", "sum_i")) add(std::move(item));
    is_nan_ = define("is_nan", 1, "is_nan_i || is_nan_sum");
    is_inf_ = {"is_inf_sum"};
    sign_ = {"sign_sum"};
    if (!normalizes_sum()) {
      sig_ = {"sig_sum", sig_width()};
      exp_ = define("exp", kExpBits, fmt::format("exp_sum - {}'d1", kExpBits), "of zero 0");
      return;
    }
    sig_ = declare("sig", sig_width());
    const Wire shift = declare("sum_shift", unsigned_bits(static_cast<unsigned>(sig_bits() - 1)));
    add(sv::Instance{
        "fp8_normalize",
        "u_normalize_sum",
        {{"SigWidth", "SigWidth"}},
        {{"sig_i", "sig_sum"},
         {"limit_i", fmt::format("{{{}{{1'b1}}}}", unsigned_bits(static_cast<unsigned>(sig_bits() - 1)))},
         {"sig_o", "sig"},
         {"shift_o", "sum_shift"}}});
    exp_ = define("exp", kExpBits,
                  fmt::format("sig[SigWidth-1] ? {0}'d{1} + {0}'(exp_sum) - {0}'(sum_shift) : '0", kExpBits,
                              format.min_exp() - 1 - kBaseExp),
                  "of zero 0, so that it gives way to whatever is added to it");
  }

  void normalize_sum() {
    part(
        fmt::format("The sum with its top bit on top. Exponents count binades above 2^{}, the smallest "
                    "normal of bf16 and fp32.",
                    kBaseExp));
    const Wire finite_sign = declare("finite_sign");
    exp_ = declare("exp", kExpBits);
    sig_ = declare("sig", sig_width());
    add(sv::Instance{"fp8_fixed_normalize",
                     "u_normalize_sum",
                     {{"SumWidth", "SumWidth"},
                      {"LowestExp", std::to_string(shape_.accumulator.lowest_bit)},
                      {"BaseExp", std::to_string(kBaseExp)},
                      {"ExpWidth", std::to_string(kExpBits)},
                      {"IsMagnitude", shape_.is_magnitude() ? "1'b1" : "1'b0"}},
                     {{"sum_i", "sum_i"}, {"sign_o", "finite_sign"}, {"exp_o", "exp"}, {"sig_o", "sig"}}});
    is_nan_ = define("is_nan", 1, "is_nan_i || (pos_inf_i && neg_inf_i)");
    is_inf_ = define("is_inf", 1, "pos_inf_i || neg_inf_i");
    sign_ = define("sign", 1, "is_inf ? neg_inf_i : finite_sign");
  }

  void align_with_addend() {
    const Format& d = *request_.d;
    part("D: NaN, or infinities of different signs, make NaN.");
    for (sv::Item& item : decode_operand(d, "_d", "addend_i")) add(std::move(item));
    const Wire total_is_nan = define("total_is_nan", 1,
                                     fmt::format("{0} || is_nan_d || ({1} && is_inf_d && ({2} != sign_d))",
                                                 is_nan_.name, is_inf_.name, sign_.name));
    const Wire total_is_inf = define("total_is_inf", 1, fmt::format("{} || is_inf_d", is_inf_.name));
    Wire inf_sign = define("inf_sign", 1, fmt::format("{} ? {} : sign_d", is_inf_.name, sign_.name));
    part("Align: the number with the larger exponent stays, the other moves down.");
    Wire staying_sign = declare("staying_sign"), subtracts = declare("subtracts");
    Wire exp = declare("total_exp", kExpBits, "of the carry bit");
    Wire staying = declare("staying", align_width());
    Wire moved = declare("moved", align_width());
    Wire sticky = declare("moved_sticky");
    add(sv::Instance{"fp8_align",
                     "u_align",
                     {{"ExpWidth", std::to_string(kExpBits + 1)},
                      {"SigWidthX", "SigWidth"},
                      {"SigWidthY", std::to_string(d.man_bits + 1)},
                      {"Width", align_name()},
                      {"SumExpWidth", std::to_string(kExpBits)}},
                     {{"sign_x_i", sign_.name},
                      {"exp_x_i", fmt::format("$signed({{1'b0, {}}})", exp_.name)},
                      {"sig_x_i", sig_.name},
                      {"sign_y_i", "sign_d"},
                      {"exp_y_i", fmt::format("$signed({{1'b0, exp_d}}) - {}'sd1", kExpBits + 1)},
                      {"sig_y_i", "sig_d"},
                      {"sign_o", "staying_sign"},
                      {"subtracts_o", "subtracts"},
                      {"exp_o", "total_exp"},
                      {"staying_o", "staying"},
                      {"moved_o", "moved"},
                      {"sticky_o", "moved_sticky"}}});
    is_nan_ = total_is_nan;
    is_inf_ = total_is_inf;
    exp_ = exp;
    stage({&is_nan_, &is_inf_, &inf_sign, &staying_sign, &subtracts, &exp_, &staying, &moved, &sticky});
    part("Add. The finite sum of an infinity and a number means nothing.");
    const Wire total_sign = declare("total_finite_sign");
    sig_ = declare("total_sig", add_width());
    sticky_ = declare("total_sticky");
    add(sv::Instance{"fp8_add_aligned",
                     "u_add",
                     {{"Width", align_name()}},
                     {{"sign_i", staying_sign.name},
                      {"subtracts_i", subtracts.name},
                      {"staying_i", staying.name},
                      {"moved_i", moved.name},
                      {"sticky_i", sticky.name},
                      {"is_rdn_i", "is_rdn_i"},
                      {"sign_o", total_sign.name},
                      {"sig_o", sig_.name},
                      {"sticky_o", sticky_.name}}});
    sign_ =
        define("total_sign", 1, fmt::format("{} ? {} : {}", is_inf_.name, inf_sign.name, total_sign.name));
    stage({&is_nan_, &is_inf_, &sign_, &exp_, &sig_, &sticky_});
  }

  void normalize_total() {
    const bool is_limited = !path_denormalizes(shape_);
    part(is_limited ? "The top bit to the top, or as far as the smallest normal's exponent allows."
                    : "The top bit to the top. Zero has none.");
    const Wire sig = declare("norm_sig", add_width());
    const Wire shift =
        declare("shift", {"$clog2(AddWidth)", unsigned_bits(static_cast<unsigned>(align_bits()))});
    std::vector<sv::Connection> parameters = {{"SigWidth", "AddWidth"}};
    if (is_limited) parameters.push_back({"LimitWidth", std::to_string(kExpBits)});
    add(sv::Instance{"fp8_normalize",
                     "u_normalize",
                     parameters,
                     {{"sig_i", sig_.name},
                      {"limit_i", is_limited ? exp_.name : "{$clog2(AddWidth){1'b1}}"},
                      {"sig_o", sig.name},
                      {"shift_o", shift.name}}});
    sig_ = sig;
    exp_ = is_limited ? define("norm_exp", kExpBits, fmt::format("{} - {}'(shift)", exp_.name, kExpBits))
                      : define("norm_exp", kNormalExpBits,
                               fmt::format("{0}'({1}) - {0}'(shift)", kNormalExpBits, exp_.name),
                               "below the base too", true);
  }

  // Rounding looks at the destination's bits, one more, and whether anything lies below.
  void narrow() {
    kept_bits_ = seen_bits(shape_);
    if (!request_.d && sig_bits() <= kept_bits_) {
      const int missing = kept_bits_ - sig_bits();
      kept_ = define("kept", kept_bits_,
                     missing > 0 ? fmt::format("{{{}, {}'d0}}", sig_.name, missing) : sig_.name);
      sticky_ = define("sticky", 1, "1'b0", "every bit is kept");
      return;
    }
    const std::string width = request_.d ? "AddWidth" : "SigWidth";
    part(fmt::format("Below the {} bits that rounding{} look{} at only matters whether any is set.",
                     kept_bits_, request_.amax ? " and magnitude" : "", request_.amax ? "" : "s"));
    kept_ = define("kept", kept_bits_, fmt::format("{}[{}-1 -: {}]", sig_.name, width, kept_bits_));
    const std::string rest = fmt::format("({}[{}-{}:0] != '0)", sig_.name, width, kept_bits_ + 1);
    sticky_ = define("sticky", 1, request_.d ? fmt::format("{} || {}", rest, sticky_.name) : rest);
  }

  void show_magnitude() {
    std::string exp = exp_.name, sig = fmt::format("{}[{}:{}]", kept_.name, kept_bits_ - 1, kept_bits_ - 8);
    part(
        "The magnitude as bf16: the field is the exponent plus the hidden bit, which only zero and bf16's "
        "subnormals lack.");
    if (request_.d) {
      const Wire seen_exp = declare("seen_exp", kExpBits), seen_sig = declare("seen_sig", 8);
      const Wire unused = declare("unused_lost");
      add(sv::Instance{"fp8_denormalize",
                       "u_denormalize_magnitude",
                       {{"SigWidth", "8"}, {"ExpWidth", std::to_string(kNormalExpBits)}},
                       {{"exp_i", exp},
                        {"sig_i", sig},
                        {"exp_o", seen_exp.name},
                        {"sig_o", seen_sig.name},
                        {"sticky_o", unused.name}}});
      exp = seen_exp.name;
      sig = seen_sig.name;
    } else {
      sig = define("seen_sig", 8, sig).name;
    }
    define("magnitude", kBf16.bits(),
           fmt::format("{{1'b0, {0} + {1}'({2}[7]), {2}[6:0]}}", exp, kExpBits, sig));
    const Wire is_zero = define("is_zero", 1, fmt::format("!{}[{}]", kept_.name, kept_bits_ - 1));
    add(sv::Assign{"magnitude_o", fmt::format("({} || {}) ? '1 : {} ? '0 : magnitude", is_nan_.name,
                                              is_inf_.name, is_zero.name)});
  }

  int mantissa_bits() const { return widest_mantissa(shape_); }

  // The exponent above the destination's smallest normal, `below` being how far that lies above the base.
  Wire scaled_exp(const std::string& below) {
    const int bits = kScaledExpBits;
    std::string text = fmt::format("{}'({})", bits, exp_.name);
    if (!below.empty()) text += " - " + below;
    if (request_.scale) text += fmt::format(" + {}'($signed(scale_i))", bits);
    return define("scaled_exp", bits, text, "above the destination's smallest normal", true);
  }

  void scale_to_one() {
    const Format& to = shape_.results.front();
    const int below = to.min_exp() - kBaseExp;
    part(fmt::format("Gradual underflow: below {}'s smallest normal 2^{} the significand moves down.",
                     to.name, to.min_exp()));
    exp_ = scaled_exp(below > 0 ? fmt::format("{}'d{}", kScaledExpBits, below) : "");
    const Wire exp = declare("final_exp", kScaledExpBits - 1), sig = declare("final_sig", kept_bits_ + 1);
    const Wire lost = declare("lost");
    add(sv::Instance{
        "fp8_denormalize",
        "u_denormalize",
        {{"SigWidth", std::to_string(kept_bits_ + 1)}, {"ExpWidth", std::to_string(kScaledExpBits)}},
        {{"exp_i", exp_.name},
         {"sig_i", fmt::format("{{{}, {}}}", kept_.name, sticky_.name)},
         {"exp_o", exp.name},
         {"sig_o", sig.name},
         {"sticky_o", lost.name}}});
    exp_ = exp;
    kept_ = sig;
    sticky_ = lost;
    ++kept_bits_;
    stage({&is_nan_, &is_inf_, &sign_, &exp_, &kept_, &sticky_});
  }

  // `case (selector)` over the formats, the last one for codes past the end too.
  template <typename Line>
  void by_format(const std::string& selector, const Line& line) {
    std::vector<std::string> lines = {fmt::format("case ({})", selector)};
    const int bits = unsigned_bits(shape_.results.size() - 1);
    for (std::size_t n = 0; n < shape_.results.size(); ++n) {
      const bool is_last = n + 1 == shape_.results.size();
      const std::string label = is_last ? "default" : fmt::format("{}'d{}", bits, n);
      lines.push_back(fmt::format("  {:<8} {}", label + ":", line(shape_.results[n])));
    }
    lines.push_back("endcase");
    add(sv::Process{"always_comb", std::move(lines)});
  }

  void scale_to_any() {
    part(
        "What the tile's format is to the datapath: how far its smallest normal lies above the base, and how "
        "many mantissa bits it lacks.");
    const Wire below = declare("below", kScaledExpBits), lacks = declare("lacks", kScaledExpBits);
    by_format("to_i", [&](const Format& to) {
      return fmt::format("{{below, lacks}} = {{{0}'d{1}, {0}'d{2}}};  // {3}", kScaledExpBits,
                         to.min_exp() - kBaseExp, mantissa_bits() - to.man_bits, to.name);
    });
    part("Gradual underflow, and the place of the format's last bit.");
    exp_ = scaled_exp("below");
    const Wire is_below = define("is_below", 1, "scaled_exp < 0");
    const Wire places = define("places", kScaledExpBits, "lacks + (is_below ? -scaled_exp : '0)");
    const Wire sig = declare("final_sig", kept_bits_ + 1);
    const Wire lost = declare("lost");
    add(sv::Instance{
        "fp8_shift_right",
        "u_shift",
        {{"SigWidth", std::to_string(kept_bits_ + 1)}, {"PlacesWidth", std::to_string(kScaledExpBits)}},
        {{"sig_i", fmt::format("{{{}, {}}}", kept_.name, sticky_.name)},
         {"places_i", places.name},
         {"sig_o", sig.name},
         {"sticky_o", lost.name}}});
    exp_ = define("final_exp", kScaledExpBits - 1,
                  fmt::format("(is_below || !{}[{}]) ? '0 : scaled_exp[{}:0]", kept_.name, kept_bits_ - 1,
                              kScaledExpBits - 2),
                  "of zero 0");
    kept_ = sig;
    sticky_ = lost;
    ++kept_bits_;
    to_ = define("to", unsigned_bits(shape_.results.size() - 1), "to_i");
    stage({&is_nan_, &is_inf_, &sign_, &exp_, &kept_, &sticky_, &to_});
  }

  void add_rounder(int exp_bits, const std::string& exp, int dst_exp_bits, const std::string& code,
                   const std::string& exceeds) {
    add(sv::Instance{"fp8_round",
                     "u_round",
                     {{"SigWidth", std::to_string(kept_bits_)},
                      {"ExpWidth", std::to_string(exp_bits)},
                      {"DstExpWidth", std::to_string(dst_exp_bits)},
                      {"DstManWidth", std::to_string(mantissa_bits())}},
                     {{"sign_i", sign_.name},
                      {"exp_i", exp},
                      {"sig_i", kept_.name},
                      {"sticky_i", sticky_.name},
                      {"rounding_i", "rounding_i"},
                      {"random_i", "1'b0"},
                      {"code_o", code},
                      {"exceeds_o", exceeds}}});
  }

  void add_encoder(const Format& to, const std::string& suffix, const std::string& code,
                   const std::string& exceeds, const std::string& result) {
    std::vector<sv::Connection> ports = {{"sign_i", sign_.name},
                                         {"code_i", code},
                                         {"exceeds_i", exceeds},
                                         {"is_nan_i", is_nan_.name},
                                         {"is_inf_i", is_inf_.name}};
    if (result_can_overflow(shape_, to)) ports.push_back({"rounding_i", "rounding_i"});
    ports.push_back({"saturate_i", "saturate_i"});
    if (request_.counters) ports.push_back({"marks_o", "marks" + (suffix.empty() ? "_o" : suffix)});
    ports.push_back({"result_o", result});
    add(sv::Instance{encode_name(to), "u_encode" + suffix, {}, ports});
  }

  void round_to_one() {
    const Format& to = shape_.results.front();
    part("Round once; then resolve overflow and specials.");
    declare("code", to.bits(), "{carry, exponent field, mantissa}");
    declare("exceeds");
    add_rounder(exp_.bits.count, exp_.name, to.exp_bits, "code", "exceeds");
    add_encoder(to, "", "code", "exceeds", "result_o");
  }

  void round_to_any() {
    const int man_bits = mantissa_bits();
    // Twice the largest exponent's code holds a carry.
    const int code_bits = kScaledExpBits - 1 + man_bits + 1;
    part(
        "Round once, hidden bit included, and put the exponent above the format's own mantissa: the field is "
        "the exponent plus the hidden bit, and a carry raises it.");
    declare("rounded", man_bits + 2);
    declare("unused_exceeds");
    add_rounder(1, "1'b0", 1, "rounded", "unused_exceeds");
    declare("exp_part", code_bits, "the exponent at its place in the code");
    by_format(to_.name, [&](const Format& to) {
      return fmt::format("exp_part = {}'({}) << {};  // {}", code_bits, exp_.name, to.man_bits, to.name);
    });
    define("code", code_bits, fmt::format("exp_part + {}'(rounded)", code_bits),
           "exponent field and mantissa, as large as they come");
    part("Each format's own way with overflow and specials.");
    for (const Format& to : shape_.results) {
      const std::string suffix = fmt::format("_{}", to.name);
      declare("result" + suffix, to.bits());
      if (request_.counters) declare("marks" + suffix, 3);
      add_encoder(to, suffix, fmt::format("code[{}:0]", to.bits() - 1),
                  fmt::format("code[{}:{}] != '0", code_bits - 1, to.bits()), "result" + suffix);
    }
    by_format(to_.name, [&](const Format& to) {
      return fmt::format("result_o = {}'(result_{});", shape_.result_bits(), to.name);
    });
    if (!request_.counters) return;
    by_format(to_.name, [&](const Format& to) { return fmt::format("marks_o = marks_{};", to.name); });
  }

  const ArrayShape& shape_;
  const Request& request_;
  std::vector<sv::Item> items_;
  int stages_ = 0;
  int kept_bits_ = 0;
  Wire is_nan_, is_inf_, sign_, exp_, sig_, kept_, sticky_, to_;
};

}  // namespace

bool path_denormalizes(const ArrayShape& shape) {
  const Request& request = shape.request;
  const bool has_range_of_base = shape.results.size() == 1 && shape.results.front().min_exp() == kBaseExp;
  return !request.d || request.scale || request.amax || !has_range_of_base;
}

int path_stages(const ArrayShape& shape) {
  return (shape.request.d ? 4 : 1) + (path_denormalizes(shape) ? 1 : 0);
}

// A sum is below 2^(lowest_bit + bits - 1), the top bit being a sign, and so is larger than the largest
// finite result only if the smallest number of the largest binade is not as large. D and a scale know no such
// limit.
bool result_can_overflow(const ArrayShape& shape, const Format& to) {
  const Accumulator& accumulator = shape.accumulator;
  if (shape.request.d || shape.request.scale) return true;
  if (const auto& format = shape.request.accumulator) {
    return rounding_path(conversion_range(*format, to), to, {}).can_overflow;
  }
  return accumulator.lowest_bit + accumulator.bits(kMaxTermsLimit) - 1 > max_exp(to) - to.bias;
}

// At a distance of two binades or more the difference of normalized numbers loses at most its top bit: one
// bit more than those that are looked at. At a distance of one or none any number of bits may cancel, and
// none may be lost: one bit more than either number has.
int path_align_bits(const ArrayShape& shape) {
  return std::max(
             {seen_bits(shape), shape.request.accumulator->man_bits + 1, shape.request.d->man_bits + 1}) +
         1;
}

std::string align_reason(const ArrayShape& shape) {
  return fmt::format("{} bits that are looked at, {} of a sum, {} of D: the most, and 1 for their distance",
                     seen_bits(shape), shape.request.accumulator->man_bits + 1,
                     shape.request.d->man_bits + 1);
}

std::vector<sv::Item> path_body(const ArrayShape& shape) { return Path(shape).build(); }

}  // namespace fp8forge
