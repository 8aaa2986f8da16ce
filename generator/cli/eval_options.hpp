// The words of an `fp8forge eval` command line, and what each of them means alone. Pure; every function gives
// its default where the word was not typed, and an Error with the option's name where it is wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "generator/base/result.hpp"
#include "generator/format/format.hpp"
#include "generator/format/rounding.hpp"

namespace fp8forge::cli {

enum class EvalOp : std::uint8_t { kMul, kAdd, kConvert, kFma, kDot, kMac };

inline constexpr int kMaxDotLanes = 65536;
inline constexpr int kMaxConvertLanes = 64;
inline constexpr int kMaxRandomBits = 24;
inline constexpr int kMaxTerms = 1 << 20;
inline constexpr int kDefaultTerms = 4096;

// The words as they were typed; empty where an option was not given.
struct EvalOptions {
  std::optional<std::string> op = {}, a = {}, b = {}, c = {}, from = {}, to = {}, lanes = {}, acc = {};
  std::optional<std::string> max_terms = {}, rounding = {}, random_bits = {}, overflow = {}, nan_e5m2 = {};
  bool flags = false, scale = false, amax = false;
};

Result<EvalOp> parse_op(const std::optional<std::string>& word);

// Any format, and one for an operand of a product.
Result<Format> parse_format(const std::optional<std::string>& word, const char* where,
                            const Format& by_default);
Result<Format> parse_fp8(const std::optional<std::string>& word, const char* where);

Result<Rounding> parse_rounding(const std::optional<std::string>& word);
// `to` decides the default: fp8 saturates.
Result<Overflow> parse_overflow(const std::optional<std::string>& word, const Format& to);
// 1 ... kMaxRandomBits for stochastic rounding, which needs the word; else 0, and the word is an error.
Result<int> parse_random_bits(const std::optional<std::string>& word, Rounding rounding);

// Empty: exact.
Result<std::optional<Format>> parse_accumulator(const std::optional<std::string>& word);
Result<int> parse_max_terms(const std::optional<std::string>& word);
// A dot's have no default; other operations than dot and convert have one lane.
Result<int> parse_lanes(const std::optional<std::string>& word, EvalOp op);

// Gives the e5m2 NaN that was asked for to an e5m2 destination.
Status choose_nan(const std::optional<std::string>& word, Format& to);

// Error: an option was given that the operation does not have.
Status check_applicable(const EvalOptions& options, EvalOp op);

}  // namespace fp8forge::cli
