#include "sim/conformance/scalar_case.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "sim/conformance/describe.hpp"
#include "sim/conformance/fields.hpp"

namespace fp8forge::conformance {

namespace {

struct SlotName {
  Slot slot;
  const char* name;
};
constexpr SlotName kNames[] = {{Slot::kA, "a"},         {Slot::kB, "b"},           {Slot::kC, "c"},
                               {Slot::kScale, "scale"}, {Slot::kRandom, "random"}, {Slot::kClear, "clear"},
                               {Slot::kRead, "read"}};

std::span<const std::uint32_t> words_of(const ScalarUnit& unit, const Batch& batch, Slot slot,
                                        std::size_t index) {
  const std::size_t count = unit.words(slot);
  return std::span(batch.of(slot)).subspan(index * count, count);
}

// All bits of an input as one hex number.
std::string hex(std::span<const std::uint32_t> words, int bits) {
  std::string text;
  for (int digit = (bits + 3) / 4 - 1; digit >= 0; --digit) {
    text += fmt::format("{:x}", words[static_cast<std::size_t>(digit / 8)] >> (4 * (digit % 8)) & 0xF);
  }
  return text;
}

// The opposite; false where the text is no hex number of so many bits.
bool parse_hex(const std::string& text, int bits, std::vector<std::uint32_t>& words) {
  words.assign(static_cast<std::size_t>((bits + 31) / 32), 0);
  if (text.empty() || text.size() > static_cast<std::size_t>((bits + 3) / 4)) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[text.size() - 1 - i];
    const bool is_digit = c >= '0' && c <= '9', is_letter = c >= 'a' && c <= 'f';
    if (!is_digit && !is_letter) return false;
    const auto value = static_cast<std::uint32_t>(is_digit ? c - '0' : c - 'a' + 10);
    words[i / 8] |= value << (4 * (i % 8));
  }
  const int rest = bits % 32;
  return rest == 0 || words.back() >> rest == 0;
}

// Each lane of an operand with its value.
std::string operand_text(const Format& format, std::span<const std::uint32_t> words, int lanes) {
  std::string text;
  for (int lane = 0; lane < lanes; ++lane) {
    text += fmt::format("{}{}", lane > 0 ? " " : "", describe(format, field(words, lane, format.bits())));
  }
  return text;
}

std::string result_text(const ScalarUnit& unit, const Results& results, std::size_t index) {
  const auto words = std::span(results.result).subspan(index * unit.result_words(), unit.result_words());
  std::string text = operand_text(unit.to, words, unit.result_lanes());
  if (unit.has_flags) {
    const auto status = std::span(results.status).subspan(index * unit.status_words(), unit.status_words());
    text += fmt::format(" status {}", hex(status, 4 * unit.result_lanes()));
  }
  return text;
}

std::string form_of(const ScalarUnit& unit) {
  std::string form;
  for (const auto& [slot, name] : kNames) {
    if (unit.bits(slot) > 0) form += fmt::format("{}{}=HEX", form.empty() ? "" : " ", name);
  }
  if (unit.rounding_is_port) form += " rounding=MODE";
  if (unit.overflow_is_port) form += " overflow=POLICY";
  return form;
}

bool parse_mode(const ScalarUnit& unit, const std::string& key, const std::string& value, Mode& mode) {
  const auto fits = [&](const Mode& each) {
    return key == "rounding" ? (value == name_of(each.rounding) &&
                                static_cast<std::uint32_t>(each.rounding) == each.port_code) ||
                                   value == std::to_string(each.port_code)
                             : value == name_of(each.overflow);
  };
  const auto found = std::find_if(unit.modes.begin(), unit.modes.end(), fits);
  if (found == unit.modes.end()) return false;
  if (key == "rounding") {
    mode.rounding = found->rounding;
    mode.port_code = found->port_code;
  } else {
    mode.overflow = found->overflow;
  }
  return true;
}

}  // namespace

std::string case_name(const ScalarUnit& unit, const Batch& batch, std::size_t index) {
  std::string text;
  for (const auto& [slot, name] : kNames) {
    if (unit.bits(slot) == 0) continue;
    text += fmt::format("{}{}={}", text.empty() ? "" : " ", name,
                        hex(words_of(unit, batch, slot, index), unit.bits(slot)));
  }
  if (unit.rounding_is_port) {
    const bool is_named = static_cast<std::uint32_t>(batch.mode.rounding) == batch.mode.port_code;
    text += fmt::format(" rounding={}", is_named ? std::string(name_of(batch.mode.rounding))
                                                 : std::to_string(batch.mode.port_code));
  }
  if (unit.overflow_is_port) text += fmt::format(" overflow={}", name_of(batch.mode.overflow));
  return text;
}

Result<Batch> parse_case(const ScalarUnit& unit, const std::string& name) {
  const std::string form = form_of(unit);
  Batch batch;
  batch.mode = unit.modes.front();
  batch.cases = 1;
  std::istringstream words(name);
  for (std::string word; words >> word;) {
    const std::size_t equals = std::min(word.find('='), word.size());
    const std::string key = word.substr(0, equals), value = word.substr(std::min(equals + 1, word.size()));
    bool good = false;
    for (const auto& [slot, slot_name] : kNames) {
      if (key == slot_name && unit.bits(slot) > 0) good = parse_hex(value, unit.bits(slot), batch.of(slot));
    }
    if ((key == "rounding" && unit.rounding_is_port) || (key == "overflow" && unit.overflow_is_port)) {
      good = parse_mode(unit, key, value, batch.mode);
    }
    if (!good) return Error{fmt::format("'{}' does not name a case of this unit", word), "--case", form};
  }
  for (const auto& [slot, slot_name] : kNames) {
    if (unit.bits(slot) > 0 && batch.of(slot).empty()) {
      return Error{fmt::format("{} is missing", slot_name), "--case", form};
    }
  }
  return batch;
}

std::string describe_case(const ScalarUnit& unit, const Batch& batch, std::size_t index,
                          const Results& expected, const Results& got) {
  std::string text =
      fmt::format("a {}", operand_text(unit.a, words_of(unit, batch, Slot::kA, index), unit.lanes));
  if (unit.bits(Slot::kB) > 0) {
    text += fmt::format(", b {}", operand_text(unit.b, words_of(unit, batch, Slot::kB, index), unit.lanes));
  }
  if (unit.bits(Slot::kC) > 0) {
    text += fmt::format(", c {}", operand_text(unit.c, words_of(unit, batch, Slot::kC, index), 1));
  }
  if (unit.has_scale) {
    const auto code = static_cast<int>(words_of(unit, batch, Slot::kScale, index)[0]);
    text += fmt::format(", scale {}", code < 256 ? code : code - 512);
  }
  if (unit.random_bits > 0) {
    text += fmt::format(", random {}",
                        hex(words_of(unit, batch, Slot::kRandom, index), unit.bits(Slot::kRandom)));
  }
  return fmt::format("{}, {}, {}: expected {}, got {}", text, name_of(batch.mode.rounding),
                     name_of(batch.mode.overflow), result_text(unit, expected, index),
                     result_text(unit, got, index));
}

}  // namespace fp8forge::conformance
