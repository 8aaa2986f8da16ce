#include "sim/conformance/scalar_checks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/conformance/scalar_plan.hpp"

namespace fp8forge::conformance {

ScalarCheck pair_check(const Plan& plan) {
  const std::int64_t rounds = plan.random_rounds();
  return {"pairs", "every pair of operands" + plan.in_modes() + plan.with_random(),
          plan.mode_count() * rounds, [=](std::int64_t job, Batch& batch) {
            Random random = plan.random(40, job);
            batch.mode = plan.mode(job);
            batch.cases = kBatch;
            for (std::uint32_t pair = 0; pair < kBatch; ++pair) {
              batch.of(Slot::kA).push_back(pair >> 8);
              batch.of(Slot::kB).push_back(pair & 0xFF);
            }
            if (plan.unit.operation == Operation::kMac) {
              batch.of(Slot::kClear).assign(batch.cases, 1);
              batch.of(Slot::kRead).assign(batch.cases, 1);
            }
            complete(plan, batch, job / plan.mode_count(), random);
          }};
}

std::vector<ScalarCheck> scalar_checks(const ScalarUnit& unit, std::uint64_t seed, Effort effort) {
  const Plan plan{unit, seed, effort == Effort::kFull};
  switch (unit.operation) {
    case Operation::kMul:
    case Operation::kAdd:
      return {pair_check(plan)};
    case Operation::kConvert:
      return converter_checks(plan);
    case Operation::kFma:
      return fma_checks(plan);
    case Operation::kDot:
      return dot_checks(plan);
    case Operation::kMac:
      return mac_checks(plan);
  }
  return {};
}

std::string coverage(const ScalarUnit& unit, Effort effort) {
  const Plan plan{unit, 1, effort == Effort::kFull};
  const bool samples_random = plan.is_stochastic() && unit.random_bits > 4;
  std::vector<std::string> left;
  switch (unit.operation) {
    case Operation::kMul:
    case Operation::kAdd:
      break;
    case Operation::kConvert:
      if (unit.a.bits() > 16) {
        if (!plan.full || unit.lanes > 1) left.push_back("most of the 2^32 inputs");
        if (plan.full && unit.has_scale) left.push_back("an input with other scales");
        if (plan.full && plan.is_stochastic()) left.push_back("an input with other random operands");
      } else if (unit.has_scale && !plan.full) {
        left.push_back("an input with other scales");
      }
      if (unit.lanes > 1) left.push_back("combinations of lanes");
      break;
    case Operation::kFma:
      if (unit.c.bits() == 16)
        left.push_back(plan.full ? "other addends in modes but the first" : "other addends");
      if (unit.c.bits() == 32) left.push_back("other addends");
      if (unit.c.bits() == 8 && plan.is_stochastic()) left.push_back("a triple with other random operands");
      break;
    case Operation::kDot:
      left.push_back(fmt::format("most of the 2^{} inputs", 16 * unit.lanes + unit.c.bits()));
      break;
    case Operation::kMac:
      left.push_back("most sequences of products");
      break;
  }
  if (samples_random && unit.operation != Operation::kFma) left.push_back("other random operands");
  if (left.empty()) return "the whole input space, in every mode";
  return fmt::format("a part of the input space; left out: {}", fmt::join(left, "; "));
}

}  // namespace fp8forge::conformance
