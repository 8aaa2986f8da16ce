#include "sim/conformance/scalar_plan.hpp"

#include "sim/conformance/fields.hpp"

namespace fp8forge::conformance {

namespace {

// R of one lane: any, and often the smallest or the largest.
std::uint32_t random_operand(int bits, Random& random) {
  const std::uint32_t ones = (std::uint32_t{1} << bits) - 1;
  const std::int64_t kind = random.below(8);
  if (kind == 0) return 0;
  return kind == 1 ? ones : static_cast<std::uint32_t>(random.next()) & ones;
}

// Random bits for every case: in the `round`-th of few enough rounds that value, otherwise any.
void fill_random(const Plan& plan, Batch& batch, std::int64_t round, Random& random) {
  const int bits = plan.unit.random_bits;
  if (bits == 0) return;
  auto& words = batch.of(Slot::kRandom);
  const std::size_t count = plan.unit.words(Slot::kRandom);
  words.assign(batch.cases * count, 0);
  const bool counted = batch.mode.rounding == Rounding::kSr && bits <= 4;
  for (std::size_t i = 0; i < batch.cases; ++i) {
    for (int lane = 0; lane < plan.unit.result_lanes(); ++lane) {
      set_field(
          std::span(words).subspan(i * count, count), lane, bits,
          counted ? static_cast<std::uint32_t>(round) & ((1U << bits) - 1) : random_operand(bits, random));
    }
  }
}

// Scales that bring the operand into the destination's range or just beside, and any.
void fill_scale(const Plan& plan, Batch& batch, Random& random) {
  if (!plan.unit.has_scale) return;
  const ScalarUnit& unit = plan.unit;
  auto& words = batch.of(Slot::kScale);
  words.resize(batch.cases);
  const int range = (1 << unit.to.exp_bits) + unit.to.man_bits + 4;
  for (std::size_t i = 0; i < batch.cases; ++i) {
    const std::uint32_t code = batch.of(Slot::kA)[i * unit.words(Slot::kA)] & (unit.a.sign_mask() - 1);
    const int exp = static_cast<int>(code >> unit.a.man_bits) - unit.a.bias;
    const int wanted = unit.to.min_lsb() - 2 + static_cast<int>(random.below(range));
    const int scale =
        random.chance(60) ? std::clamp(wanted - exp, -256, 255) : static_cast<int>(random.below(512));
    words[i] = static_cast<std::uint32_t>(scale) & 511;
  }
}

}  // namespace

void complete(const Plan& plan, Batch& batch, std::int64_t round, Random& random) {
  fill_scale(plan, batch, random);
  fill_random(plan, batch, round, random);
}

}  // namespace fp8forge::conformance
