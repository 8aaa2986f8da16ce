// The checks of scalar units see a unit that is wrong in one case, and pass the golden model itself.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <set>

#include "sim/conformance/addends.hpp"
#include "sim/conformance/fp32_inputs.hpp"
#include "sim/conformance/scalar_case.hpp"
#include "sim/conformance/scalar_expected.hpp"
#include "sim/conformance/scalar_verify.hpp"

namespace fp8forge::conformance {
namespace {

// The golden model itself, wrong for one operand in one mode.
class FakeScalar : public ScalarModel {
 public:
  FakeScalar(const ScalarUnit& unit, std::uint32_t wrong_a, std::uint32_t wrong_code)
      : unit_(unit), wrong_a_(wrong_a), wrong_code_(wrong_code) {}

  void evaluate(const Batch& batch, Results& results) override {
    Results right;
    expect(unit_, batch, right);
    results = right;
    for (std::size_t n = 0; n < batch.cases; ++n) {
      if (batch.of(Slot::kA)[n] == wrong_a_ && batch.mode.port_code == wrong_code_) results.result[n] ^= 1;
    }
  }
  void play(const BeatStimulus&, BeatTrace&) override { FAIL() << "not clocked"; }

 private:
  ScalarUnit unit_;
  std::uint32_t wrong_a_;
  std::uint32_t wrong_code_;
};

constexpr std::uint32_t kNothing = 0xFFFFFFFE;  // an fp32 NaN that the inputs of these tests do not hold

ScalarFactory fake(const ScalarUnit& unit, std::uint32_t wrong_a, std::uint32_t wrong_code = 0) {
  return [=] { return std::make_unique<FakeScalar>(unit, wrong_a, wrong_code); };
}

Mode mode(Rounding rounding, Overflow overflow = Overflow::kSaturate) {
  return {rounding, overflow, static_cast<std::uint32_t>(rounding)};
}

ScalarUnit multiplier() {
  ScalarUnit unit;
  unit.b = kE5m2;
  unit.modes = {mode(Rounding::kRne), mode(Rounding::kRtz), {Rounding::kRne, Overflow::kSaturate, 7}};
  unit.rounding_is_port = true;
  return unit;
}

ScalarUnit converter(const Format& from = kFp32, const Format& to = kE4m3) {
  ScalarUnit unit;
  unit.operation = Operation::kConvert;
  unit.a = from;
  unit.to = to;
  unit.modes = {mode(Rounding::kRne)};
  return unit;
}

TEST(ScalarChecks, TryEveryPairInEveryMode) {
  const ScalarUnit unit = multiplier();
  const auto checks = scalar_checks(unit, 1, Effort::kQuick);
  ASSERT_EQ(checks.size(), 1U);
  const Check sound = verify(unit, checks[0], fake(unit, kNothing), {});
  EXPECT_EQ(sound.cases, 3 * 65536);
  EXPECT_EQ(sound.mismatches, 0);
  const Check broken = verify(unit, checks[0], fake(unit, 0x38, 1), {});
  EXPECT_EQ(broken.mismatches, 256);
  ASSERT_FALSE(broken.shown.empty());
  EXPECT_EQ(broken.shown[0].case_name, "a=38 b=00 rounding=rtz");
  // The code without a meaning of its own is a mode too.
  EXPECT_EQ(verify(unit, checks[0], fake(unit, 0x38, 7), {}).shown[0].case_name, "a=38 b=00 rounding=7");
}

TEST(ScalarChecks, TryEveryInputOfNarrowConverters) {
  for (const auto& [from, to, inputs] :
       {std::tuple{kBf16, kE5m2, 65536}, std::tuple{kFp16, kE4m3, 65536}, std::tuple{kE4m3, kFp32, 256}}) {
    const ScalarUnit unit = converter(from, to);
    const auto checks = scalar_checks(unit, 1, Effort::kQuick);
    ASSERT_EQ(checks.size(), 1U);
    EXPECT_EQ(verify(unit, checks[0], fake(unit, kNothing), {}).cases, inputs);
    EXPECT_EQ(verify(unit, checks[0], fake(unit, 0x7F), {}).mismatches, 1);
  }
}

TEST(ScalarChecks, TryEachOfAFewRandomOperands) {
  ScalarUnit unit = converter(kBf16);
  unit.modes = {mode(Rounding::kSr)};
  unit.random_bits = 4;
  const auto checks = scalar_checks(unit, 1, Effort::kQuick);
  std::set<std::pair<std::uint32_t, std::uint32_t>> tried;
  for (std::int64_t job = 0; job < checks[0].batches; ++job) {
    Batch batch;
    checks[0].make(job, batch);
    for (std::size_t i = 0; i < batch.cases; ++i)
      tried.insert({batch.of(Slot::kA)[i], batch.of(Slot::kRandom)[i]});
  }
  EXPECT_EQ(tried.size(), std::size_t{65536} * 16);
}

TEST(ScalarChecks, TryEveryTripleOfAnNarrowFma) {
  ScalarUnit unit = multiplier();
  unit.operation = Operation::kFma;
  unit.modes.resize(1);
  const auto checks = scalar_checks(unit, 1, Effort::kQuick);
  ASSERT_EQ(checks.size(), 1U);
  EXPECT_EQ(checks[0].batches, 256);
  Batch batch;
  checks[0].make(77, batch);
  EXPECT_EQ(batch.cases, 65536U);
  EXPECT_EQ(batch.of(Slot::kC)[5], 77U);
}

TEST(ScalarChecks, TryFp32AroundEveryBoundary) {
  const std::vector<std::uint32_t> inputs = boundary_inputs(kE4m3);
  const auto has_around = [&](float value) {
    const auto code = std::bit_cast<std::uint32_t>(value);
    for (std::uint32_t near = code - 2; near != code + 3; ++near) {
      for (const std::uint32_t sign : {0U, 0x80000000U}) {
        EXPECT_TRUE(std::binary_search(inputs.begin(), inputs.end(), near ^ sign)) << value;
      }
    }
  };
  has_around(0x1p-10F);   // the tie between zero and the lowest subnormal
  has_around(0x1.8p-9F);  // a subnormal tie
  has_around(0x1.Ep-7F);  // the tie below the lowest normal
  has_around(448.0F);
  has_around(464.0F);    // where overflow begins
  has_around(0x1p127F);  // binades far from the destination
  has_around(0x1p-126F);
  for (const std::uint32_t special :
       {0U, 0x80000000U, 1U, 0x7F800000U, 0xFF800000U, 0x7FC00000U, 0x7FFFFFFFU}) {
    EXPECT_TRUE(std::binary_search(inputs.begin(), inputs.end(), special)) << special;
  }
}

TEST(ScalarChecks, TryFp32AtRandomTheSameWayAgain) {
  const ScalarUnit unit = converter();
  const auto checks = scalar_checks(unit, 1, Effort::kQuick);
  ASSERT_EQ(checks.size(), 2U);
  Batch first, again, other;
  checks[1].make(0, first);
  checks[1].make(0, again);
  scalar_checks(unit, 2, Effort::kQuick)[1].make(0, other);
  EXPECT_EQ(first.of(Slot::kA), again.of(Slot::kA));
  EXPECT_NE(first.of(Slot::kA), other.of(Slot::kA));
  // A fourth of them or more rounds to something that is neither zero nor the largest value.
  std::size_t between = 0;
  std::set<std::uint32_t> results;
  for (const std::uint32_t code : first.of(Slot::kA)) {
    const std::uint32_t result = golden::convert(kFp32, unit.target(first.mode), code) & 0x7F;
    results.insert(result);
    between += result != 0 && result != 0x7E && result != 0x7F;
  }
  EXPECT_GT(between, first.cases / 4);
  EXPECT_EQ(results.size(), 128U);
}

TEST(ScalarChecks, TheWholeSpaceOfAConverterIsTriedInFull) {
  const auto checks = scalar_checks(converter(), 1, Effort::kFull);
  ASSERT_EQ(checks.size(), 3U);
  EXPECT_EQ(checks[2].batches, 65536);
  Batch batch;
  checks[2].make(65535, batch);
  EXPECT_EQ(batch.of(Slot::kA).front(), 0xFFFF0000U);
  EXPECT_EQ(batch.of(Slot::kA).back(), 0xFFFFFFFFU);
}

TEST(Addends, CancelAndTieAndGoThroughTheDistances) {
  Random random(1);
  const golden::Number product = golden::exact_mul(kE4m3, kE4m3, 0x3C, 0x3A);  // 1.5 * 1.25
  int cancels = 0, small = 0;
  std::set<int> exponents;
  for (std::uint32_t index = 0; index < 4096; ++index) {
    const std::uint32_t c = addend(product, kFp32, kFp32, index, random);
    const double value = golden::value_of(kFp32, c);
    cancels += value == -1.875;
    small += std::abs(value + 1.875) < 1e-5 && value != -1.875;
    exponents.insert(static_cast<int>(c >> 23 & 255));
  }
  EXPECT_GT(cancels, 100);
  EXPECT_GT(small, 200);
  EXPECT_GT(exponents.size(), 200U);
}

TEST(ScalarCases, AreNamedAndRepeated) {
  const ScalarUnit unit = multiplier();
  const auto again = [&](const std::string& name, const ScalarFactory& factory) {
    return repeat(unit, name, 1, Effort::kQuick, factory);
  };
  const Result<Check> wrong = again("a=38 b=3c rounding=rtz", fake(unit, 0x38, 1));
  ASSERT_TRUE(wrong);
  EXPECT_EQ(wrong->mismatches, 1);
  EXPECT_EQ(wrong->shown[0].text, "a 38 (1), b 3c (1), rtz, saturate: expected 38 (1), got 39 (1.125)");
  const Result<Check> right = again("a=38 b=3c", fake(unit, 0x38, 1));
  ASSERT_TRUE(right);
  EXPECT_EQ(right->mismatches, 0);
  for (const char* name :
       {"", "a=38", "b=38", "a=100 b=0", "a=38 b=3c rounding=rup", "a=38 b=3c overflow=nonsaturate",
        "a=3z b=3c", "a b", "a=38 b=3c c=0", "pairs/1", "nothing/0", "stalls/0", "/", "pairs/x"}) {
    EXPECT_FALSE(again(name, fake(unit, kNothing))) << name;
  }
}

TEST(ScalarCases, OfVectorsAreOneNumber) {
  ScalarUnit unit = converter(kBf16);
  unit.lanes = 3;
  unit.random_bits = 5;
  unit.has_scale = true;
  unit.has_flags = true;
  unit.modes = {mode(Rounding::kSr)};
  const auto batch = parse_case(unit, "a=4000c0003f80 scale=1ff random=0421");
  ASSERT_TRUE(batch) << batch.error().what;
  EXPECT_EQ(case_name(unit, *batch, 0), "a=4000c0003f80 scale=1ff random=0421");
  Results results;
  expect(unit, *batch, results);
  EXPECT_EQ(describe_case(unit, *batch, 0, results, results),
            "a 3f80 (1) c000 (-2) 4000 (2), scale -1, random 0421, sr, saturate: "
            "expected 30 (0.5) b8 (-1) 38 (1) status 000, got 30 (0.5) b8 (-1) 38 (1) status 000");
  EXPECT_FALSE(parse_case(unit, "a=4000c0003f80 scale=200 random=0"));
  EXPECT_FALSE(parse_case(unit, "a=14000c0003f80 scale=0 random=0"));
}

}  // namespace
}  // namespace fp8forge::conformance
