#include "sim/conformance/scalar_plan.hpp"

namespace fp8forge::conformance {

namespace {

// Products of a mac one after the other: every pair once in each batch, in random order.
ScalarCheck histories(const Plan& plan, std::int64_t rounds) {
  return {
      "histories",
      fmt::format("every pair {} times, added to sums of random length and size", rounds) + plan.in_modes(),
      plan.mode_count() * rounds,
      [=](std::int64_t job, Batch& batch) {
        const ScalarUnit& unit = plan.unit;
        Random random = plan.random(49, job);
        batch.mode = plan.mode(job);
        batch.cases = kBatch;
        std::vector<std::uint32_t> order(kBatch);
        for (std::uint32_t pair = 0; pair < kBatch; ++pair) order[pair] = pair;
        random.shuffle(order);
        std::int64_t left = 0;  // terms until the next clear
        for (const std::uint32_t pair : order) {
          std::uint32_t a = pair >> 8, b = pair & 0xFF;
          const golden::Kind kind = golden::exact_mul(unit.a, unit.b, a, b).kind;
          const bool is_special = kind == golden::Kind::kNan || kind == golden::Kind::kInfinite;
          // After a special product the sum says little: a new one soon.
          if (is_special) left = std::min<std::int64_t>(left, 2);
          const bool clear = left == 0 && random.chance(50);
          if (left == 0)
            left = random.chance(10) ? 200 : random.below(12);
          else
            --left;
          batch.of(Slot::kA).push_back(a);
          batch.of(Slot::kB).push_back(b);
          batch.of(Slot::kClear).push_back(clear);
        }
        batch.of(Slot::kRead).assign(batch.cases, 1);
        complete(plan, batch, job % 16, random);
      },
      true};
}

// The largest products of one sign until the accumulator is full, one term more, and back; and cancellation
// to nothing. Of a rounded accumulator until it overflows.
ScalarCheck fill(const Plan& plan) {
  return {
      "full",
      "the largest products until the accumulator is full, and one term more; products and their opposites",
      4 * plan.mode_count(),
      [=](std::int64_t job, Batch& batch) {
        const ScalarUnit& unit = plan.unit;
        Random random = plan.random(50, job);
        batch.mode = plan.mode(job);
        const std::int64_t kind = job / plan.mode_count();
        const std::int64_t terms = unit.accumulator ? 70000 : unit.max_terms;
        batch.cases = static_cast<std::size_t>(std::min<std::int64_t>(2 * terms + 8, 1 << 21));
        for (std::size_t i = 0; i < batch.cases; ++i) {
          const auto n = static_cast<std::int64_t>(i);
          std::uint32_t a = unit.a.max_finite(), b = unit.b.max_finite();
          if (kind == 1) a |= 0x80;
          if (kind == 2 && n >= terms / 2) a |= 0x80;
          if (kind == 3) {  // each product twice, with both signs
            a = n % 2 == 0 ? static_cast<std::uint32_t>(random.below(unit.a.max_finite() + 1))
                           : batch.of(Slot::kA)[i - 1] ^ 0x80;
            b = n % 2 == 0 ? static_cast<std::uint32_t>(random.below(unit.b.max_finite() + 1))
                           : batch.of(Slot::kB)[i - 1];
          }
          batch.of(Slot::kA).push_back(a);
          batch.of(Slot::kB).push_back(b);
          batch.of(Slot::kClear).push_back(i == 0 || n == terms + 4);
        }
        batch.of(Slot::kRead).assign(batch.cases, 1);
        complete(plan, batch, job % 16, random);
      },
      true};
}

}  // namespace

std::vector<ScalarCheck> mac_checks(const Plan& plan) {
  const std::int64_t rounds = plan.full ? 4096 : std::max<std::int64_t>(4, 64 / plan.mode_count());
  return {pair_check(plan), histories(plan, rounds), fill(plan)};
}

}  // namespace fp8forge::conformance
