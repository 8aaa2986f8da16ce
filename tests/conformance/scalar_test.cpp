#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <set>

#include "sim/conformance/scalar_verify.hpp"

namespace fp8forge::conformance {
namespace {

// The golden model itself, wrong for one operand in one mode.
class FakeScalar : public ScalarModel {
 public:
  FakeScalar(const ScalarUnit& unit, std::uint32_t wrong_a, std::uint32_t wrong_code)
      : unit_(unit), wrong_a_(wrong_a), wrong_code_(wrong_code) {}

  void evaluate(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b,
                std::uint32_t rounding_code, Overflow overflow, std::span<std::uint32_t> results) override {
    const Rounding rounding = rounding_code < 6 ? static_cast<Rounding>(rounding_code) : Rounding::kRne;
    const golden::Target target{unit_.to, rounding, overflow};
    for (std::size_t n = 0; n < a.size(); ++n) {
      results[n] = unit_.b ? golden::mul(unit_.a, *unit_.b, target, a[n], b[n])
                           : golden::convert(unit_.a, target, a[n]);
      if (a[n] == wrong_a_ && rounding_code == wrong_code_) results[n] ^= 1;
    }
  }

 private:
  ScalarUnit unit_;
  std::uint32_t wrong_a_;
  std::uint32_t wrong_code_;
};

constexpr std::uint32_t kNothing = 0xFFFFFFFE;  // an fp32 NaN that the inputs of these tests do not hold

ScalarFactory fake(const ScalarUnit& unit, std::uint32_t wrong_a, std::uint32_t wrong_code = 0) {
  return [=] { return std::make_unique<FakeScalar>(unit, wrong_a, wrong_code); };
}
constexpr std::uint32_t kRtzCode = 1;

ScalarUnit multiplier() {
  return {kE4m3, kE5m2, kE4m3, {Rounding::kRne, Rounding::kRtz}, {Overflow::kSaturate}};
}
ScalarUnit converter() { return {kFp32, std::nullopt, kE4m3, {Rounding::kRne}, {Overflow::kSaturate}}; }

TEST(ScalarChecks, TryEveryPairInEveryMode) {
  const ScalarUnit unit = multiplier();
  const auto checks = scalar_checks(unit, 1);
  ASSERT_EQ(checks.size(), 1U);
  const Check sound = verify(unit, checks[0], fake(unit, kNothing), {});
  EXPECT_EQ(sound.cases, 4 * 65536);  // two modes, and two port codes without a mode
  EXPECT_EQ(sound.mismatches, 0);
  const Check broken = verify(unit, checks[0], fake(unit, 0x38, kRtzCode), {});
  EXPECT_EQ(broken.mismatches, 256);
  ASSERT_FALSE(broken.shown.empty());
  EXPECT_EQ(broken.shown[0].case_name, "a=38 b=00 rounding=rtz");
  for (const std::uint32_t code : {6U, 7U}) {
    const Check unnamed = verify(unit, checks[0], fake(unit, 0x38, code), {});
    ASSERT_FALSE(unnamed.shown.empty()) << code;
    EXPECT_EQ(unnamed.shown[0].case_name, fmt::format("a=38 b=00 rounding={}", code));
  }
}

TEST(ScalarChecks, TryEveryInputOfNarrowConverters) {
  for (const auto& [from, to, inputs] :
       {std::tuple{kBf16, kE5m2, 65536}, std::tuple{kFp16, kE4m3, 65536}, std::tuple{kE4m3, kFp32, 256}}) {
    const ScalarUnit unit{from, std::nullopt, to, {Rounding::kRne}, {Overflow::kNonsaturate}};
    const auto checks = scalar_checks(unit, 1);
    ASSERT_EQ(checks.size(), 1U);
    EXPECT_EQ(verify(unit, checks[0], fake(unit, kNothing), {}).cases, inputs);
    EXPECT_EQ(verify(unit, checks[0], fake(unit, 0x7F), {}).mismatches, 1);
  }
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

TEST(ScalarChecks, TryFp32AtRandom) {
  const ScalarUnit unit = converter();
  const auto checks = scalar_checks(unit, 1, 200'000);
  ASSERT_EQ(checks.size(), 2U);
  EXPECT_EQ(verify(unit, checks[1], fake(unit, kNothing), {}).cases, 200'000);
  ScalarCheck::Batch first, again, other;
  checks[1].make(0, first);
  checks[1].make(0, again);
  scalar_checks(unit, 2, 200'000)[1].make(0, other);
  EXPECT_EQ(first.a, again.a);
  EXPECT_NE(first.a, other.a);
  // Half of them or more round to something that is neither zero nor the largest value.
  std::size_t between = 0;
  std::set<std::uint32_t> results;
  for (const std::uint32_t code : first.a) {
    const std::uint32_t result = golden::convert(kFp32, first.mode.target, code) & 0x7F;
    results.insert(result);
    between += result != 0 && result != 0x7E && result != 0x7F;
  }
  EXPECT_GT(between, first.a.size() / 4);
  EXPECT_EQ(results.size(), 128U);
}

TEST(ScalarChecks, RepeatOneCase) {
  const ScalarUnit unit = multiplier();
  const Result<Check> wrong = repeat(unit, "a=38 b=3c rounding=rtz", fake(unit, 0x38, kRtzCode));
  ASSERT_TRUE(wrong);
  EXPECT_EQ(wrong->mismatches, 1);
  EXPECT_EQ(wrong->shown[0].text, "a 38 (1), b 3c (1), rtz, saturate: expected 38 (1), got 39 (1.125)");
  const Result<Check> right = repeat(unit, "a=38 b=3c", fake(unit, 0x38, kRtzCode));
  ASSERT_TRUE(right);
  EXPECT_EQ(right->mismatches, 0);
  const Result<Check> unnamed = repeat(unit, "a=38 b=3c rounding=7", fake(unit, 0x38, 7));
  ASSERT_TRUE(unnamed);
  EXPECT_EQ(unnamed->shown[0].text,
            "a 38 (1), b 3c (1), rounding_i 7, saturate: expected 38 (1), got 39 (1.125)");
  EXPECT_EQ(unnamed->shown[0].case_name, "a=38 b=3c rounding=7");
  for (const char* name : {"", "a=38", "b=38", "a=100 b=0", "a=38 b=3c rounding=rup",
                           "a=38 b=3c overflow=nonsaturate", "a=3z b=3c", "a b", "a=38 b=3c c=0"}) {
    EXPECT_FALSE(repeat(unit, name, fake(unit, kNothing))) << name;
  }
  EXPECT_FALSE(repeat(converter(), "a=38 b=3c", fake(converter(), kNothing)));
  const std::string form = "a=HEX b=HEX rounding=rne|rtz|6|7";
  EXPECT_EQ(repeat(unit, "a=38 b=3c rounding=rdn", fake(unit, kNothing)).error(),
            (Error{"'rounding=rdn' does not name a case of this unit", "--case", form}));
  EXPECT_EQ(repeat(unit, "a=38 b=3c overflow=saturate", fake(unit, kNothing)).error(),
            (Error{"'overflow=saturate' does not apply: the unit's overflow is fixed", "--case", form}));
}

}  // namespace
}  // namespace fp8forge::conformance
