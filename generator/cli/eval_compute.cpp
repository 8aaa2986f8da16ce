// The arithmetic of `fp8forge eval`: loops over parsed cases around the golden model.
#include <cassert>

#include "generator/cli/eval_plan.hpp"

namespace fp8forge::cli {

namespace {

std::uint32_t compute_dot(const EvalPlan& plan, std::span<const std::uint32_t> operands) {
  const std::size_t lanes = plan.lanes();
  const Format& a = plan.operands.front();
  const Format& b = plan.operands[lanes];
  const Format& c = plan.operands.back();
  const auto codes_a = operands.first(lanes);
  const auto codes_b = operands.subspan(lanes, lanes);
  if (!plan.accumulator) return golden::dot(a, b, c, plan.target, codes_a, codes_b, operands.back());
  return golden::dot_rounded(a, b, c, *plan.accumulator, plan.target, codes_a, codes_b, operands.back());
}

// results[i] = operation(the operands of case i).
template <typename Operation>
void for_each_case(std::size_t arity, std::span<const std::uint32_t> operands,
                   std::span<std::uint32_t> results, Operation operation) {
  const std::uint32_t* one_case = operands.data();
  for (std::uint32_t& result : results) {
    result = operation(one_case);
    one_case += arity;
  }
}

}  // namespace

void compute(const EvalPlan& plan, std::span<const std::uint32_t> operands,
             std::span<std::uint32_t> results) {
  const std::size_t arity = plan.operands.size();
  assert(operands.size() == arity * results.size());
  const Format& first = plan.operands.front();
  const Format second = arity > 1 ? plan.operands[1] : first;
  const Format& last = plan.operands.back();
  const golden::Target target = plan.target;
  switch (plan.op) {
    case EvalOp::kMul:
      return for_each_case(arity, operands, results, [&](const std::uint32_t* codes) {
        return golden::mul(first, second, target, codes[0], codes[1]);
      });
    case EvalOp::kAdd:
      return for_each_case(arity, operands, results, [&](const std::uint32_t* codes) {
        return golden::add(first, second, target, codes[0], codes[1]);
      });
    case EvalOp::kConvert:
      return for_each_case(arity, operands, results, [&](const std::uint32_t* codes) {
        return golden::convert(first, target, codes[0]);
      });
    case EvalOp::kFma:
      return for_each_case(arity, operands, results, [&](const std::uint32_t* codes) {
        return golden::fma(first, second, last, target, codes[0], codes[1], codes[2]);
      });
    case EvalOp::kDot:
      return for_each_case(arity, operands, results, [&](const std::uint32_t* codes) {
        return compute_dot(plan, {codes, arity});
      });
  }
}

}  // namespace fp8forge::cli
