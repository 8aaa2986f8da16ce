#include "sim/conformance/scalar_checks.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

#include "sim/conformance/addends.hpp"
#include "sim/conformance/fields.hpp"
#include "sim/conformance/fp32_inputs.hpp"
#include "sim/conformance/random.hpp"

namespace fp8forge::conformance {

namespace {

constexpr std::int64_t kBatch = 1 << 16;

// What the makers of all checks share.
struct Plan {
  ScalarUnit unit;
  std::uint64_t seed;
  bool full;

  std::int64_t mode_count() const { return static_cast<std::int64_t>(unit.modes.size()); }
  const Mode& mode(std::int64_t index) const {
    return unit.modes[static_cast<std::size_t>(index % mode_count())];
  }
  bool is_stochastic() const {
    return std::any_of(unit.modes.begin(), unit.modes.end(),
                       [](const Mode& mode) { return mode.rounding == Rounding::kSr; });
  }
  // How often all operands are gone through, for their random bits: each value of a few, sixteen of many.
  std::int64_t random_rounds() const {
    return is_stochastic() ? std::int64_t{1} << std::min(unit.random_bits, 4) : 1;
  }
  Random random(std::uint64_t stream, std::int64_t job) const {
    return Random(seed, stream, static_cast<std::uint64_t>(job));
  }
  std::string in_modes() const {
    return mode_count() > 1 ? fmt::format(" in each of {} modes", mode_count()) : "";
  }
  std::string with_random() const {
    if (!is_stochastic()) return "";
    return unit.random_bits <= 4 ? fmt::format(", each of {} random operands", 1 << unit.random_bits)
                                 : ", 16 random operands each";
  }
};

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

// Scales and random bits, once mode, cases and operands stand.
void complete(const Plan& plan, Batch& batch, std::int64_t round, Random& random) {
  fill_scale(plan, batch, random);
  fill_random(plan, batch, round, random);
}

// All pairs of 8-bit operands; in a mac each alone.
ScalarCheck pairs(const Plan& plan) {
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
  const std::int64_t rounds = plan.full ? 64 : 1;
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

std::vector<ScalarCheck> converter_checks(const Plan& plan) {
  if (plan.unit.a.bits() <= 16) return {narrow_inputs(plan)};
  std::vector<ScalarCheck> checks = {boundaries(plan)};
  checks.push_back(random_inputs(plan, 100'000'000));
  if (plan.full && plan.unit.lanes == 1) checks.push_back(all_inputs(plan));
  return checks;
}

std::vector<ScalarCheck> fma_checks(const Plan& plan) {
  if (plan.unit.c.bits() == 8) return {all_triples(plan, plan.mode_count())};
  const std::int64_t rounds = plan.full ? 4096 : std::max<std::int64_t>(16, 256 / plan.mode_count());
  std::vector<ScalarCheck> checks = {structured(plan, rounds)};
  if (plan.full && plan.unit.c.bits() == 16) checks.push_back(all_triples(plan, 1));
  return checks;
}

}  // namespace

std::vector<ScalarCheck> scalar_checks(const ScalarUnit& unit, std::uint64_t seed, Effort effort) {
  const Plan plan{unit, seed, effort == Effort::kFull};
  switch (unit.operation) {
    case Operation::kMul:
    case Operation::kAdd:
      return {pairs(plan)};
    case Operation::kConvert:
      return converter_checks(plan);
    case Operation::kFma:
      return fma_checks(plan);
    case Operation::kDot:
      return {lanes_alone(plan), random_lanes(plan, plan.full ? 1 << 14 : 1 << 9)};
    case Operation::kMac:
      return {pairs(plan),
              histories(plan, plan.full ? 4096 : std::max<std::int64_t>(4, 64 / plan.mode_count())),
              fill(plan)};
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
