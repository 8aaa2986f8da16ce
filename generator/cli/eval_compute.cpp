#include "generator/cli/eval_compute.hpp"

#include <cassert>

#include "sim/golden/golden.hpp"

namespace fp8forge::cli {

namespace {

using golden::Number;
using golden::Rounded;
using golden::Target;

// The cases of one call.
struct Cases {
  const EvalPlan& plan;
  std::span<const std::uint32_t> operands;
  std::span<std::uint32_t> results;
};

// Calls `one_case(operands, results)` for each.
template <typename OneCase>
void for_each(const Cases& cases, OneCase one_case) {
  const std::size_t arity = cases.plan.operands.size(), answers = cases.plan.results.size();
  const std::uint32_t* codes = cases.operands.data();
  std::uint32_t* results = cases.results.data();
  for (std::size_t left = cases.results.size() / answers; left > 0; --left) {
    one_case(codes, results);
    codes += arity;
    results += answers;
  }
}

// Cases of one result: exact(operands) rounded, with a random number that is the last operand where the mode
// looks at it. All is inlined into the loop (flatten), so that numbers stay in registers, and what a loop
// does not look at, such as flags, costs it nothing.
template <typename Exact>
[[gnu::flatten]] void round_each_to_codes(const Cases& cases, Exact exact) {
  const Target target = cases.plan.target;
  const std::size_t last = cases.plan.operands.size() - 1;
  for_each(cases, [&](const std::uint32_t* codes, std::uint32_t* results) {
    results[0] = golden::round_to(target, exact(codes), codes[last]);
  });
}

template <typename Exact>
[[gnu::flatten]] void round_each_with_flags(const Cases& cases, Exact exact) {
  const Target target = cases.plan.target;
  const std::size_t last = cases.plan.operands.size() - 1;
  for_each(cases, [&](const std::uint32_t* codes, std::uint32_t* results) {
    const Rounded result = golden::round(target, exact(codes), codes[last]);
    results[0] = result.code;
    results[1] = result.flags;
  });
}

template <typename Exact>
void round_each(const Cases& cases, Exact exact) {
  cases.plan.flags ? round_each_with_flags(cases, exact) : round_each_to_codes(cases, exact);
}

// Cases of one result that is rounded already.
template <typename Compute>
void put_each(const Cases& cases, Compute compute) {
  const bool flags = cases.plan.flags;
  for_each(cases, [&](const std::uint32_t* codes, std::uint32_t* results) {
    const Rounded result = compute(codes);
    results[0] = result.code;
    if (flags) results[1] = result.flags;
  });
}

int scale_of(std::uint32_t bits) { return static_cast<int>(bits & 0xFF) - static_cast<int>(bits & 0x100); }

void convert_each(const Cases& cases) {
  const EvalPlan& plan = cases.plan;
  const Format from = plan.operands.front().format;
  const auto lanes = static_cast<std::size_t>(plan.lanes);
  if (lanes == 1 && !plan.amax) {
    if (!plan.scale) {
      return round_each(cases,
                        [&](const std::uint32_t* codes) { return golden::exact_convert(from, codes[0]); });
    }
    return round_each(cases, [&](const std::uint32_t* codes) {
      return golden::exact_convert(from, codes[0], scale_of(codes[1]));
    });
  }
  const Target target = plan.target;
  const bool random = target.rounding == Rounding::kSr;
  for_each(cases, [&](const std::uint32_t* codes, std::uint32_t* results) {
    const int scale = plan.scale ? scale_of(codes[lanes]) : 0;
    const std::uint32_t* const randoms = codes + lanes + (plan.scale ? 1 : 0);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const Number exact = golden::exact_convert(from, codes[lane], scale);
      const Rounded result = golden::round(target, exact, random ? randoms[lane] : 0);
      results[lane] = result.code;
      if (plan.flags) results[lanes + lane] = result.flags;
    }
    if (plan.amax) results[plan.results.size() - 1] = golden::amax(from, {codes, lanes});
  });
}

void dot_each(const Cases& cases) {
  const EvalPlan& plan = cases.plan;
  const auto lanes = static_cast<std::size_t>(plan.lanes);
  const Format a = plan.operands[0].format, b = plan.operands[lanes].format,
               c = plan.operands[2 * lanes].format;
  const Target target = plan.target;
  using Codes = std::span<const std::uint32_t>;
  if (!plan.accumulator) {
    return round_each(cases, [&](const std::uint32_t* codes) {
      return golden::exact_dot(a, b, c, target.rounding, Codes(codes, lanes), Codes(codes + lanes, lanes),
                               codes[2 * lanes]);
    });
  }
  const std::size_t last = plan.operands.size() - 1;
  put_each(cases, [&](const std::uint32_t* codes) {
    return golden::dot_rounded_with_flags(a, b, c, *plan.accumulator, target, Codes(codes, lanes),
                                          Codes(codes + lanes, lanes), codes[2 * lanes], codes[last]);
  });
}

}  // namespace

Computation::Computation(const EvalPlan& plan) : plan_(plan) {
  if (plan.op == EvalOp::kMac) {
    mac_.emplace(plan.operands[0].format, plan.operands[1].format, plan.accumulator, plan.max_terms);
  }
}

void Computation::compute(std::span<const std::uint32_t> operands, std::span<std::uint32_t> results) {
  const std::size_t arity = plan_.operands.size();
  assert(operands.size() / arity == results.size() / plan_.results.size() && operands.size() % arity == 0);
  const Cases cases{plan_, operands, results};
  const Format a = plan_.operands.front().format;
  const Format b = arity > 1 ? plan_.operands[1].format : a;
  const Target target = plan_.target;
  switch (plan_.op) {
    case EvalOp::kMul:
      return round_each(
          cases, [&](const std::uint32_t* codes) { return golden::exact_mul(a, b, codes[0], codes[1]); });
    case EvalOp::kAdd:
      return round_each(cases, [&](const std::uint32_t* codes) {
        return golden::exact_add(a, b, target.rounding, codes[0], codes[1]);
      });
    case EvalOp::kConvert:
      return convert_each(cases);
    case EvalOp::kFma: {
      const Format c = plan_.operands[2].format;
      return round_each(cases, [&](const std::uint32_t* codes) {
        return golden::exact_fma(a, b, c, target.rounding, codes[0], codes[1], codes[2]);
      });
    }
    case EvalOp::kDot:
      return dot_each(cases);
    case EvalOp::kMac:
      return put_each(cases, [&](const std::uint32_t* codes) {
        mac_->step(codes[0], codes[1], (codes[2] & 1) != 0);
        return mac_->read(target, codes[arity - 1]);
      });
  }
}

}  // namespace fp8forge::cli
