#include "generator/base/number.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace fp8forge {
namespace {

TEST(ParseNumber, TakesDigitsWithinTheRange) {
  EXPECT_EQ(*parse_number("8", "--rows", 1, 64), 8U);
  EXPECT_EQ(*parse_number("064", "--rows", 1, 64), 64U);
  const std::uint64_t max = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(*parse_number("18446744073709551615", "--seed", 0, max), max);
}

TEST(ParseNumber, RefusesEverythingElse) {
  for (const char* word : {"", "-", "abc", "0x10", " 1", "1 ", "+1", "1.0", "1e3", "--1"}) {
    EXPECT_EQ(parse_number(word, "--rows", 1, 64).error(),
              (Error{"'" + std::string(word) + "' is not a whole number", "--rows", "1 to 64"}));
  }
  for (const char* word : {"0", "65", "-1", "-0", "18446744073709551616", "999999999999999999999999"}) {
    EXPECT_EQ(parse_number(word, "--rows", 1, 64).error(),
              (Error{std::string(word) + " is out of range", "--rows", "1 to 64"}));
  }
}

}  // namespace
}  // namespace fp8forge
