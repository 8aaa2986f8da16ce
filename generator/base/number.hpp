// Whole numbers as users type them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "generator/base/result.hpp"

namespace fp8forge {

// The number that `word` spells in decimal digits and nothing else. Error, at `where`: other characters, or
// not within min … max.
Result<std::uint64_t> parse_number(std::string_view word, const std::string& where, std::uint64_t min,
                                   std::uint64_t max);

}  // namespace fp8forge
