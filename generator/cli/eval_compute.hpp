// The arithmetic of `fp8forge eval`: loops over parsed cases around the golden model.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "generator/cli/eval_plan.hpp"
#include "sim/golden/mac.hpp"

namespace fp8forge::cli {

// Carries what lasts from case to case: the accumulator of a mac. The plan must outlive it.
class Computation {
 public:
  explicit Computation(const EvalPlan& plan);

  // Computes whole cases, in their order: `operands` holds plan.operands.size() values for each, `results`
  // plan.results.size(). Bits above those of an operand's field are ignored.
  void compute(std::span<const std::uint32_t> operands, std::span<std::uint32_t> results);

 private:
  const EvalPlan& plan_;
  std::optional<golden::Mac> mac_;
};

}  // namespace fp8forge::cli
