// What `fp8forge eval` was asked to compute: the operation with its formats, checked. Pure; reads and prints
// nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "generator/base/result.hpp"
#include "sim/golden/golden.hpp"

namespace fp8forge::cli {

enum class EvalOp : std::uint8_t { kMul, kAdd, kConvert, kFma, kDot };

// Most lanes of one dot.
inline constexpr int kMaxLanes = 65536;

// The words of the command line as they were typed; empty where an option was not given.
struct EvalOptions {
  std::optional<std::string> op = {}, a = {}, b = {}, c = {}, from = {}, to = {}, lanes = {}, acc = {};
  std::optional<std::string> rounding = {}, overflow = {}, nan_e5m2 = {};
};

struct EvalPlan {
  EvalOp op;
  std::vector<Format> operands;  // in the order of a line; dot: a0 ... aN-1 b0 ... bN-1 c
  golden::Target target;
  std::optional<Format> accumulator;  // dot: the format of a rounded accumulator; empty: exact

  std::size_t lanes() const { return operands.size() / 2; }  // of a dot

  // The name of an operand: "a", "b", "c", or "a0" and so on for a dot.
  std::string operand_name(std::size_t index) const;

  // All names, those of a wide dot abridged: "a0 ... a63 b0 ... b63 c".
  std::string operand_names() const;

  // Bytes of one case and of one result in binary.
  std::size_t case_bytes() const;
  std::size_t result_bytes() const { return static_cast<std::size_t>(target.to.bytes()); }
};

// Checks the options and fills in the defaults: operands e4m3, a converter's fp32; the result has c's format
// in an fma, else a's, of a converter e4m3; c has the result's; RNE; saturate where the destination is fp8,
// nonsaturate where it is wider.
// Error: an unknown word, an option that the operation does not have, lanes out of 1 ... kMaxLanes.
Result<EvalPlan> make_plan(const EvalOptions& options);

// The results of whole cases: `operands` holds plan.operands.size() codes for each of `results`.
void compute(const EvalPlan& plan, std::span<const std::uint32_t> operands, std::span<std::uint32_t> results);

}  // namespace fp8forge::cli
