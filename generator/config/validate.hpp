// From the words of a command line to a request, or to the first mistake in them.
#pragma once

#include <optional>
#include <string>

#include "generator/base/result.hpp"
#include "generator/config/request.hpp"

namespace fp8forge {

// The options as typed; empty: not given. Names are the long options' with _ for -.
struct RequestOptions {
  std::string unit = {};
  std::optional<std::string> a = {}, b = {}, from = {}, to = {};
  std::optional<std::string> rounding = {}, overflow = {}, nan_e5m2 = {}, acc = {};
  std::optional<std::string> max_terms = {}, rows = {}, cols = {}, prefix = {};
};

// Fills in the defaults: operands e4m3, from fp32, to a's format (multiplier), e4m3 (converter) or bf16
// (array), RNE, saturate where the destination is fp8 and nonsaturate where it is wider, 4096 terms, 8 x 8.
// Error: an unknown word, a number out of range, a combination that this version does not build, an option
// that the unit does not have (refused, not ignored).
Result<Request> validate(const RequestOptions& options);

}  // namespace fp8forge
