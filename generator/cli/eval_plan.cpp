#include "generator/cli/eval_plan.hpp"

#include <fmt/format.h>

#include <charconv>
#include <numeric>
#include <string_view>

namespace fp8forge::cli {

namespace {

using Text = std::optional<std::string>;

struct OpName {
  EvalOp op;
  std::string_view name;
};
constexpr OpName kOpNames[] = {{EvalOp::kMul, "mul"},
                               {EvalOp::kAdd, "add"},
                               {EvalOp::kConvert, "convert"},
                               {EvalOp::kFma, "fma"},
                               {EvalOp::kDot, "dot"}};

// "one of " and the names of a table of things that have one.
template <typename Table>
std::string one_of(const Table& table) {
  std::string names;
  for (const auto& entry : table) names += fmt::format("{}{}", names.empty() ? "one of " : ", ", entry.name);
  return names;
}

Result<EvalOp> parse_op(const Text& word) {
  if (!word) return Error{"no operation is named", "OP", one_of(kOpNames)};
  for (const auto& [op, name] : kOpNames) {
    if (name == *word) return op;
  }
  return Error{fmt::format("unknown operation '{}'", *word), "OP", one_of(kOpNames)};
}

Result<Format> parse_format(const Text& word, const char* where, const Format& by_default) {
  if (!word) return by_default;
  if (const Format* format = find_format(*word)) return *format;
  return Error{fmt::format("unknown format '{}'", *word), where, one_of(all_formats())};
}

Result<Format> parse_fp8(const Text& word, const char* where) {
  Result<Format> format = parse_format(word, where, kE4m3);
  if (format && is_fp8(*format)) return format;
  const char* hint = "one of e4m3, e5m2";
  if (!format) return Error{format.error().what, where, hint};
  return Error{fmt::format("operand format '{}' is not fp8", format->name), where, hint};
}

Result<Rounding> parse_rounding(const Text& word) {
  if (!word) return Rounding::kRne;
  const auto rounding = find_rounding(*word);
  if (rounding && *rounding != Rounding::kSr) return *rounding;  // a line has no random number yet
  return Error{fmt::format("unknown rounding mode '{}'", *word), "--rounding",
               "one of rne, rtz, rdn, rup, rmm, rod"};
}

Result<Overflow> parse_overflow(const Text& word, const Format& to) {
  if (!word) return is_fp8(to) ? Overflow::kSaturate : Overflow::kNonsaturate;
  if (const auto overflow = find_overflow(*word)) return *overflow;
  return Error{fmt::format("unknown overflow policy '{}'", *word), "--overflow", one_of(kOverflowNames)};
}

Result<std::optional<Format>> parse_accumulator(const Text& word) {
  if (!word || *word == "exact") return std::optional<Format>{};
  for (const Format& format : {kFp32, kFp16, kBf16}) {
    if (format.name == *word) return std::optional(format);
  }
  return Error{fmt::format("unknown accumulator '{}'", *word), "--acc", "one of exact, fp32, fp16, bf16"};
}

Result<std::size_t> parse_lanes(const Text& word) {
  const std::string hint = fmt::format("1 to {}", kMaxLanes);
  if (!word) return Error{"the number of lanes is missing", "--lanes", hint};
  int lanes = 0;
  const auto [stop, error] = std::from_chars(word->data(), word->data() + word->size(), lanes);
  if (stop != word->data() + word->size() || error == std::errc::invalid_argument) {
    return Error{fmt::format("'{}' is not a number", *word), "--lanes", hint};
  }
  if (error != std::errc{} || lanes < 1 || lanes > kMaxLanes) {
    return Error{fmt::format("{} lanes is out of range", *word), "--lanes", hint};
  }
  return static_cast<std::size_t>(lanes);
}

// Gives the e5m2 NaN that was asked for to an e5m2 destination.
Status choose_nan(const Text& word, Format& to) {
  if (!word) return Done{};
  if (*word != "7e" && *word != "7f") {
    return Error{fmt::format("'{}' is not a NaN of e5m2 to return", *word), "--nan-e5m2", "7e or 7f"};
  }
  if (to.name == kE5m2.name) to.canonical_nan = *word == "7e" ? 0x7E : 0x7F;
  return Done{};
}

Status check_applicable(const EvalOptions& options, EvalOp op) {
  struct Use {
    const Text& word;
    const char* name;
    bool applies;
  };
  const bool two = op != EvalOp::kConvert;
  const bool three = op == EvalOp::kFma || op == EvalOp::kDot;
  const Use uses[] = {{options.a, "--a", two},
                      {options.b, "--b", two},
                      {options.c, "--c", three},
                      {options.from, "--from", !two},
                      {options.lanes, "--lanes", op == EvalOp::kDot},
                      {options.acc, "--acc", op == EvalOp::kDot}};
  for (const Use& use : uses) {
    if (use.word && !use.applies) {
      return Error{fmt::format("eval {} has no such option", *options.op), use.name, "leave it out"};
    }
  }
  return Done{};
}

}  // namespace

std::string EvalPlan::operand_name(std::size_t index) const {
  if (op != EvalOp::kDot) return std::string(1, static_cast<char>('a' + index));
  if (index == 2 * lanes()) return "c";
  return fmt::format("{}{}", index < lanes() ? 'a' : 'b', index % lanes());
}

std::string EvalPlan::operand_names() const {
  std::string names;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (op == EvalOp::kDot && lanes() > 3 && i + 1 < operands.size()) {
      const std::size_t lane = i % lanes();
      if (lane == 1) names += " ...";
      if (lane > 0 && lane + 1 < lanes()) continue;
    }
    if (!names.empty()) names += ' ';
    names += operand_name(i);
  }
  return names;
}

std::size_t EvalPlan::case_bytes() const {
  return std::accumulate(operands.begin(), operands.end(), std::size_t{0},
                         [](std::size_t total, const Format& format) {
                           return total + static_cast<std::size_t>(format.bytes());
                         });
}

Result<EvalPlan> make_plan(const EvalOptions& options) {
  const Result<EvalOp> op = parse_op(options.op);
  if (!op) return op.error();
  if (const Status status = check_applicable(options, *op); !status) return status.error();

  const Result<Format> a = parse_fp8(options.a, "--a");
  if (!a) return a.error();
  const Result<Format> b = parse_fp8(options.b, "--b");
  if (!b) return b.error();
  const Result<Format> from = parse_format(options.from, "--from", kFp32);
  if (!from) return from.error();
  // In an fma the result follows c, so c is looked at first; without --c, c follows the result.
  const Result<Format> given_c = parse_format(options.c, "--c", *a);
  if (!given_c) return given_c.error();
  Result<Format> to = parse_format(options.to, "--to", *op == EvalOp::kFma ? *given_c : *a);
  if (!to) return to.error();
  const Format c = options.c ? *given_c : *to;

  const Result<Rounding> rounding = parse_rounding(options.rounding);
  if (!rounding) return rounding.error();
  const Result<Overflow> overflow = parse_overflow(options.overflow, *to);
  if (!overflow) return overflow.error();
  if (const Status status = choose_nan(options.nan_e5m2, *to); !status) return status.error();

  EvalPlan plan{*op, {}, {*to, *rounding, *overflow}, {}};
  switch (*op) {
    case EvalOp::kMul:
    case EvalOp::kAdd:
      plan.operands = {*a, *b};
      break;
    case EvalOp::kConvert:
      plan.operands = {*from};
      break;
    case EvalOp::kFma:
      plan.operands = {*a, *b, c};
      break;
    case EvalOp::kDot: {
      const Result<std::size_t> lanes = parse_lanes(options.lanes);
      if (!lanes) return lanes.error();
      const Result<std::optional<Format>> accumulator = parse_accumulator(options.acc);
      if (!accumulator) return accumulator.error();
      plan.accumulator = *accumulator;
      plan.operands.assign(*lanes, *a);
      plan.operands.insert(plan.operands.end(), *lanes, *b);
      plan.operands.push_back(c);
      break;
    }
  }
  return plan;
}

}  // namespace fp8forge::cli
