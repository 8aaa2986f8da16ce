#include "generator/emit/rounding_tail.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <optional>

#include "generator/emit/policy.hpp"

namespace fp8forge {

namespace {

// One rounding in the making.
class Tail {
 public:
  Tail(Datapath& datapath, ExactResult exact, const Destination& destination)
      : data_(datapath), it_(std::move(exact)), to_(destination), path_(destination.path) {}

  RoundedResult build() {
    if (path_.is_always_normal()) {
      take_mantissa();
    } else if (path_.normalizing == Normalizing::kPlaced) {
      place();
    } else {
      normalize();
    }
    if (path_.denormalizes) denormalize();
    Net code, exceeds, inexact, tiny;
    if (path_.is_exact) {
      code = pack();
    } else {
      code = round(exceeds);
      if (to_.has_status) examine(code, inexact, tiny);
    }
    return encode(code, exceeds, inexact, tiny);
  }

 private:
  std::string named(const std::string& name) const { return to_.prefix + name; }
  std::string instance(const std::string& name) const { return "u_" + to_.prefix + name; }

  void cut_here(Cut cut) {
    if (!to_.is_result) return;
    fp8forge::cut(data_, cut, {&it_});
    to_.rounding = data_.rounding;
    to_.saturate = data_.saturate;
    to_.random = data_.random;
  }

  std::string exp_comment() const {
    return fmt::format("binades above {}'s smallest normal 2^{}: {} to {}", to_.to.name, to_.to.min_exp(),
                       path_.min_normalized_exp(), path_.max_exp);
  }

  // That of the significand's top bit, before anything is shifted; zeros are put on top of it where that
  // makes it never negative.
  Net exact_exponent() {
    const int bits = path_.exp_bits;
    const int offset = path_.offset + path_.top_zeros;
    if (path_.top_zeros > 0) {
      it_.sig = data_.define(named("wide_sig"), path_.normal_sig_bits(),
                             fmt::format("{{{}'d0, {}}}", path_.top_zeros, it_.sig.name),
                             "subnormal results too are reached by a shift to the left");
    }
    if (!path_.clamps) {
      return data_.define(named("exact_exp"), bits, exponent_text(bits, it_.exp, offset, {}, it_.scale),
                          "of the top bit, before anything is shifted");
    }
    const int least = path_.min_exp + path_.top_zeros;
    const int raw_bits = signed_bits(least, path_.max_wide_exp());
    const Net raw =
        data_.define(named("raw_exp"), raw_bits, exponent_text(raw_bits, it_.exp, offset, {}, it_.scale),
                     fmt::format("of the top bit: {} to {}", least, path_.max_wide_exp()), true);
    return data_.define(named("exact_exp"), bits,
                        fmt::format("{}[{}] ? '0 : {}[{}:0]", raw.name, raw_bits - 1, raw.name, bits - 1),
                        "below 0 all bits are far below the last that is kept");
  }

  void normalize() {
    const int bits = path_.exp_bits;
    if (path_.normalizing == Normalizing::kNone) {
      data_.part("Nothing is to be normalized: what is subnormal here stays so in the result.");
      it_.exp = data_.define(named("exp"), bits, exponent_text(bits, it_.exp, path_.offset, {}, it_.scale),
                             exp_comment(), path_.denormalizes);
      return;
    }
    const bool limited = path_.normalizing == Normalizing::kLimited;
    data_.part(limited
                   ? "Normalize: the top bit to the top, or as far as the smallest normal's exponent allows."
                   : "Normalize: the top bit to the top. Zero has none, and exp is then not looked at.");
    int shift_bits = path_.shift_bits();
    int limit_bits = shift_bits;
    std::string limit = fmt::format("{}'d{}", shift_bits, path_.normal_sig_bits() - 1);
    if (limited) {
      limit_bits = bits;
      shift_bits = std::min(shift_bits, limit_bits);
      it_.exp = exact_exponent();
      limit = it_.exp.name;
    }
    const Net sig = data_.declare(named("norm_sig"), path_.normal_sig_bits());
    const Net shift = data_.declare(named("shift"), shift_bits);
    data_.use({"fp8_normalize"});
    std::vector<sv::Connection> parameters = {{"SigWidth", std::to_string(path_.normal_sig_bits())}};
    if (limit_bits != path_.shift_bits()) parameters.push_back({"LimitWidth", std::to_string(limit_bits)});
    data_.add(sv::Instance{
        "fp8_normalize",
        instance("normalize"),
        parameters,
        {{"sig_i", it_.sig.name}, {"limit_i", limit}, {"sig_o", sig.name}, {"shift_o", shift.name}}});
    it_.exp = data_.define(named("exp"), bits,
                           limited ? exponent_text(bits, it_.exp, 0, shift.name)
                                   : exponent_text(bits, it_.exp, path_.offset, shift.name, it_.scale),
                           exp_comment(), path_.denormalizes);
    it_.sig = sig;
    cut_here(Cut::kNormalized);
  }

  // The first bit of a product that is always normal goes to the top, and is left out there.
  void take_mantissa() {
    data_.part("The first bit is one of the top two: up by one place, or as it stands.");
    const int top = it_.sig.bits - 1;
    const std::string field = exponent_text(path_.exp_bits, it_.exp, path_.offset, {});
    it_.exp = data_.define(named("exp_field"), path_.exp_bits,
                           fmt::format("{} ? '0 : {} + {}'({}[{}])", it_.is_zero.name, field, path_.exp_bits,
                                       it_.sig.name, top));
    it_.sig = data_.define(
        named("mantissa"), top,
        fmt::format("{0}[{1}] ? {0}[{2}:0] : {{{0}[{3}:0], 1'b0}}", it_.sig.name, top, top - 1, top - 2));
    it_.is_zero = Net::constant("1'b0");
    cut_here(Cut::kNormalized);
  }

  // Brings a product up by one place, or down.
  void place() {
    data_.part("Bring the first bit to the top, or down to where what is subnormal has it.");
    const int bits = path_.exp_bits + 1;
    const Net exp = data_.define(
        named("exact_exp"), bits, exponent_text(bits, it_.exp, path_.offset, {}),
        fmt::format("of the top bit, as if it were set: {} to {}", path_.min_exp, path_.max_exp), true);
    it_.exp = data_.declare(named("exp"), path_.exp_bits, exp_comment());
    const Net sig = data_.declare(named("placed_sig"), path_.placed_sig_bits);
    const bool looks_below = path_.clamps && looks_below_guard();
    const Net sticky =
        data_.declare(named(looks_below ? "sticky" : "unused_sticky"), 1,
                      looks_below    ? "all bits lie below placed_sig"
                      : path_.clamps ? "where all bits lie below, rounding finds the guard bit clear"
                                     : "no bit lies below placed_sig");
    data_.use({"fp8_place_product"});
    data_.add(sv::Instance{"fp8_place_product",
                           instance("place"),
                           {{"SigWidth", std::to_string(path_.sig_bits)},
                            {"ExpWidth", std::to_string(bits)},
                            {"LeastExp", std::to_string(path_.min_exp)},
                            {"Places", std::to_string(path_.places)},
                            {"Width", std::to_string(path_.placed_sig_bits)}},
                           {{"exp_i", exp.name},
                            {"sig_i", it_.sig.name},
                            {"exp_o", it_.exp.name},
                            {"sig_o", sig.name},
                            {"sticky_o", sticky.name}}});
    it_.sig = sig;
    if (looks_below) it_.sticky = sticky;
    cut_here(Cut::kNormalized);
  }

  // Whether the rounding asks for bits below a guard bit that is clear.
  bool looks_below_guard() const {
    const std::optional<Rounding>& rounding = data_.request().rounding;
    return to_.has_status || !rounding || *rounding == Rounding::kRdn || *rounding == Rounding::kRup ||
           *rounding == Rounding::kRod;
  }

  // Makes the significand as wide as the denormalizer.
  void fit() {
    const int bits = path_.denormal_sig_bits;
    if (bits < path_.sig_bits) {
      const int low = path_.sig_bits - bits + 1;  // the bits joined into one
      data_.part(
          fmt::format("Below the rounding's bits only matters whether any bit is set. Joined into one, they "
                      "let the shifter be "
                      "{} bits wide.",
                      bits));
      it_.sig = data_.define(
          named("narrow_sig"), bits,
          fmt::format("{{{0}[{1}:{2}], {0}[{3}:0] != '0}}", it_.sig.name, path_.sig_bits - 1, low, low - 1));
    } else if (bits > path_.sig_bits) {
      data_.part("The result's subnormals have room for bits that move down.");
      it_.sig = data_.define(named("wide_sig"), bits,
                             fmt::format("{{{}, {}'d0}}", it_.sig.name, bits - path_.sig_bits));
    }
  }

  void denormalize() {
    fit();
    data_.part("Gradual underflow: the significand moves down to the smallest normal's exponent.");
    const Net exp = data_.declare(named("final_exp"), path_.round_exp_bits());
    const Net sig = data_.declare(named("final_sig"), path_.denormal_sig_bits);
    Net sticky = data_.declare(named(path_.has_sticky ? "lost" : "sticky"));
    data_.use({"fp8_shift_right", "fp8_denormalize"});
    data_.add(sv::Instance{
        "fp8_denormalize",
        instance("denormalize"),
        {{"SigWidth", std::to_string(path_.denormal_sig_bits)}, {"ExpWidth", std::to_string(path_.exp_bits)}},
        {{"exp_i", it_.exp.name},
         {"sig_i", it_.sig.name},
         {"exp_o", exp.name},
         {"sig_o", sig.name},
         {"sticky_o", sticky.name}}});
    if (path_.has_sticky) {
      sticky = data_.define(named("sticky"), 1, fmt::format("lost || {}", it_.sticky.name));
    }
    it_.exp = exp;
    it_.sig = sig;
    it_.sticky = sticky;
    cut_here(Cut::kDenormalized);
  }

  Net pack() {
    data_.part("Every result is a number of the destination: no rounding.");
    settle_modes(encoding_of(path_, !it_.is_inf.is_constant, to_.has_status));
    if (path_.is_always_normal()) {
      const int zeros = to_.to.man_bits - it_.sig.bits;
      const std::string filled = zeros > 0 ? fmt::format(", {}'d0", zeros) : "";
      return data_.define(named("exact_code"), to_.to.bits() - 1,
                          fmt::format("{{{}, {}{}}}", it_.exp.name, it_.sig.name, filled),
                          "exponent field, mantissa");
    }
    const Net code = data_.declare(named("exact_code"), to_.to.bits() - 1, "exponent field, mantissa");
    data_.use({"fp8_pack"});
    data_.add(sv::Instance{"fp8_pack",
                           instance("pack"),
                           {{"SigWidth", std::to_string(path_.normal_sig_bits())},
                            {"ExpWidth", std::to_string(path_.exp_bits)},
                            {"DstExpWidth", std::to_string(to_.to.exp_bits)},
                            {"DstManWidth", std::to_string(to_.to.man_bits)}},
                           {{"exp_i", it_.exp.name}, {"sig_i", it_.sig.name}, {"code_o", code.name}}});
    return code;
  }

  // Constants for the modes that the request fixes, and an end for those that come by port and have no
  // effect.
  void settle_modes(const Encoding& encoding) {
    if (!to_.is_result) return;
    data_.add(policy_constants(data_.request(), encoding.is_rounded, encoding.saturates()));
    const auto unused = [this](const std::string& what, const Net& net) {
      const Net sink = data_.declare("unused_" + what, 1, "every result is the same in all modes");
      data_.add(sv::Assign{sink.name, "^" + net.name});
    };
    if (!encoding.is_rounded && !to_.rounding.is_constant) unused("rounding", to_.rounding);
    if (!encoding.is_rounded && !to_.random.is_constant) unused("random", to_.random);
    if (!encoding.saturates() && !to_.saturate.is_constant) unused("saturate", to_.saturate);
  }

  Net round(Net& exceeds) {
    data_.part("Round once; then resolve overflow and specials.");
    settle_modes(encoding_of(path_, !it_.is_inf.is_constant, to_.has_status));
    const Net code = data_.declare(named("rounded_code"), to_.to.bits(), "{carry, exponent field, mantissa}");
    exceeds = data_.declare(named("exceeds"));
    std::vector<sv::Connection> parameters = {{"SigWidth", std::to_string(path_.round_sig_bits())},
                                              {"ExpWidth", std::to_string(path_.round_exp_bits())},
                                              {"DstExpWidth", std::to_string(to_.to.exp_bits)},
                                              {"DstManWidth", std::to_string(to_.to.man_bits)}};
    if (to_.random_bits > 0) parameters.push_back({"RandomWidth", std::to_string(to_.random_bits)});
    data_.use({"fp8_round"});
    data_.add(sv::Instance{"fp8_round",
                           instance("round"),
                           parameters,
                           {{"sign_i", it_.sign.name},
                            {"exp_i", it_.exp.name},
                            {"sig_i", it_.sig.name},
                            {"sticky_i", it_.sticky.name},
                            {"rounding_i", to_.rounding.name},
                            {"random_i", to_.random.name},
                            {"code_o", code.name},
                            {"exceeds_o", exceeds.name}}});
    return code;
  }

  void examine(const Net& code, Net& inexact, Net& tiny) {
    inexact = data_.declare(named("inexact"));
    tiny = data_.declare(named("tiny"));
    const Net is_normal = data_.define(
        named("is_normal"), 1, fmt::format("{}[{}:{}] != '0", code.name, to_.to.bits() - 1, to_.to.man_bits),
        "once rounded");
    std::vector<sv::Connection> parameters = {{"SigWidth", std::to_string(path_.round_sig_bits())},
                                              {"DstManWidth", std::to_string(to_.to.man_bits)}};
    if (to_.random_bits > 0) parameters.push_back({"RandomWidth", std::to_string(to_.random_bits)});
    data_.use({"fp8_round_status"});
    data_.add(sv::Instance{"fp8_round_status",
                           instance("round_status"),
                           parameters,
                           {{"sign_i", it_.sign.name},
                            {"sig_i", it_.sig.name},
                            {"sticky_i", it_.sticky.name},
                            {"rounding_i", to_.rounding.name},
                            {"random_i", to_.random.name},
                            {"is_normal_i", is_normal.name},
                            {"inexact_o", inexact.name},
                            {"tiny_o", tiny.name}}});
  }

  RoundedResult encode(const Net& code, const Net& exceeds, const Net& inexact, const Net& tiny) {
    const bool has_infinity = !it_.is_inf.is_constant;
    Encoding encoding = encoding_of(path_, has_infinity, to_.has_status);
    encoding.has_marks = to_.has_marks;
    RoundedResult result;
    if (to_.is_result && !data_.makes(Cut::kResult)) {
      result.code = {"result_o", to_.to.bits()};
      if (to_.has_status) result.status = {"status_o", 4};
    } else {
      result.code = data_.declare(to_.is_result ? "result" : named("code"), to_.to.bits());
      if (to_.has_status) result.status = data_.declare(to_.is_result ? "status" : named("status"), 4);
    }
    std::vector<sv::Connection> ports = {{"sign_i", it_.sign.name}, {"code_i", code.name}};
    if (encoding.is_rounded) ports.push_back({"exceeds_i", exceeds.name});
    ports.push_back({"is_nan_i", it_.is_nan.name});
    if (has_infinity) ports.push_back({"is_inf_i", it_.is_inf.name});
    if (encoding.has_status) {
      ports.push_back({"is_invalid_i", it_.is_invalid.name});
      if (encoding.is_rounded) {
        ports.push_back({"inexact_i", inexact.name});
        ports.push_back({"tiny_i", tiny.name});
      }
    }
    if (encoding.can_overflow) ports.push_back({"rounding_i", to_.rounding.name});
    if (encoding.saturates()) ports.push_back({"saturate_i", to_.saturate.name});
    if (encoding.has_status) {
      const bool joins = !it_.raised.is_constant;
      const Net own = joins ? data_.declare(named("own_status"), 4) : result.status;
      ports.push_back({"status_o", own.name});
      if (joins) data_.add(sv::Assign{result.status.name, fmt::format("{} | {}", own.name, it_.raised.name)});
    }
    if (encoding.has_marks) ports.push_back({"marks_o", "marks_o"});
    ports.push_back({"result_o", result.code.name});
    data_.use(encode_module(to_.encoder, to_.to, encoding));
    data_.add(sv::Instance{to_.encoder, instance("encode"), {}, ports});
    return result;
  }

  Datapath& data_;
  ExactResult it_;
  Destination to_;
  const RoundingPath& path_;
};

}  // namespace

void cut(Datapath& datapath, Cut cut, std::initializer_list<ExactResult*> live, std::vector<Net*> more) {
  for (ExactResult* number : live) {
    for (Net* net : {&number->sign, &number->exp, &number->sig, &number->sticky, &number->is_zero,
                     &number->is_nan, &number->is_inf, &number->is_invalid, &number->raised}) {
      more.push_back(net);
    }
  }
  datapath.cut(cut, std::move(more));
}

Destination result_destination(const Datapath& datapath) {
  const Request& request = datapath.request();
  const Format to = request.result_format();
  return {to,
          datapath.path().rounding,
          datapath.rounding,
          datapath.saturate,
          datapath.random,
          request.random_bits,
          request.flags,
          true,
          encode_name(to),
          {},
          request.counters};
}

Encoding encoding_of(const RoundingPath& path, bool has_infinity, bool has_status) {
  return {!path.is_exact, path.can_overflow, has_infinity, has_status};
}

RoundedResult add_rounding_tail(Datapath& datapath, ExactResult exact, const Destination& destination) {
  return Tail(datapath, std::move(exact), destination).build();
}

void add_result(Datapath& datapath, ExactResult exact) {
  RoundedResult result = add_rounding_tail(datapath, std::move(exact), result_destination(datapath));
  if (!datapath.makes(Cut::kResult)) return;
  datapath.cut(Cut::kResult, {&result.code, &result.status});
  datapath.add(sv::Assign{"result_o", result.code.name});
  if (datapath.request().flags) datapath.add(sv::Assign{"status_o", result.status.name});
}

std::string exponent_text(int bits, const Net& exp, int offset, const std::string& shift,
                          const std::string& scale) {
  std::string text = exp.bits == bits && !exp.is_constant ? exp.name : fmt::format("{}'({})", bits, exp.name);
  if (offset != 0) text += fmt::format(" {} {}'d{}", offset < 0 ? '-' : '+', bits, std::abs(offset));
  if (!scale.empty()) text += fmt::format(" + {}'($signed({}))", bits, scale);
  if (!shift.empty()) text += fmt::format(" - {}'({})", bits, shift);
  return text;
}

}  // namespace fp8forge
