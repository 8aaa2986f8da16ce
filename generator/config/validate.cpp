#include "generator/config/validate.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <vector>

#include "generator/base/number.hpp"

namespace fp8forge {

namespace {

using Text = std::optional<std::string>;

constexpr std::size_t kMaxPrefixLength = 64;

Error unknown(std::string_view kind, const std::string& word, std::string where, std::string hint) {
  return {fmt::format("unknown {} '{}'", kind, word), std::move(where), std::move(hint)};
}

std::string unit_names() {
  std::vector<std::string_view> names;
  for (const Unit unit : kUnits) names.push_back(name_of(unit));
  return fmt::format("one of {}", fmt::join(names, ", "));
}

Result<Unit> parse_unit(const std::string& word) {
  for (const Unit unit : kUnits) {
    if (name_of(unit) == word) return unit;
  }
  return unknown("unit", word, "UNIT", unit_names());
}

bool has_lanes(Unit unit) { return unit == Unit::kDot || unit == Unit::kConverter; }

// The format named by `word`, if it is among `allowed`.
Result<Format> parse_format(const std::string& word, const char* where, std::vector<Format> allowed) {
  std::vector<std::string_view> names;
  for (const Format& format : allowed) {
    if (format.name == word) return format;
    names.push_back(format.name);
  }
  const std::string hint = fmt::format("one of {}", fmt::join(names, ", "));
  if (!find_format(word)) return unknown("format", word, where, hint);
  return Error{fmt::format("format '{}' cannot stand here", word), where, hint};
}

Result<int> parse_number(const std::string& word, const char* where, int min, int max) {
  const Result<std::uint64_t> number =
      fp8forge::parse_number(word, where, static_cast<std::uint64_t>(min), static_cast<std::uint64_t>(max));
  if (!number) return number.error();
  return static_cast<int>(*number);
}

Result<std::optional<Rounding>> parse_rounding(const std::string& word, Unit unit) {
  const auto rounding = find_rounding(word);
  const char* where = "--rounding";
  const bool array = unit == Unit::kArray;
  const char* hint = array ? "one of rne, rtz, rdn, rup, rmm, rod, runtime"
                           : "one of rne, rtz, rdn, rup, rmm, rod, sr, runtime";
  if (array && rounding == Rounding::kSr) {
    return Error{"an array does not round stochastically in this version", where, hint};
  }
  if (rounding || word == "runtime") return rounding;
  return unknown("rounding mode", word, where, hint);
}

Result<std::optional<Overflow>> parse_overflow(const std::string& word) {
  const auto overflow = find_overflow(word);
  if (overflow || word == "runtime") return overflow;
  return unknown("overflow policy", word, "--overflow", "one of saturate, nonsaturate, runtime");
}

Result<std::optional<Format>> parse_accumulator(const std::string& word) {
  if (word == "exact") return std::optional<Format>{};
  for (const Format& format : {kFp32, kFp16, kBf16}) {
    if (format.name == word) return std::optional<Format>(format);
  }
  return unknown("accumulator", word, "--acc", "one of exact, fp32, fp16, bf16");
}

// Every module name is the prefix and "fp8_…", and no SystemVerilog keyword (IEEE 1800-2017 annex B) contains
// "fp8": a legal start of an identifier is all that is needed.
Status check_prefix(const std::string& prefix) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::string hint = "letters, digits and _, not starting with a digit";
  if (prefix.size() > kMaxPrefixLength) {
    return Error{fmt::format("a prefix of {} characters is too long", prefix.size()), "--prefix",
                 fmt::format("at most {}", kMaxPrefixLength)};
  }
  const bool legal = std::ranges::all_of(prefix, [&](char c) { return is_letter(c) || is_digit(c); });
  if (!legal)
    return Error{fmt::format("'{}' cannot be part of a SystemVerilog name", prefix), "--prefix", hint};
  if (!prefix.empty() && is_digit(prefix[0])) {
    return Error{fmt::format("'{}' cannot start a SystemVerilog name", prefix), "--prefix", hint};
  }
  return Done{};
}

// Refuses an option that the unit does not have.
Status check_applicable(const RequestOptions& options, Unit unit) {
  struct Use {
    const Text& text;
    const char* name;
    bool applies;
  };
  static const Text kGiven = "";
  const auto given = [](bool flag) -> const Text& {
    static const Text kNone;
    return flag ? kGiven : kNone;
  };
  const bool converter = unit == Unit::kConverter;
  const bool array = unit == Unit::kArray;
  const bool mac = unit == Unit::kMac;
  for (const Use& use : std::initializer_list<Use>{
           {options.a, "--a", !converter},
           {options.b, "--b", !converter},
           {options.c, "--c", unit == Unit::kFma || unit == Unit::kDot},
           {options.d, "--d", array},
           {options.from, "--from", converter},
           {options.random_bits, "--random-bits", !array},
           {given(options.flags), "--flags", !array},
           {options.stages, "--stages", !array},
           {options.lanes, "--lanes", has_lanes(unit)},
           {given(options.scale), "--scale", converter || array},
           {given(options.amax), "--amax", converter || array},
           {options.acc, "--acc", array || mac},
           {options.acc_segments, "--acc-segments", array},
           {options.max_terms, "--max-terms", array || mac},
           {options.carries, "--carries", mac || array || unit == Unit::kDot},
           {options.dataflow, "--dataflow", array},
           {given(options.keep), "--keep", array},
           {given(options.counters), "--counters", array},
           {options.tile_rows, "--tile-rows", array},
           {options.rows, "--rows", array},
           {options.cols, "--cols", array},
       }) {
    if (use.text && !use.applies) {
      const bool vowel = array || unit == Unit::kAdder || unit == Unit::kFma;
      return Error{fmt::format("{} {} has no such option", vowel ? "an" : "a", name_of(unit)), use.name,
                   "leave it out"};
    }
  }
  return Done{};
}

// The destinations that a unit offers.
std::vector<Format> destinations(const Request& request) {
  if (request.unit != Unit::kConverter) return {kE4m3, kE5m2, kFp16, kBf16, kFp32};
  if (!is_fp8(request.from)) return {kE4m3, kE5m2};
  return {request.from == kE4m3 ? kE5m2 : kE4m3, kFp16, kBf16, kFp32};
}

// Leaves the choice between the two fp8 formats to each tile, whose bit is 0 for the first.
constexpr const char* kChoice = "e4m3,e5m2";

bool is_choice(const Text& word) { return word == kChoice; }

// The result's format; of an array perhaps several, between commas.
Status read_results(const std::string& words, Request& request) {
  std::vector<Format> formats;
  for (std::size_t start = 0; start <= words.size();) {
    const bool is_list = request.unit == Unit::kArray;
    const std::size_t end = is_list ? std::min(words.find(',', start), words.size()) : words.size();
    const Result<Format> to = parse_format(words.substr(start, end - start), "--to", destinations(request));
    if (!to) return to.error();
    if (std::ranges::find(formats, *to) != formats.end()) {
      return Error{fmt::format("format '{}' is named twice", to->name), "--to", "name each format once"};
    }
    formats.push_back(*to);
    start = end + 1;
  }
  request.to = formats.front();
  if (formats.size() > 1) request.choose_to = std::move(formats);
  return Done{};
}

Status read_formats(const RequestOptions& options, Request& request) {
  struct Operand {
    const Text& text;
    const char* name;
    Format& format;
    std::vector<Format> allowed;
  };
  for (const Operand& operand : std::initializer_list<Operand>{
           {options.a, "--a", request.a, {kE4m3, kE5m2}},
           {options.b, "--b", request.b, {kE4m3, kE5m2}},
           {options.c, "--c", request.c, {kE4m3, kE5m2, kFp16, kBf16, kFp32}},
           {options.from, "--from", request.from, {kE4m3, kE5m2, kFp16, kBf16, kFp32}},
       }) {
    if (!operand.text) continue;
    if (is_choice(operand.text) && request.unit == Unit::kArray) {
      operand.format = kE5m2;
      continue;
    }
    if (operand.text->find(',') != std::string::npos && request.unit == Unit::kArray) {
      return Error{
          fmt::format("unknown choice of formats '{}'", *operand.text), operand.name,
          fmt::format("one of e4m3, e5m2, {}: in this order, as tiles have 0 and 1 for them", kChoice)};
    }
    const Result<Format> format = parse_format(*operand.text, operand.name, operand.allowed);
    if (!format) return format.error();
    operand.format = *format;
  }
  request.choose_a = is_choice(options.a);
  request.choose_b = is_choice(options.b);
  Format by_default = request.a;
  if (request.unit == Unit::kFma && options.c) by_default = request.c;
  if (request.unit == Unit::kConverter) by_default = kE4m3;
  if (request.unit == Unit::kArray) by_default = kBf16;
  if (options.d) {
    const Result<Format> d = parse_format(*options.d, "--d", {kFp32, kBf16});
    if (!d) return d.error();
    request.d = *d;
  }
  if (Status status = read_results(options.to.value_or(std::string(by_default.name)), request); !status) {
    return status;
  }
  const bool has_addend = request.unit == Unit::kFma || request.unit == Unit::kDot;
  if (has_addend && !options.c) request.c = request.to;
  return Done{};
}

Status read_policies(const RequestOptions& options, Request& request) {
  if (options.rounding) {
    const auto rounding = parse_rounding(*options.rounding, request.unit);
    if (!rounding) return rounding.error();
    request.rounding = *rounding;
  }
  request.overflow = is_fp8(request.to) ? Overflow::kSaturate : Overflow::kNonsaturate;
  const auto differs = [&](const Format& format) { return is_fp8(format) != is_fp8(request.to); };
  if (!options.overflow && std::ranges::any_of(request.choose_to, differs)) {
    return Error{"results are fp8 or wider as the tile asks, which differ in the default", "--overflow",
                 "one of saturate, nonsaturate, runtime"};
  }
  if (options.overflow) {
    const auto overflow = parse_overflow(*options.overflow);
    if (!overflow) return overflow.error();
    request.overflow = *overflow;
  }
  if (options.nan_e5m2) {
    if (*options.nan_e5m2 != "7e" && *options.nan_e5m2 != "7f") {
      return unknown("e5m2 NaN", *options.nan_e5m2, "--nan-e5m2", "one of 7e, 7f");
    }
    const std::vector<Format> results = request.result_formats();
    if (std::ranges::none_of(results, [](const Format& format) { return format.name == kE5m2.name; })) {
      return Error{"the result is not e5m2", "--nan-e5m2", "leave it out, or choose --to e5m2"};
    }
    request.nan_e5m2 = *options.nan_e5m2 == "7e" ? 0x7E : 0x7F;
  }
  if (options.acc) {
    const auto accumulator = parse_accumulator(*options.acc);
    if (!accumulator) return accumulator.error();
    request.accumulator = *accumulator;
    if (request.accumulator && options.acc_segments) {
      return Error{fmt::format("an accumulator in {} is not cut into parts", request.accumulator->name),
                   "--acc-segments", "leave it out, or choose --acc exact"};
    }
    if (request.accumulator && options.max_terms) {
      return Error{fmt::format("an accumulator in {} has no limit of terms", request.accumulator->name),
                   "--max-terms", "leave it out, or choose --acc exact"};
    }
  }
  return Done{};
}

// Reads how an exact sum is added.
Status read_carries(const RequestOptions& options, Request& request) {
  if (!options.carries) return Done{};
  const auto* found =
      std::ranges::find(kCarries, *options.carries, [](Carries carries) { return name_of(carries); });
  if (found == std::end(kCarries)) {
    return unknown("carries", *options.carries, "--carries", "one of tree, chain, ripple");
  }
  request.carries = *found;
  if (request.accumulator) {
    return Error{fmt::format("an accumulator in {} has no wide sum", request.accumulator->name), "--carries",
                 "leave it out, or choose --acc exact"};
  }
  if (request.acc_segments > 1) {
    return Error{"sums in parts have carries of their own", "--carries",
                 "leave it out, or leave out --acc-segments"};
  }
  return Done{};
}

// Reads the dataflow, and refuses what does not go with it.
Status read_dataflow(const RequestOptions& options, Request& request) {
  if (options.dataflow) {
    const auto* found =
        std::ranges::find(kDataflows, *options.dataflow, [](Dataflow dataflow) { return name_of(dataflow); });
    if (found == std::end(kDataflows)) {
      return unknown("dataflow", *options.dataflow, "--dataflow",
                     "one of output-stationary, weight-stationary");
    }
    request.dataflow = *found;
  }
  if (request.is_weight_stationary() && options.acc_segments) {
    return Error{"a weight-stationary array does not cut its sums into parts in this version",
                 "--acc-segments", "leave it out, or choose --dataflow output-stationary"};
  }
  if (options.tile_rows && !(request.is_weight_stationary() && request.keep)) {
    return Error{"only a weight-stationary array with --keep has a memory of partial sums", "--tile-rows",
                 "leave it out, or choose --dataflow weight-stationary --keep"};
  }
  if (request.is_weight_stationary() && !request.keep && options.max_terms) {
    return Error{"a sum of a weight-stationary array has one product a row", "--max-terms",
                 "leave it out, or choose --keep too"};
  }
  return Done{};
}

// Random bits come with stochastic rounding, and only with it.
Status check_random_bits(const RequestOptions& options, const Request& request) {
  const char* where = "--random-bits";
  if (request.rounding == Rounding::kSr && request.random_bits == 0) {
    return Error{"stochastic rounding needs random bits", where, fmt::format("1 to {}", kMaxRandomBits)};
  }
  if (options.random_bits && request.rounding && *request.rounding != Rounding::kSr) {
    return Error{fmt::format("{} takes no random bits", name_of(*request.rounding)), where,
                 "leave it out, or choose --rounding sr or runtime"};
  }
  return Done{};
}

Status read_sizes(const RequestOptions& options, Request& request) {
  struct Size {
    const Text& text;
    const char* name;
    int& number;
    int min, max;
  };
  const int least_lanes = request.unit == Unit::kDot ? 2 : 1;
  if (request.unit == Unit::kDot && !options.lanes) {
    return Error{"the number of lanes is missing", "--lanes", fmt::format("2 to {}", kMaxLanes)};
  }
  for (const Size& size : std::initializer_list<Size>{
           {options.random_bits, "--random-bits", request.random_bits, 1, kMaxRandomBits},
           {options.stages, "--stages", request.stages, 0, kMaxStages},
           {options.lanes, "--lanes", request.lanes, least_lanes, kMaxLanes},
           {options.max_terms, "--max-terms", request.max_terms, 1, kMaxTermsLimit},
           {options.acc_segments, "--acc-segments", request.acc_segments, 1, kMaxAccSegments},
           {options.tile_rows, "--tile-rows", request.tile_rows, 1, kMaxTileRows},
           {options.rows, "--rows", request.rows, 1, kMaxArrayEdge},
           {options.cols, "--cols", request.cols, 1, kMaxArrayEdge},
       }) {
    if (!size.text) continue;
    const Result<int> number = parse_number(*size.text, size.name, size.min, size.max);
    if (!number) return number.error();
    size.number = *number;
  }
  return Done{};
}

}  // namespace

Result<Request> validate(const RequestOptions& options) {
  Request request;
  const Result<Unit> unit = parse_unit(options.unit);
  if (!unit) return unit.error();
  request.unit = *unit;
  request.flags = options.flags;
  request.scale = options.scale;
  request.amax = options.amax;
  request.keep = options.keep;
  request.counters = options.counters;
  if (Status status = check_applicable(options, request.unit); !status) return status.error();
  if (Status status = read_formats(options, request); !status) return status.error();
  if (Status status = read_policies(options, request); !status) return status.error();
  if (Status status = read_dataflow(options, request); !status) return status.error();
  if (Status status = read_sizes(options, request); !status) return status.error();
  if (Status status = read_carries(options, request); !status) return status.error();
  if (Status status = check_random_bits(options, request); !status) return status.error();
  request.prefix = options.prefix.value_or("");
  if (Status status = check_prefix(request.prefix); !status) return status.error();
  return request;
}

}  // namespace fp8forge
