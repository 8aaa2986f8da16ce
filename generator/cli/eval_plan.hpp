// What `fp8forge eval` was asked to compute: the operation with its formats, checked. Pure; reads and prints
// nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "generator/base/result.hpp"
#include "generator/cli/eval_field.hpp"
#include "generator/cli/eval_options.hpp"
#include "sim/golden/codec.hpp"

namespace fp8forge::cli {

struct EvalPlan {
  EvalOp op = EvalOp::kMul;
  // In the order of a line: the codes (dot: a0 ... aN-1 b0 ... bN-1 c), clear, scale, the random numbers; and
  // of what is appended to it: the results, their flags, amax.
  std::vector<Field> operands = {}, results = {};
  golden::Target target;
  std::optional<Format> accumulator = {};  // dot, mac: the format of a rounded accumulator; empty: exact
  std::int64_t max_terms = kDefaultTerms;  // mac
  int lanes = 1;                           // dot: products; convert: values
  bool flags = false, scale = false, amax = false;

  // Roundings of a case, each with its own result, flags and random number.
  int roundings() const { return op == EvalOp::kConvert ? lanes : 1; }

  // All names, those of many lanes abridged: "a0 ... a63 b0 ... b63 c".
  std::string operand_names() const;

  // Bytes of one case and of its results in binary.
  std::size_t case_bytes() const;
  std::size_t result_bytes() const;
};

// Checks the options and fills in the defaults: operands e4m3, a converter's fp32; the result has c's format
// in an fma, else a's, of a converter e4m3; c has the result's; RNE; saturate where the destination is fp8,
// nonsaturate where it is wider; exact; kDefaultTerms; one lane.
// Error: an unknown word, an option that the operation does not have or that is missing, a number out of
// range.
Result<EvalPlan> make_plan(const EvalOptions& options);

}  // namespace fp8forge::cli
