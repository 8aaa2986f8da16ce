#include "sim/conformance/addends.hpp"
#include "sim/conformance/scalar_plan.hpp"

namespace fp8forge::conformance {

namespace {

// Every pair of factors with all addends of 8 bits, or with one of 16 bits for each job.
ScalarCheck all_triples(const Plan& plan, std::int64_t modes) {
  const std::int64_t addends = std::int64_t{1} << plan.unit.c.bits();
  std::string what = fmt::format("all 2^{} triples", 16 + plan.unit.c.bits());
  what += modes > 1 ? fmt::format(" in each of {} modes", modes) : plan.mode_count() > 1 ? ", RNE" : "";
  return {"triples", what, modes * addends, [=](std::int64_t job, Batch& batch) {
            Random random = plan.random(45, job);
            batch.mode = plan.mode(job / addends);
            batch.cases = kBatch;
            for (std::uint32_t pair = 0; pair < kBatch; ++pair) {
              batch.of(Slot::kA).push_back(pair >> 8);
              batch.of(Slot::kB).push_back(pair & 0xFF);
            }
            batch.of(Slot::kC).assign(kBatch, static_cast<std::uint32_t>(job % addends));
            complete(plan, batch, job % 16, random);
          }};
}

// Every pair of factors with structured addends, as many of them as rounds.
ScalarCheck structured(const Plan& plan, std::int64_t rounds) {
  return {"addends",
          fmt::format("every pair with {} addends: cancellation, ties, distances, subnormals", rounds) +
              plan.in_modes(),
          plan.mode_count() * rounds, [=](std::int64_t job, Batch& batch) {
            const ScalarUnit& unit = plan.unit;
            Random random = plan.random(46, job);
            batch.mode = plan.mode(job);
            batch.cases = kBatch;
            const auto round = static_cast<std::uint32_t>(job / plan.mode_count());
            for (std::uint32_t pair = 0; pair < kBatch; ++pair) {
              const std::uint32_t a = pair >> 8, b = pair & 0xFF;
              batch.of(Slot::kA).push_back(a);
              batch.of(Slot::kB).push_back(b);
              const golden::Number product = golden::exact_mul(unit.a, unit.b, a, b);
              // The kind of addend changes from pair to pair, so that few rounds have all kinds too.
              batch.of(Slot::kC).push_back(
                  addend(product, unit.c, unit.to, round + (pair * 0x9E37U >> 4) * 16 + pair % 16, random));
            }
            complete(plan, batch, job % 16, random);
          }};
}

}  // namespace

std::vector<ScalarCheck> fma_checks(const Plan& plan) {
  if (plan.unit.c.bits() == 8) return {all_triples(plan, plan.mode_count())};
  const std::int64_t rounds = plan.full ? 4096 : std::max<std::int64_t>(16, 256 / plan.mode_count());
  std::vector<ScalarCheck> checks = {structured(plan, rounds)};
  if (plan.full && plan.unit.c.bits() == 16) checks.push_back(all_triples(plan, 1));
  return checks;
}

}  // namespace fp8forge::conformance
