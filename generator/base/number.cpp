#include "generator/base/number.hpp"

#include <fmt/format.h>

#include <charconv>

namespace fp8forge {

Result<std::uint64_t> parse_number(std::string_view word, const std::string& where, std::uint64_t min,
                                   std::uint64_t max) {
  const std::string hint = fmt::format("{} to {}", min, max);
  const bool negative = word.starts_with('-');
  const std::string_view digits = word.substr(negative ? 1 : 0);
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) {
    return Error{fmt::format("'{}' is not a whole number", word), where, hint};
  }
  std::uint64_t number = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (negative || error != std::errc() || number < min || number > max) {
    return Error{fmt::format("{} is out of range", word), where, hint};
  }
  return number;
}

}  // namespace fp8forge
