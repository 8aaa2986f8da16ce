#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "generator/cli/eval_stream.hpp"

namespace fp8forge::cli {

namespace {

constexpr std::uint8_t kNoDigit = 0xFF;

constexpr std::array<std::uint8_t, 256> make_digit_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (std::uint8_t digit = 0; digit < 10; ++digit) values['0' + digit] = digit;
  for (std::uint8_t digit = 10; digit < 16; ++digit) {
    values['a' + digit - 10] = values['A' + digit - 10] = digit;
  }
  return values;
}
constexpr std::array<std::uint8_t, 256> kDigitValues = make_digit_values();

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }

// The value of a field, or false where it is no hex number of at most max_digits.
bool parse_hex(std::string_view field, std::size_t max_digits, std::uint32_t& value) {
  if (field.size() > max_digits) return false;
  value = 0;
  for (const char c : field) {
    const std::uint8_t digit = kDigitValues[static_cast<unsigned char>(c)];
    if (digit == kNoDigit) return false;
    value = value << 4 | digit;
  }
  return true;
}

// A field as an error message may show it: short, and printable ASCII.
std::string shown(std::string_view field) {
  constexpr std::size_t kLongest = 32;
  std::string text;
  for (const char c : field.substr(0, kLongest)) {
    if (c >= ' ' && c <= '~') {
      text += c;
    } else {
      text += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    }
  }
  return field.size() > kLongest ? text + "..." : text;
}

}  // namespace

Status TextEvaluator::parse(std::string_view text) {
  const std::size_t start = operands_.size();
  const std::size_t wanted = plan_.operands.size();
  std::size_t index = 0;
  const auto error = [&](std::string what, std::string hint) {
    operands_.resize(start);
    const std::string name = index < wanted ? fmt::format(" ({})", plan_.operands[index].name()) : "";
    return Error{std::move(what), fmt::format("line {}, field {}{}", line_number_, index + 1, name),
                 std::move(hint)};
  };
  const auto all_fields = [&] {
    return fmt::format("a line has {} field{}: {}", wanted, wanted == 1 ? "" : "s", plan_.operand_names());
  };
  for (const char *at = text.data(), *const end = at + text.size();; ++index) {
    while (at != end && is_blank(*at)) ++at;
    if (at == end) break;
    const char* const field_start = at;
    while (at != end && !is_blank(*at)) ++at;
    const std::string_view field(field_start, static_cast<std::size_t>(at - field_start));
    if (index == wanted) return error(fmt::format("a field '{}' too many", shown(field)), all_fields());
    const Field& operand = plan_.operands[index];
    std::uint32_t code = 0;
    if (!parse_hex(field, static_cast<std::size_t>(operand.hex_digits()), code) || code > operand.mask()) {
      return error(fmt::format("'{}' is not {}", shown(field), operand.description()), operand.hint());
    }
    operands_.push_back(code);
  }
  if (index < wanted) return error("a field is missing", all_fields());
  return Done{};
}

std::vector<Error> TextEvaluator::evaluate(std::string_view lines, std::string& output) {
  std::vector<Error> errors;
  lines_.clear();
  operands_.clear();
  for (; !lines.empty(); ++line_number_) {
    const std::size_t newline = lines.find('\n');
    std::size_t length = std::min(newline, lines.size());
    const std::string_view rest = newline == std::string_view::npos ? "" : lines.substr(newline + 1);
    if (length > 0 && newline != std::string_view::npos && lines[length - 1] == '\r') --length;
    const Line line{lines.substr(0, length),
                    newline == std::string_view::npos ? "\n" : lines.substr(length, newline + 1 - length),
                    !std::ranges::all_of(lines.substr(0, length), is_blank)};
    lines = rest;
    if (line.is_case) {
      if (Status status = parse(line.text); !status) {
        errors.push_back(status.error());
        if (!keep_going_) break;
        continue;
      }
    }
    lines_.push_back(line);
  }
  results_.resize(operands_.size() / plan_.operands.size() * plan_.results.size());
  computation_.compute(operands_, results_);
  answer(output);
  return errors;
}

void TextEvaluator::answer(std::string& output) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::size_t next = 0;
  for (const Line& line : lines_) {
    output += line.text;
    for (std::size_t i = 0; line.is_case && i < plan_.results.size(); ++i) {
      const std::uint32_t result = results_[next++];
      output += ' ';
      for (int digit = plan_.results[i].hex_digits() - 1; digit >= 0; --digit) {
        output += kDigits[result >> (4 * digit) & 0xF];
      }
    }
    output += line.end;
  }
}

}  // namespace fp8forge::cli
