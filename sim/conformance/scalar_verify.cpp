#include "sim/conformance/scalar_verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <sstream>

#include "sim/conformance/describe.hpp"
#include "sim/conformance/random.hpp"

namespace fp8forge::conformance {

namespace {

constexpr std::size_t kShown = 4;
constexpr std::int64_t kBatch = 1 << 16;

bool rounding_is_port(const ScalarUnit& unit) { return unit.roundings.size() > 1; }
bool overflow_is_port(const ScalarUnit& unit) { return unit.overflows.size() > 1; }

// The codes of rounding_i that name no mode of this version; they act as RNE.
constexpr std::uint32_t kUnnamedCodes[] = {6, 7};

ScalarMode mode_of(const ScalarUnit& unit, Rounding rounding, Overflow overflow) {
  return {{unit.to, rounding, overflow}, static_cast<std::uint32_t>(rounding)};
}

std::vector<ScalarMode> modes_of(const ScalarUnit& unit) {
  std::vector<ScalarMode> all;
  for (const Overflow overflow : unit.overflows) {
    for (const Rounding rounding : unit.roundings) all.push_back(mode_of(unit, rounding, overflow));
    if (!rounding_is_port(unit)) continue;
    for (const std::uint32_t code : kUnnamedCodes) {
      all.push_back({{unit.to, Rounding::kRne, overflow}, code});
    }
  }
  return all;
}

// "rtz", or "7" where the code names no mode.
std::string rounding_name(const ScalarMode& mode) {
  const bool is_named = static_cast<std::uint32_t>(mode.target.rounding) == mode.rounding_code;
  return is_named ? std::string(name_of(mode.target.rounding)) : std::to_string(mode.rounding_code);
}

// The words that name one case, as --case takes them.
std::string case_of(const ScalarUnit& unit, const ScalarMode& mode, std::uint32_t a, std::uint32_t b) {
  std::string text = fmt::format("a={:0{}x}", a, unit.a.hex_digits());
  if (unit.b) text += fmt::format(" b={:0{}x}", b, unit.b->hex_digits());
  if (rounding_is_port(unit)) text += fmt::format(" rounding={}", rounding_name(mode));
  if (overflow_is_port(unit)) text += fmt::format(" overflow={}", name_of(mode.target.overflow));
  return text;
}

// The form of case_of()'s names.
std::string form_of(const ScalarUnit& unit) {
  std::string form = unit.b ? "a=HEX b=HEX" : "a=HEX";
  if (rounding_is_port(unit)) {
    form += " rounding=";
    for (const ScalarMode& mode : modes_of(unit)) {
      if (mode.target.overflow != unit.overflows.front()) break;
      form += fmt::format("{}{}", form.ends_with('=') ? "" : "|", rounding_name(mode));
    }
  }
  if (overflow_is_port(unit)) form += " overflow=saturate|nonsaturate";
  return form;
}

// Takes "rounding" or "overflow" from a case's name; false for a value that the unit does not have.
bool set_mode(const ScalarUnit& unit, const std::string& key, const std::string& value, ScalarMode& mode) {
  for (const ScalarMode& each : modes_of(unit)) {
    if (key == "rounding" && value == rounding_name(each)) {
      mode.target.rounding = each.target.rounding;
      mode.rounding_code = each.rounding_code;
      return true;
    }
    if (key == "overflow" && value == name_of(each.target.overflow)) {
      mode.target.overflow = each.target.overflow;
      return true;
    }
  }
  return false;
}

std::string describe_case(const ScalarUnit& unit, const ScalarMode& mode, std::uint32_t a, std::uint32_t b,
                          std::uint32_t expected, std::uint32_t got) {
  std::string text = fmt::format("a {}", describe(unit.a, a));
  if (unit.b) text += fmt::format(", b {}", describe(*unit.b, b));
  const std::string rounding = rounding_name(mode);
  return fmt::format("{}, {}{}, {}: expected {}, got {}", text, rounding.size() == 1 ? "rounding_i " : "",
                     rounding, name_of(mode.target.overflow), describe(unit.to, expected),
                     describe(unit.to, got));
}

void golden_results(const ScalarUnit& unit, const ScalarCheck::Batch& batch,
                    std::vector<std::uint32_t>& results) {
  results.resize(batch.a.size());
  if (unit.b) {
    golden::mul(unit.a, *unit.b, batch.mode.target, batch.a, batch.b, results);
  } else {
    golden::convert(unit.a, batch.mode.target, batch.a, results);
  }
}

ScalarCheck every_operand(const ScalarUnit& unit, std::vector<ScalarMode> modes) {
  const auto inputs =
      unit.b ? std::int64_t{1} << (unit.a.bits() + unit.b->bits()) : std::int64_t{1} << unit.a.bits();
  return {unit.b ? "pairs" : "inputs",
          fmt::format("{}{}", unit.b ? "every pair of operands" : "every input",
                      modes.size() > 1 ? fmt::format(" in each of {} modes", modes.size()) : ""),
          static_cast<std::int64_t>(modes.size()), [=](std::int64_t job, ScalarCheck::Batch& batch) {
            batch.mode = modes[static_cast<std::size_t>(job)];
            for (std::int64_t input = 0; input < inputs; ++input) {
              const auto code = static_cast<std::uint32_t>(input);
              batch.a.push_back(unit.b ? code >> unit.b->bits() : code);
              if (unit.b) batch.b.push_back(code & unit.b->code_mask());
            }
          }};
}

// fp32 codes: half of them any, half with exponents around those of the destination, where rounding happens,
// and many of these with a mantissa that is zero or ones below the destination's last bit.
std::uint32_t random_input(const Format& to, Random& random) {
  const std::uint64_t bits = random.next();
  auto code = static_cast<std::uint32_t>(bits);
  if (bits >> 63) return code;
  const int lowest = to.min_lsb() - 4;
  const int highest = (to.has_infinity() ? (1 << to.exp_bits) - 2 : (1 << to.exp_bits) - 1) - to.bias + 2;
  const auto exp = static_cast<std::uint32_t>(std::clamp<std::int64_t>(
      kFp32.bias + lowest +
          static_cast<std::int64_t>((bits >> 32 & 0xFFFF) % static_cast<unsigned>(highest - lowest + 1)),
      0, 254));
  code = (code & 0x807FFFFF) | exp << 23;
  const std::uint32_t below = (std::uint32_t{1} << (bits >> 48 & 31) % 23) - 1;
  if ((bits >> 56 & 3) == 0) code &= ~below;
  if ((bits >> 56 & 3) == 1) code |= below;
  return code;
}

ScalarCheck boundaries(const ScalarUnit& unit, std::vector<ScalarMode> modes) {
  const auto inputs = std::make_shared<const std::vector<std::uint32_t>>(boundary_inputs(unit.to));
  return {"boundaries", "binade boundaries, values and ties +- 2 ulp, specials",
          static_cast<std::int64_t>(modes.size()), [=](std::int64_t job, ScalarCheck::Batch& batch) {
            batch.mode = modes[static_cast<std::size_t>(job)];
            batch.a = *inputs;
          }};
}

ScalarCheck random_inputs(const ScalarUnit& unit, std::vector<ScalarMode> modes, std::uint64_t seed,
                          std::int64_t count) {
  return {"random", "random inputs, half of them near the destination's range", (count + kBatch - 1) / kBatch,
          [=](std::int64_t job, ScalarCheck::Batch& batch) {
            Random random(seed, 40, static_cast<std::uint64_t>(job));
            batch.mode = modes[static_cast<std::size_t>(job) % modes.size()];
            batch.a.resize(static_cast<std::size_t>(std::min(kBatch, count - job * kBatch)));
            for (std::uint32_t& code : batch.a) code = random_input(unit.to, random);
          }};
}

}  // namespace

std::vector<std::uint32_t> boundary_inputs(const Format& to) {
  std::vector<std::uint32_t> codes;
  const auto add_around = [&](std::uint32_t code) {
    for (int step = -2; step <= 2; ++step) {
      const std::uint32_t near = code + static_cast<std::uint32_t>(step);
      codes.push_back(near);
      codes.push_back(near ^ kFp32.sign_mask());
    }
  };
  for (std::uint32_t exp = 0; exp < 256; ++exp) add_around(exp << kFp32.man_bits);
  add_around(kFp32.canonical_nan);
  add_around(kFp32.sign_mask() - 1);
  // Values and middles are exact in fp32 for the destinations here, which have fewer bits and no larger
  // exponents.
  for (std::uint32_t code = 0; code <= to.max_finite(); ++code) {
    const double low = golden::value_of(to, code);
    const double high =
        code == to.max_finite() ? 2 * low - golden::value_of(to, code - 1) : golden::value_of(to, code + 1);
    for (const double value : {low, (low + high) / 2, high}) {
      add_around(std::bit_cast<std::uint32_t>(static_cast<float>(value)));
    }
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

std::vector<ScalarCheck> scalar_checks(const ScalarUnit& unit, std::uint64_t seed,
                                       std::int64_t random_count) {
  const std::vector<ScalarMode> modes = modes_of(unit);
  if (unit.b || unit.a.bits() <= 16) return {every_operand(unit, modes)};
  return {boundaries(unit, modes), random_inputs(unit, modes, seed, random_count)};
}

Check verify(const ScalarUnit& unit, const ScalarCheck& check, const ScalarFactory& factory,
             const Watch& watch) {
  const auto start = std::chrono::steady_clock::now();
  Check result{check.name, check.what};
  std::mutex mutex;
  std::map<std::int64_t, std::vector<Mismatch>> failed;
  result.finished = run_jobs(watch, check.batches, [&]() -> std::function<void(std::int64_t)> {
    return [&, model = std::shared_ptr<ScalarModel>(factory()), batch = ScalarCheck::Batch(),
            got = std::vector<std::uint32_t>(),
            expected = std::vector<std::uint32_t>()](std::int64_t job) mutable {
      batch.a.clear();
      batch.b.clear();
      check.make(job, batch);
      golden_results(unit, batch, expected);
      got.resize(batch.a.size());
      model->evaluate(batch.a, batch.b, batch.mode.rounding_code, batch.mode.target.overflow, got);
      std::int64_t mismatches = 0;
      std::vector<Mismatch> shown;
      for (std::size_t n = 0; n < got.size(); ++n) {
        if (got[n] == expected[n]) continue;
        ++mismatches;
        const std::uint32_t b = unit.b ? batch.b[n] : 0;
        if (shown.size() < kShown) {
          shown.push_back({describe_case(unit, batch.mode, batch.a[n], b, expected[n], got[n]),
                           case_of(unit, batch.mode, batch.a[n], b)});
        }
      }
      const std::lock_guard lock(mutex);
      result.cases += static_cast<std::int64_t>(got.size());
      result.mismatches += mismatches;
      if (mismatches > 0) failed[job] = std::move(shown);
      if (failed.size() > kShown) failed.erase(std::prev(failed.end()));
    };
  });
  for (const auto& [job, mismatches] : failed) {
    for (const Mismatch& mismatch : mismatches) {
      if (result.shown.size() < kShown) result.shown.push_back(mismatch);
    }
  }
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

Result<Check> repeat(const ScalarUnit& unit, const std::string& case_name, const ScalarFactory& factory) {
  const std::string form = form_of(unit);
  std::uint32_t a = 0, b = 0;
  bool has_a = false, has_b = !unit.b;
  ScalarMode mode = mode_of(unit, unit.roundings.front(), unit.overflows.front());
  const golden::Target& target = mode.target;
  std::istringstream words(case_name);
  for (std::string word; words >> word;) {
    const std::size_t equals = std::min(word.find('='), word.size());
    const std::string key = word.substr(0, equals), value = word.substr(std::min(equals + 1, word.size()));
    const auto hex = [&](const Format& format, std::uint32_t& code) {
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), code, 16);
      return error == std::errc() && end == value.data() + value.size() && code <= format.code_mask();
    };
    bool good = false;
    if (key == "a") {
      good = has_a = hex(unit.a, a);
    } else if (key == "b" && unit.b) {
      good = has_b = hex(*unit.b, b);
    } else if (key == "rounding" || key == "overflow") {
      if (!(key == "rounding" ? rounding_is_port(unit) : overflow_is_port(unit))) {
        return Error{fmt::format("'{}' does not apply: the unit's {} is fixed", word, key), "--case", form};
      }
      good = set_mode(unit, key, value, mode);
    }
    if (!good) return Error{fmt::format("'{}' does not name a case of this unit", word), "--case", form};
  }
  if (!has_a || !has_b) return Error{"an operand is missing", "--case " + case_name, form};
  const std::uint32_t operands_a[] = {a}, operands_b[] = {b};
  std::uint32_t got[1] = {0};
  factory()->evaluate(operands_a,
                      unit.b ? std::span<const std::uint32_t>(operands_b) : std::span<const std::uint32_t>(),
                      mode.rounding_code, target.overflow, got);
  const std::uint32_t expected =
      unit.b ? golden::mul(unit.a, *unit.b, target, a, b) : golden::convert(unit.a, target, a);
  Check result{case_name, "one case", 1, got[0] == expected ? 0 : 1};
  result.shown.push_back({describe_case(unit, mode, a, b, expected, got[0]), case_of(unit, mode, a, b)});
  return result;
}

}  // namespace fp8forge::conformance
