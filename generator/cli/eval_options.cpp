#include "generator/cli/eval_options.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

namespace fp8forge::cli {

namespace {

using Text = std::optional<std::string>;

struct OpName {
  EvalOp op;
  std::string_view name;
};
constexpr OpName kOpNames[] = {{EvalOp::kMul, "mul"}, {EvalOp::kAdd, "add"}, {EvalOp::kConvert, "convert"},
                               {EvalOp::kFma, "fma"}, {EvalOp::kDot, "dot"}, {EvalOp::kMac, "mac"}};

// "one of " and the names of a table of things that have one.
template <typename Table>
std::string one_of(const Table& table) {
  std::string names;
  for (const auto& entry : table) names += fmt::format("{}{}", names.empty() ? "one of " : ", ", entry.name);
  return names;
}

std::string range(int most) { return fmt::format("1 to {}", most); }

// A whole number from 1 to `most`; `noun` is what it counts.
Result<int> parse_count(const std::string& word, const char* where, const char* noun, int most) {
  int count = 0;
  const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), count);
  if (stop != word.data() + word.size() || error == std::errc::invalid_argument) {
    return Error{fmt::format("'{}' is not a number", word), where, range(most)};
  }
  if (error != std::errc{} || count < 1 || count > most) {
    return Error{fmt::format("{} {} is out of range", word, noun), where, range(most)};
  }
  return count;
}

}  // namespace

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
  if (const auto rounding = find_rounding(*word)) return *rounding;
  return Error{fmt::format("unknown rounding mode '{}'", *word), "--rounding", one_of(kRoundingNames)};
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

Result<int> parse_random_bits(const Text& word, Rounding rounding) {
  if (rounding == Rounding::kSr) {
    if (!word) return Error{"the number of random bits is missing", "--random-bits", range(kMaxRandomBits)};
    return parse_count(*word, "--random-bits", "random bits", kMaxRandomBits);
  }
  if (!word) return 0;
  return Error{fmt::format("rounding {} takes no random bits", name_of(rounding)), "--random-bits",
               "leave it out, or --rounding sr"};
}

Result<int> parse_max_terms(const Text& word) {
  if (!word) return kDefaultTerms;
  return parse_count(*word, "--max-terms", "terms", kMaxTerms);
}

Result<int> parse_lanes(const Text& word, EvalOp op) {
  const int most = op == EvalOp::kDot ? kMaxDotLanes : kMaxConvertLanes;
  if (word) return parse_count(*word, "--lanes", "lanes", most);
  if (op == EvalOp::kDot) return Error{"the number of lanes is missing", "--lanes", range(most)};
  return 1;
}

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
    bool given;
    const char* name;
    bool applies;
  };
  const bool convert = op == EvalOp::kConvert;
  const bool dot = op == EvalOp::kDot;
  const bool mac = op == EvalOp::kMac;
  const Use uses[] = {{options.a.has_value(), "--a", !convert},
                      {options.b.has_value(), "--b", !convert},
                      {options.c.has_value(), "--c", op == EvalOp::kFma || dot},
                      {options.from.has_value(), "--from", convert},
                      {options.lanes.has_value(), "--lanes", dot || convert},
                      {options.acc.has_value(), "--acc", dot || mac},
                      {options.max_terms.has_value(), "--max-terms", mac},
                      {options.scale, "--scale", convert},
                      {options.amax, "--amax", convert}};
  for (const Use& use : uses) {
    if (use.given && !use.applies) {
      return Error{fmt::format("eval {} has no such option", *options.op), use.name, "leave it out"};
    }
  }
  return Done{};
}

}  // namespace fp8forge::cli
