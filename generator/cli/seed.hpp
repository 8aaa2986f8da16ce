// The option --seed, which several commands have.
#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "generator/base/number.hpp"

namespace fp8forge::cli {

inline constexpr const char* kDefaultSeed = "1";

inline Result<std::uint64_t> parse_seed(const std::string& word) {
  return parse_number(word, "--seed", 0, std::numeric_limits<std::uint64_t>::max());
}

}  // namespace fp8forge::cli
