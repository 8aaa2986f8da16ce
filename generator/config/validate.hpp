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
  std::optional<std::string> a = {}, b = {}, c = {}, d = {}, from = {}, to = {};
  std::optional<std::string> rounding = {}, overflow = {}, nan_e5m2 = {}, acc = {}, acc_segments = {};
  std::optional<std::string> carries = {};
  std::optional<std::string> random_bits = {}, stages = {}, lanes = {};
  std::optional<std::string> max_terms = {}, rows = {}, cols = {}, prefix = {};
  std::optional<std::string> dataflow = {}, tile_rows = {};
  bool flags = false, scale = false, amax = false, keep = false, counters = false;
};

// Fills in the defaults: operands e4m3; from fp32; the result has c's format in an fma, is e4m3 from a
// converter, bf16 from an array, else a's; c has the result's format; RNE; saturate where the destination is
// fp8 and nonsaturate where it is wider (no default where tiles choose between both kinds);
// output-stationary, 4096 terms, 8 x 8, kept tiles of 64 rows; no stages. How many stages a unit can have is
// known only once its path is derived (derive/stages.hpp). Error: an unknown word, a number out of range, a
// combination that this version does not build, an option that the unit does not have (refused, not ignored).
Result<Request> validate(const RequestOptions& options);

}  // namespace fp8forge
