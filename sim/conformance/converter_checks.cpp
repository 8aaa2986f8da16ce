#include <memory>

#include "sim/conformance/fields.hpp"
#include "sim/conformance/fp32_inputs.hpp"
#include "sim/conformance/scalar_plan.hpp"

namespace fp8forge::conformance {

namespace {

// A converter's inputs of 16 bits or fewer, each of them in each lane: lane l is l * 37 steps ahead.
ScalarCheck narrow_inputs(const Plan& plan) {
  const ScalarUnit& unit = plan.unit;
  const std::int64_t inputs = std::int64_t{1} << unit.a.bits();
  const bool every_scale = unit.has_scale && plan.full;
  const std::int64_t few =
      unit.has_scale ? std::max<std::int64_t>(plan.random_rounds(), 16) : plan.random_rounds();
  const std::int64_t rounds = every_scale ? plan.random_rounds() * 512 : few;
  std::string what = "every input" + plan.in_modes() + plan.with_random();
  if (unit.lanes > 1) what += ", in every lane";
  if (unit.has_scale) what += every_scale ? ", each of 512 scales" : ", 16 scales each";
  return {"inputs", what, plan.mode_count() * rounds, [=](std::int64_t job, Batch& batch) {
            Random random = plan.random(41, job);
            const std::int64_t round = job / plan.mode_count();
            batch.mode = plan.mode(job);
            batch.cases = static_cast<std::size_t>(inputs);
            const std::size_t words = unit.words(Slot::kA);
            batch.of(Slot::kA).assign(batch.cases * words, 0);
            for (std::size_t i = 0; i < batch.cases; ++i) {
              for (int lane = 0; lane < unit.lanes; ++lane) {
                set_field(std::span(batch.of(Slot::kA)).subspan(i * words, words), lane, unit.a.bits(),
                          static_cast<std::uint32_t>((static_cast<std::int64_t>(i) + 37 * lane) % inputs));
              }
            }
            complete(plan, batch, round % plan.random_rounds(), random);
            if (every_scale) {
              batch.of(Slot::kScale)
                  .assign(batch.cases, static_cast<std::uint32_t>(round / plan.random_rounds()));
            }
          }};
}

// Sets a batch of fp32 codes from next(), lane after lane.
template <typename Next>
void fill_codes(const ScalarUnit& unit, Batch& batch, std::size_t cases, const Next& next) {
  batch.cases = cases;
  batch.of(Slot::kA).resize(cases * static_cast<std::size_t>(unit.lanes));  // a word is a code
  for (std::uint32_t& code : batch.of(Slot::kA)) code = next();
}

ScalarCheck boundaries(const Plan& plan) {
  const auto inputs = std::make_shared<const std::vector<std::uint32_t>>(boundary_inputs(plan.unit.to));
  const std::int64_t rounds = plan.random_rounds() * (plan.unit.has_scale ? 16 : 1);
  return {"boundaries", "binade boundaries, values and ties +- 2 ulp, specials" + plan.in_modes(),
          plan.mode_count() * rounds, [=](std::int64_t job, Batch& batch) {
            Random random = plan.random(42, job);
            const std::int64_t round = job / plan.mode_count();
            batch.mode = plan.mode(job);
            std::size_t next = 0;
            fill_codes(plan.unit, batch, inputs->size(), [&] { return (*inputs)[next++ % inputs->size()]; });
            complete(plan, batch, round % plan.random_rounds(), random);
            // In the first round as they are.
            if (plan.unit.has_scale && round == 0)
              std::fill(batch.of(Slot::kScale).begin(), batch.of(Slot::kScale).end(), 0);
          }};
}

ScalarCheck random_inputs(const Plan& plan, std::int64_t count) {
  const std::int64_t cases = kBatch / plan.unit.lanes;
  return {"random", "random inputs, half of them near the destination's range", (count + kBatch - 1) / kBatch,
          [=](std::int64_t job, Batch& batch) {
            Random random = plan.random(43, job);
            batch.mode = plan.mode(job);
            fill_codes(plan.unit, batch, static_cast<std::size_t>(cases),
                       [&] { return random_input(plan.unit.to, random); });
            complete(plan, batch, job % 16, random);
          }};
}

// All 2^32 inputs of a converter of one lane, in each mode.
ScalarCheck all_inputs(const Plan& plan) {
  constexpr std::int64_t kBatches = (std::int64_t{1} << 32) / kBatch;
  const std::int64_t per_batch = kBatch;
  std::string what = "all 2^32 inputs" + plan.in_modes();
  if (plan.is_stochastic()) what += ", a random operand each";
  if (plan.unit.has_scale) what += ", a scale each";
  const auto sweep = [=](std::int64_t job) {
    return Sweep{plan.mode(job / kBatches), static_cast<std::uint32_t>(job % kBatches * per_batch), kBatch};
  };
  ScalarCheck check{"all", what, plan.mode_count() * kBatches, [=](std::int64_t job, Batch& batch) {
                      Random random = plan.random(44, job);
                      batch.mode = sweep(job).mode;
                      std::uint32_t code = sweep(job).first;
                      fill_codes(plan.unit, batch, kBatch, [&] { return code++; });
                      complete(plan, batch, job % 16, random);
                    }};
  if (plan.unit.random_bits == 0 && !plan.unit.has_scale && !plan.unit.has_flags) check.sweep = sweep;
  return check;
}

}  // namespace

std::vector<ScalarCheck> converter_checks(const Plan& plan) {
  if (plan.unit.a.bits() <= 16) return {narrow_inputs(plan)};
  std::vector<ScalarCheck> checks = {boundaries(plan)};
  checks.push_back(random_inputs(plan, 100'000'000));
  if (plan.full && plan.unit.lanes == 1) checks.push_back(all_inputs(plan));
  return checks;
}

}  // namespace fp8forge::conformance
