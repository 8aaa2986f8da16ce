#include "generator/emit/corner_cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>

#include "generator/emit/format_text.hpp"

namespace fp8forge {

namespace {

using Codes = std::pair<std::uint32_t, std::uint32_t>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

struct Mode {
  Rounding rounding;
  Overflow overflow;
};

double value_of(const Format& format, std::uint32_t code) {
  const std::uint32_t magnitude = code & (format.sign_mask() - 1);
  const auto man = static_cast<double>(magnitude & format.man_mask());
  const int exp = static_cast<int>(magnitude >> format.man_bits);
  const double hidden = exp == 0 ? 0 : std::ldexp(1, format.man_bits);
  double value = std::ldexp(hidden + man, std::max(exp, 1) - format.bias - format.man_bits);
  if (magnitude > format.max_finite()) {
    value = format.has_infinity() && magnitude == format.infinity() ? kInfinity : kNan;
  }
  return (code & format.sign_mask()) != 0 ? -value : value;
}

// The code of a finite value that the format has; empty: it has no such value.
std::optional<std::uint32_t> exact_code(const Format& format, double value) {
  const std::uint32_t sign = std::signbit(value) ? format.sign_mask() : 0;
  const double size = std::fabs(value);
  if (size == 0) return sign;
  const int exp = std::max(std::ilogb(size), format.min_exp());
  const double quanta = std::ldexp(size, format.man_bits - exp);
  if (quanta != std::floor(quanta)) return std::nullopt;
  const auto binades = static_cast<std::uint64_t>(exp - format.min_exp());
  const std::uint64_t code = (binades << format.man_bits) + static_cast<std::uint64_t>(quanta);
  if (code > format.max_finite()) return std::nullopt;
  return sign | static_cast<std::uint32_t>(code);
}

bool is_up(const Mode& mode, bool negative) {
  return mode.rounding == (negative ? Rounding::kRdn : Rounding::kRup);
}

// A value that is NaN, infinite, zero, held by the format, a power of two below its subnormals, or beyond its
// largest by half a unit there or by one and more, rounded to it. Empty: any other value, or random bits
// decide.
std::optional<std::uint32_t> rounded(const Format& to, double value, const Mode& mode) {
  const bool negative = std::signbit(value);
  const std::uint32_t sign = negative ? to.sign_mask() : 0;
  if (std::isnan(value)) return to.canonical_nan;
  const std::uint32_t infinite = mode.overflow == Overflow::kSaturate ? sign | to.max_finite()
                                 : to.has_infinity()                  ? sign | to.infinity()
                                                                      : to.canonical_nan;
  if (std::isinf(value)) return infinite;
  if (const auto code = exact_code(to, value)) return code;
  const double size = std::fabs(value);
  const double smallest = value_of(to, 1), largest = value_of(to, to.max_finite());
  if (size < smallest) {
    if (mode.rounding == Rounding::kSr) return std::nullopt;
    const bool is_tie = size == smallest / 2;
    const bool goes_up = is_up(mode, negative) || mode.rounding == Rounding::kRod ||
                         (mode.rounding == Rounding::kRmm && is_tie);
    if (size > smallest / 2) return std::nullopt;
    return sign | (goes_up ? 1U : 0U);
  }
  const double quantum = largest - value_of(to, to.max_finite() - 1);
  if (size == largest + quantum / 2) {
    if (mode.rounding == Rounding::kSr) return std::nullopt;
    const bool goes_up = is_up(mode, negative) || mode.rounding == Rounding::kRmm ||
                         (mode.rounding == Rounding::kRne && to.max_finite() % 2 == 1);
    return goes_up ? infinite : sign | to.max_finite();
  }
  if (size < largest + quantum) return std::nullopt;
  const bool stays = mode.rounding == Rounding::kRtz || mode.rounding == Rounding::kRod ||
                     (is_up(mode, !negative) && !is_up(mode, negative));
  return stays ? sign | to.max_finite() : infinite;
}

std::vector<Mode> modes_of(const Request& request) {
  std::vector<Rounding> roundings;
  for (const RoundingName& entry : kRoundingNames) {
    const bool exists = entry.rounding != Rounding::kSr || request.rounds_stochastically();
    if (request.rounding ? *request.rounding == entry.rounding : exists) roundings.push_back(entry.rounding);
  }
  std::vector<Mode> modes;
  for (const OverflowName& entry : kOverflowNames) {
    if (request.overflow && *request.overflow != entry.overflow) continue;
    for (const Rounding rounding : roundings) modes.push_back({rounding, entry.overflow});
  }
  return modes;
}

class Cases {
 public:
  explicit Cases(const Request& request)
      : request_(request),
        to_(request.result_format()),
        a_(request.unit == Unit::kConverter ? request.from : request.a),
        b_(request.b),
        one_a_(*exact_code(a_, 1)),
        one_b_(*exact_code(b_, 1)) {}

  std::vector<CornerCase> all() {
    specials();
    zeros();
    sizes();
    if (has_limit()) {
      add("a term too many", {{one_a_, one_b_}}, kNan);
      cases_.back().times = request_.sum_terms() + 1;
      cases_.back().note = fmt::format("{} products; error_o tells", request_.sum_terms() + 1);
    }
    return std::move(cases_);
  }

 private:
  bool is(Unit unit) const { return request_.unit == unit; }
  bool multiplies() const { return !is(Unit::kAdder) && !is(Unit::kConverter); }
  bool has_c() const { return is(Unit::kFma) || is(Unit::kDot); }
  bool accumulates() const { return is(Unit::kMac) || is(Unit::kArray); }
  bool is_exact_sum() const { return accumulates() && !request_.accumulator; }
  // Whether a sum can be told of more products than it may have; without kept sums a weight-stationary
  // array's cannot.
  bool has_limit() const { return is_exact_sum() && (!request_.is_weight_stationary() || request_.keep); }
  // Whether a sum may have two products.
  bool has_two_terms() const {
    const bool has_limit = is_exact_sum() || (request_.is_weight_stationary() && !request_.keep);
    return is(Unit::kDot) || (accumulates() && (!has_limit || request_.sum_terms() > 1));
  }

  // What does no harm in the place of b: 1 of a product, 0 of a sum.
  std::uint32_t neutral_b() const { return multiplies() ? one_b_ : 0; }
  std::uint32_t neutral_a() const { return multiplies() ? one_a_ : 0; }

  // A case by its exact value; `in_rdn`: what it is in RDN, where that differs. False, and left out, where no
  // rule above gives the result.
  bool add(const std::string& name, std::vector<Codes> terms, double value, std::optional<double> in_rdn = {},
           std::optional<std::uint32_t> c = {}) {
    CornerCase corner{name, std::move(terms), {}, 1, {}, {}};
    if (has_c()) corner.c = c.value_or(0);
    for (const Mode& mode : modes_of(request_)) {
      double kept = mode.rounding == Rounding::kRdn ? in_rdn.value_or(value) : value;
      if (request_.accumulator) {
        const auto step = rounded(*request_.accumulator, kept, {Rounding::kRne, Overflow::kNonsaturate});
        if (!step) return false;
        kept = value_of(*request_.accumulator, *step);
      }
      // An array's D is +0.
      const bool stays_negative = std::signbit(kept) && mode.rounding == Rounding::kRdn;
      if (request_.d && kept == 0) kept = stays_negative ? -0.0 : 0.0;
      const auto code = rounded(to_, kept, mode);
      if (code) corner.results.push_back({mode.rounding, mode.overflow, *code});
      if (!code && mode.rounding != Rounding::kSr) return false;
    }
    if (corner.results.empty()) return false;
    cases_.push_back(std::move(corner));
    return true;
  }

  void specials() {
    add("NaN operand", {{a_.canonical_nan, neutral_b()}}, kNan);
    const bool a_inf = a_.has_infinity(), b_inf = b_.has_infinity() && !is(Unit::kConverter);
    if (!a_inf && !b_inf) return;
    const std::uint32_t inf_a = a_.infinity(), inf_b = b_.infinity();
    const Codes infinite = a_inf ? Codes{inf_a, neutral_b()} : Codes{neutral_a(), inf_b};
    const std::uint32_t sign_a = a_.sign_mask();
    // The sign of a product is a's too.
    const Codes negative = a_inf          ? Codes{inf_a | sign_a, neutral_b()}
                           : multiplies() ? Codes{one_a_ | sign_a, inf_b}
                                          : Codes{0, inf_b | b_.sign_mask()};
    add("infinite operand", {negative}, -kInfinity);
    if (multiplies()) add("0 · Inf", {a_inf ? Codes{inf_a, 0} : Codes{0, inf_b}}, kNan);
    if (has_two_terms()) {
      add("Inf - Inf", {infinite, negative}, kNan);
    } else if (is(Unit::kAdder) && a_inf && b_inf) {
      add("Inf - Inf", {{inf_a, inf_b | b_.sign_mask()}}, kNan);
    } else if (is(Unit::kFma) && request_.c.has_infinity()) {
      add("Inf - Inf", {infinite}, kNan, {}, request_.c.infinity() | request_.c.sign_mask());
    }
  }

  void zeros() {
    const std::uint32_t zero = a_.sign_mask();
    if (is(Unit::kAdder)) {
      add("zeros of one sign", {{zero, b_.sign_mask()}}, -0.0);
      add("x - x", {{one_a_, one_b_ | b_.sign_mask()}}, 0.0, -0.0);
    } else if (is(Unit::kDot)) {
      add("zeros of one sign", std::vector<Codes>(static_cast<std::size_t>(request_.lanes), {zero, one_b_}),
          -0.0, {}, request_.c.sign_mask());
      add("x - x", {{one_a_, one_b_}, {one_a_ | a_.sign_mask(), one_b_}}, 0.0, -0.0);
    } else if (is(Unit::kFma)) {
      add("zeros of one sign", {{zero, one_b_}}, -0.0, {}, request_.c.sign_mask());
      add("x - x", {{one_a_, one_b_}}, 0.0, -0.0, *exact_code(request_.c, -1));
    } else if (accumulates()) {
      add("-0: a sum begins as +0", {{zero, one_b_}}, 0.0);
      if (has_two_terms()) {
        add("x - x: +0 in every mode", {{one_a_, one_b_}, {one_a_ | a_.sign_mask(), one_b_}}, 0.0);
      }
    } else {
      add("-0", {{zero, is(Unit::kConverter) ? 0 : one_b_}}, -0.0);
    }
  }

  void sizes() {
    const std::uint32_t max_a = a_.max_finite(), max_b = b_.max_finite();
    const double largest_a = value_of(a_, max_a), largest_b = value_of(b_, max_b);
    const double smallest_a = value_of(a_, 1), smallest_b = value_of(b_, 1);
    const std::uint32_t minus_a = a_.sign_mask() | 1;
    if (multiplies()) {
      const bool has_case = add("largest product", {{max_a, max_b}}, largest_a * largest_b);
      if (has_case && is_exact_sum() &&
          request_.sum_terms() * largest_a * largest_b <= value_of(to_, to_.max_finite())) {
        cases_.back().note = fmt::format("no sum of {} overflows", request_.sum_terms());
      }
      add("smallest product, negative", {{minus_a, 1}}, -smallest_a * smallest_b);
      add("subnormal operand", {{1, one_b_}}, smallest_a);
      return;
    }
    if (is(Unit::kAdder)) {
      add("largest sum", {{max_a, max_b}}, largest_a + largest_b);
      add("subnormal operand", {{minus_a, b_.sign_mask()}}, -smallest_a);
      return;
    }
    const double top = value_of(to_, to_.max_finite());
    const double above = top + (top - value_of(to_, to_.max_finite() - 1)) / 2;
    if (const auto code = exact_code(a_, above)) {
      add("halfway above the largest result", {{*code, 0}}, above);
    }
    add("largest operand", {{max_a, 0}}, largest_a);
    add("smallest operand, negative", {{minus_a, 0}}, -smallest_a);
  }

  const Request& request_;
  const Format to_, a_, b_;
  const std::uint32_t one_a_, one_b_;
  std::vector<CornerCase> cases_;
};

std::string value_text(const Format& format, std::uint32_t code) {
  const double value = value_of(format, code);
  const char* sign = std::signbit(value) ? "-" : "+";
  if (std::isnan(value)) return fmt::format("`{}` (NaN)", code_text(format, code));
  if (std::isinf(value)) return fmt::format("`{}` ({}Inf)", code_text(format, code), sign);
  if (value == 0) return fmt::format("`{}` ({}0)", code_text(format, code), sign);
  return fmt::format("`{}` ({:.6g})", code_text(format, code), value);
}

std::string upper(std::string_view name) {
  std::string text(name);
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

// The codes of one overflow policy: "`7e` (448) in RTZ RDN, `7f` (NaN) in RNE"; without modes where all
// agree.
std::string by_rounding(const Format& to, const std::vector<CornerResult>& results) {
  std::vector<std::pair<std::uint32_t, std::string>> modes;  // by code
  for (const CornerResult& result : results) {
    auto found = std::ranges::find(modes, result.code, [](const auto& entry) { return entry.first; });
    if (found == modes.end()) found = modes.insert(found, {result.code, ""});
    found->second += " " + upper(name_of(result.rounding));
  }
  if (modes.size() == 1) return value_text(to, modes[0].first);
  std::string text;
  for (const auto& [code, names] : modes) {
    text += fmt::format("{}{} in{}", text.empty() ? "" : ", ", value_text(to, code), names);
  }
  return text;
}

}  // namespace

std::vector<CornerCase> corner_cases(const Request& request) { return Cases(request).all(); }

std::string operands_text(const Request& request, const CornerCase& corner) {
  const bool converts = request.unit == Unit::kConverter;
  const Format& a = converts ? request.from : request.a;
  std::string text;
  for (const auto& [code_a, code_b] : corner.terms) {
    text += (text.empty() ? "`" : " + `") + code_text(a, code_a) + "`";
    if (converts) continue;
    text += (request.unit == Unit::kAdder ? " + `" : " · `") + code_text(request.b, code_b) + "`";
  }
  if (corner.terms.size() > 2) {
    text = fmt::format("`{}` · `{}` in every lane", code_text(a, corner.terms[0].first),
                       code_text(request.b, corner.terms[0].second));
  }
  if (corner.c) text += " + `" + code_text(request.c, *corner.c) + "`";
  return text;
}

std::string result_text(const Request& request, const CornerCase& corner) {
  const Format to = request.result_format();
  std::string texts[2];  // by policy
  for (const OverflowName& policy : kOverflowNames) {
    std::vector<CornerResult> results;
    std::ranges::copy_if(corner.results, std::back_inserter(results),
                         [&](const CornerResult& result) { return result.overflow == policy.overflow; });
    if (!results.empty()) texts[static_cast<int>(policy.overflow)] = by_rounding(to, results);
  }
  const auto& [nonsaturate, saturate] = texts;
  std::string text = fmt::format("saturate: {}; nonsaturate: {}", saturate, nonsaturate);
  if (saturate == nonsaturate || nonsaturate.empty()) text = saturate;
  if (saturate.empty()) text = nonsaturate;
  const bool by_random = std::ranges::none_of(
      corner.results, [](const CornerResult& result) { return result.rounding == Rounding::kSr; });
  if (request.rounds_stochastically() && by_random) text += "; SR by its random bits";
  return text + (corner.note.empty() ? "" : "; " + corner.note);
}

}  // namespace fp8forge
