// The way out of a scalar unit: normalize, denormalize, round, encode, as far as the request needs each.
#pragma once

#include "generator/derive/scalar_path.hpp"
#include "generator/emit/design.hpp"

namespace fp8forge {

// Names of the signals of the exact result: the biased exponent (or sum of two) and the significand, of
// path.sig_bits bits; `is_nan` and `is_inf` are expressions.
struct ExactResult {
  std::string sign;
  std::string exp;
  std::string sig;
  std::string is_nan;
  std::string is_inf;
};

// Items from the exact result to result_o, rounding as the request has it.
std::vector<sv::Item> scalar_tail(const ExactResult& exact, const ScalarPath& path, const Request& request);

// The library modules that those items use, each after those it uses.
std::vector<std::string> scalar_tail_library(const ScalarPath& path);

}  // namespace fp8forge
