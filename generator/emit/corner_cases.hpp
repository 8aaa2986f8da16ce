// What a unit makes of the operands that people ask about: NaN, infinities, zeros, subnormals, overflow, too
// many terms. Data for the datasheet; the tests hold every case against the golden model.
//
// Results come from the rules of docs/numerics.md for values that need no general rounding: specials, powers
// of two, values that the destination holds or that lie beyond its largest.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "generator/config/request.hpp"

namespace fp8forge {

struct CornerResult {
  Rounding rounding;
  Overflow overflow;
  std::uint32_t code;

  bool operator==(const CornerResult&) const = default;
};

struct CornerCase {
  std::string name;
  // Codes of a and b: the products of a sum, an adder's addends, a converter's operand (b is 0). A dot's
  // other lanes are 0 * 0.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> terms;
  std::optional<std::uint32_t> c;  // fma, dot
  int times = 1;                   // that the terms are added
  // In each mode that the unit has, but stochastic rounding where the random bits decide.
  std::vector<CornerResult> results;
  std::string note = {};
};

// Where tiles choose the formats, those of e5m2.
std::vector<CornerCase> corner_cases(const Request& request);

// "7c · 38 + fc · 38" and "7f (NaN)"; where the result depends on the mode it says on which.
std::string operands_text(const Request& request, const CornerCase& corner);
std::string result_text(const Request& request, const CornerCase& corner);

}  // namespace fp8forge
