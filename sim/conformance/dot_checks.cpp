#include "sim/conformance/addends.hpp"
#include "sim/conformance/fields.hpp"
#include "sim/conformance/scalar_plan.hpp"

namespace fp8forge::conformance {

namespace {

// Operands of a dot's lanes, each with a say in how they relate.
void draw_lanes(const ScalarUnit& unit, Random& random, std::uint32_t* a, std::uint32_t* b) {
  const std::int64_t kind = random.below(8);
  const int lanes = unit.lanes;
  for (int lane = 0; lane < lanes; ++lane) {
    std::uint32_t x = static_cast<std::uint32_t>(random.next()) & 0xFF,
                  y = static_cast<std::uint32_t>(random.next()) & 0xFF;
    const bool keep_specials = kind == 0 && random.chance(20);
    if (!keep_specials && (x & 0x7F) > unit.a.max_finite()) x = (x & 0x80) | unit.a.max_finite();
    if (!keep_specials && (y & 0x7F) > unit.b.max_finite()) y = (y & 0x80) | unit.b.max_finite();
    if (kind == 1 && random.chance(70)) x &= 0x80;                      // mostly zeros
    if (kind == 2) x = (x & 0x80) | unit.a.max_finite();                // the largest
    if (kind == 3) y = (y & 0x80) | (y & unit.b.man_mask());            // subnormals
    if (kind >= 4 && kind < 7 && lane % 2 == 1 && random.chance(80)) {  // cancellation, whole or nearly
      x = a[lane - 1] ^ 0x80;
      y = b[lane - 1];
      if (kind == 6 && random.chance(30)) y ^= 1;
      if ((y & 0x7F) > unit.b.max_finite()) y ^= 1;
    }
    if (kind == 7) x = x & 0x80 ? 0x80 : 0;  // zeros of both signs
    a[lane] = x;
    b[lane] = y;
  }
}

void put_lanes(const ScalarUnit& unit, const std::uint32_t* a, const std::uint32_t* b, std::size_t index,
               Batch& batch) {
  const std::size_t words = unit.words(Slot::kA);
  for (int lane = 0; lane < unit.lanes; ++lane) {
    set_field(std::span(batch.of(Slot::kA)).subspan(index * words, words), lane, 8, a[lane]);
    set_field(std::span(batch.of(Slot::kB)).subspan(index * words, words), lane, 8, b[lane]);
  }
}

void start_dot(const Plan& plan, std::int64_t job, std::size_t cases, Batch& batch) {
  batch.mode = plan.mode(job);
  batch.cases = cases;
  batch.of(Slot::kA).assign(cases * plan.unit.words(Slot::kA), 0);
  batch.of(Slot::kB).assign(cases * plan.unit.words(Slot::kB), 0);
}

// Every pair in every lane, the others zero, with structured addends.
ScalarCheck lanes_alone(const Plan& plan) {
  const std::int64_t lanes = plan.unit.lanes;
  // In full at least 4,096 addends a pair, over the lanes.
  const std::int64_t rounds = plan.full ? (4096 + lanes - 1) / lanes : 1;
  return {
      "pairs",
      fmt::format("every pair in every lane, {} structured addend{} each", rounds, rounds > 1 ? "s" : "") +
          plan.in_modes(),
      plan.mode_count() * lanes * rounds, [=](std::int64_t job, Batch& batch) {
        const ScalarUnit& unit = plan.unit;
        Random random = plan.random(47, job);
        start_dot(plan, job, kBatch, batch);
        const auto lane = static_cast<std::size_t>(job / plan.mode_count() % lanes);
        for (std::uint32_t pair = 0; pair < kBatch; ++pair) {
          std::uint32_t a[64] = {}, b[64] = {};
          a[lane] = pair >> 8;
          b[lane] = pair & 0xFF;
          put_lanes(unit, a, b, pair, batch);
          const golden::Number product = golden::exact_mul(unit.a, unit.b, a[lane], b[lane]);
          batch.of(Slot::kC).push_back(
              addend(product, unit.c, unit.to, (pair * 0x9E37U >> 4) + pair % 16, random));
        }
        complete(plan, batch, job % 16, random);
      }};
}

ScalarCheck random_lanes(const Plan& plan, std::int64_t batches) {
  constexpr std::size_t kCases = 1 << 12;
  return {"lanes", "random lanes: specials, zeros, subnormals, cancellation; structured addends", batches,
          [=](std::int64_t job, Batch& batch) {
            const ScalarUnit& unit = plan.unit;
            Random random = plan.random(48, job);
            start_dot(plan, job, kCases, batch);
            for (std::size_t i = 0; i < kCases; ++i) {
              std::uint32_t a[64], b[64];
              draw_lanes(unit, random, a, b);
              put_lanes(unit, a, b, i, batch);
              const golden::Number products = golden::exact_dot(
                  unit.a, unit.b, kFp32, Rounding::kRne,
                  std::span(a).first(static_cast<std::size_t>(unit.lanes)),
                  std::span(b).first(static_cast<std::size_t>(unit.lanes)), kFp32.sign_mask());
              batch.of(Slot::kC).push_back(addend(products, unit.c, unit.to,
                                                  static_cast<std::uint32_t>(random.below(1 << 16)), random));
            }
            complete(plan, batch, job % 16, random);
          }};
}

}  // namespace

std::vector<ScalarCheck> dot_checks(const Plan& plan) {
  return {lanes_alone(plan), random_lanes(plan, plan.full ? 1 << 14 : 1 << 9)};
}

}  // namespace fp8forge::conformance
