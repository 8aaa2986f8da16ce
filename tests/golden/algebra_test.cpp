// Laws that hold whatever the values are.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "sim/golden/golden.hpp"

namespace fp8forge {
namespace {

using golden::Target;

constexpr Format kFp8Formats[] = {kE4m3, kE5m2};

bool is_nan(const Format& format, std::uint32_t code) {
  const double value = golden::value_of(format, code);
  return value != value;
}

Rounding mirrored(Rounding rounding) {
  if (rounding == Rounding::kRdn) return Rounding::kRup;
  if (rounding == Rounding::kRup) return Rounding::kRdn;
  return rounding;
}

// Calls `check(a, b, to, mode)` for the four operand pairs, every destination and mode.
template <typename Check>
void for_each_request(Check check) {
  for (const Format& a : kFp8Formats) {
    for (const Format& b : kFp8Formats) {
      for (const Format& to : all_formats()) {
        for (const auto& [rounding, name] : kRoundingNames) check(a, b, to, rounding);
      }
    }
  }
}

TEST(GoldenAlgebra, MulAndAddCommute) {
  for_each_request([](const Format& a, const Format& b, const Format& to, Rounding rounding) {
    const Target target{to, rounding, Overflow::kNonsaturate};
    for (std::uint32_t x = 0; x < 256; x += 3) {
      for (std::uint32_t y = 0; y < 256; y += 5) {
        ASSERT_EQ(golden::mul(a, b, target, x, y), golden::mul(b, a, target, y, x));
        ASSERT_EQ(golden::add(a, b, target, x, y), golden::add(b, a, target, y, x));
      }
    }
  });
}

// (-a) b = -(a b), with the directed modes exchanged. A sum of zero has its own rule.
TEST(GoldenAlgebra, SignsMirror) {
  for_each_request([](const Format& a, const Format& b, const Format& to, Rounding rounding) {
    const Target target{to, rounding, Overflow::kNonsaturate};
    const Target mirror{to, mirrored(rounding), Overflow::kNonsaturate};
    for (std::uint32_t x = 0; x < 256; x += 3) {
      for (std::uint32_t y = 0; y < 256; y += 5) {
        const std::uint32_t product = golden::mul(a, b, target, x, y);
        const std::uint32_t flipped = is_nan(to, product) ? product : product ^ to.sign_mask();
        ASSERT_EQ(golden::mul(a, b, mirror, x ^ 0x80, y), flipped);
        const std::uint32_t sum = golden::add(a, b, target, x, y);
        if (is_nan(to, sum) || golden::value_of(to, sum) == 0) continue;
        ASSERT_EQ(golden::add(a, b, mirror, x ^ 0x80, y ^ 0x80), sum ^ to.sign_mask());
      }
    }
  });
}

// Times one and plus zero are conversions.
TEST(GoldenAlgebra, OneAndZeroAreNeutral) {
  for_each_request([](const Format& a, const Format& b, const Format& to, Rounding rounding) {
    const std::uint32_t one = static_cast<std::uint32_t>(b.bias) << b.man_bits;
    const Target target{to, rounding, Overflow::kSaturate};
    for (std::uint32_t x = 0; x < 256; ++x) {
      const std::uint32_t converted = golden::convert(a, target, x);
      ASSERT_EQ(golden::mul(a, b, target, x, one), converted);
      if (golden::value_of(a, x) != 0) {
        ASSERT_EQ(golden::add(a, b, target, x, 0), converted);
      }
    }
  });
}

// A larger operand never gives a smaller result.
TEST(GoldenAlgebra, ConvertIsMonotone) {
  for (const Format& from : {kFp16, kBf16}) {
    for (const Format& to : all_formats()) {
      for (const auto& [rounding, name] : kRoundingNames) {
        const Target target{to, rounding, Overflow::kSaturate};
        std::uint32_t last = 0;
        for (std::uint32_t code = 0; code <= from.infinity(); ++code) {
          const std::uint32_t next = golden::convert(from, target, code);
          ASSERT_GE(next, last) << from.name << " " << to.name << " " << name << " " << code;
          last = next;
        }
        ASSERT_EQ(last, to.max_finite());
      }
    }
  }
}

// RDN <= RTZ, RNE, RMM, ROD <= RUP; where the ends agree the value is exact and all agree; else they are
// neighbours, and ROD is the odd one of them.
TEST(GoldenAlgebra, RoundingsLieBetweenTheDirectedOnes) {
  std::mt19937 random(3);
  for (const Format& to : all_formats()) {
    for (int i = 0; i < 20000; ++i) {
      const std::uint32_t code = static_cast<std::uint32_t>(random()) & 0x7FFFFFFF;
      const auto rounded = [&](Rounding rounding) {
        return golden::convert(kFp32, {to, rounding, Overflow::kSaturate}, code);
      };
      const std::uint32_t down = rounded(Rounding::kRdn), up = rounded(Rounding::kRup);
      if (is_nan(kFp32, code)) continue;
      ASSERT_TRUE(up == down || up == down + 1);
      ASSERT_EQ(rounded(Rounding::kRtz), down);
      for (const Rounding nearest : {Rounding::kRne, Rounding::kRmm}) {
        ASSERT_TRUE(rounded(nearest) == down || rounded(nearest) == up);
      }
      ASSERT_EQ(rounded(Rounding::kRod), up != down && up % 2 == 1 ? up : down);
    }
  }
}

// Inexact: the result is not the value. Overflow, underflow: never without inexact. Underflow: where the
// result is below the normal range, and at most where it is the least normal.
TEST(GoldenAlgebra, FlagsFollowFromTheValues) {
  std::mt19937 random(8);
  for (const Format& to : all_formats()) {
    const double normal = std::ldexp(1, to.min_exp());
    for (const auto& [rounding, name] : kRoundingNames) {
      for (int i = 0; i < 20000; ++i) {
        // Values spread over the destination's range and somewhat beyond, with the last bits often clear.
        std::uint32_t code = static_cast<std::uint32_t>(random());
        if (to.exp_bits < 8) code = (code & 0x8FFFFFFF) | (code & 0x40000000 ? 0x40000000 : 0x30000000);
        if (i % 2 == 0) code &= 0xFFF80000;
        if (is_nan(kFp32, code) || (code & 0x7FFFFFFF) == 0x7F800000) continue;
        const Target target{to, rounding, Overflow::kSaturate, 8};
        const golden::Rounded got =
            golden::round(target, golden::exact_convert(kFp32, code), random() & 0xFF);
        const double result = golden::value_of(to, got.code);
        const bool inexact = result != golden::value_of(kFp32, code);
        ASSERT_EQ((got.flags & golden::kInexact) != 0, inexact) << to.name << " " << name << " " << code;
        if (got.flags & golden::kOverflowed) {
          ASSERT_TRUE(inexact && std::fabs(result) == golden::value_of(to, to.max_finite()));
        }
        if (got.flags & golden::kUnderflow) {
          ASSERT_TRUE(inexact && std::fabs(result) <= normal);
        } else {
          ASSERT_TRUE(!inexact || std::fabs(result) >= normal) << to.name << " " << name << " " << code;
        }
        ASSERT_FALSE(got.flags & golden::kInvalid);
      }
    }
  }
}

// A value times 2^scale is that value, where fp32 holds both.
TEST(GoldenAlgebra, ScaleIsAFactor) {
  std::mt19937 random(9);
  for (const Format& to : all_formats()) {
    for (int i = 0; i < 20000; ++i) {
      const std::uint32_t code = static_cast<std::uint32_t>(random());
      const int exponent = static_cast<int>(code >> 23 & 0xFF), moved = 1 + static_cast<int>(random() % 254);
      if (exponent == 0 || exponent == 255) continue;
      const std::uint32_t scaled = (code & 0x807FFFFF) | static_cast<std::uint32_t>(moved) << 23;
      const Target target{to, static_cast<Rounding>(random() % 7), Overflow::kNonsaturate, 8};
      const auto r = static_cast<std::uint32_t>(random());
      ASSERT_EQ(golden::round(target, golden::exact_convert(kFp32, code, moved - exponent), r),
                golden::round(target, golden::exact_convert(kFp32, scaled), r));
    }
  }
}

// Rounding to odd first, to at least two bits more, then to nearest is rounding once (Boldo, Melquiond 2008).
TEST(GoldenAlgebra, RoundToOddLeavesTheSecondRoundingRight) {
  const Target odd{kFp32, Rounding::kRod, Overflow::kNonsaturate};
  std::mt19937 random(4);
  for (int i = 0; i < 100000; ++i) {
    const auto a = static_cast<std::uint32_t>(random()), b = static_cast<std::uint32_t>(random());
    const auto c = static_cast<std::uint32_t>(random());
    const std::uint32_t first = golden::fma(kE5m2, kE4m3, kFp32, odd, a, b, c);
    for (const Rounding rounding : {Rounding::kRne, Rounding::kRmm, Rounding::kRup}) {
      const Target narrow{kFp16, rounding, Overflow::kNonsaturate};
      ASSERT_EQ(golden::convert(kFp32, narrow, first), golden::fma(kE5m2, kE4m3, kFp32, narrow, a, b, c));
    }
  }
}

// Any FP8 product is exact in bf16 and fp32, and every fp8 value in all wider formats.
TEST(GoldenAlgebra, ProductsAreExactInBf16AndFp32) {
  for (const Format& to : {kBf16, kFp32}) {
    for (std::uint32_t pair = 0; pair < 65536; ++pair) {
      const std::uint32_t a = pair >> 8, b = pair & 0xFF;
      const double product = golden::value_of(kE4m3, a) * golden::value_of(kE5m2, b);
      const Target target{to, Rounding::kRne, Overflow::kNonsaturate};
      const double got = golden::value_of(to, golden::mul(kE4m3, kE5m2, target, a, b));
      ASSERT_TRUE(got == product || (got != got && product != product)) << pair;
    }
  }
}

// The order of an exact sum does not matter; an accumulator and a dot with c = 0 agree but for a zero's sign.
TEST(GoldenAlgebra, ExactSumsHaveNoOrder) {
  std::mt19937 random(5);
  for (int i = 0; i < 2000; ++i) {
    const Format& a = kFp8Formats[random() % 2];
    const Format& b = kFp8Formats[random() % 2];
    std::vector<std::uint32_t> codes_a(1 + random() % 40), codes_b(codes_a.size());
    for (auto& code : codes_a) code = random() & 0xF7;  // few specials
    for (auto& code : codes_b) code = random() & 0xF7;
    const Target target{all_formats()[random() % 5], Rounding::kRup, Overflow::kNonsaturate};
    golden::ExactAccumulator forward(a, b, 4096), backward(a, b, 4096);
    for (std::size_t k = 0; k < codes_a.size(); ++k) {
      forward.add_product(codes_a[k], codes_b[k]);
      backward.add_product(codes_a[codes_a.size() - 1 - k], codes_b[codes_a.size() - 1 - k]);
    }
    ASSERT_EQ(forward.read(target), backward.read(target));
    std::uint32_t dot = golden::dot(a, b, kFp32, target, codes_a, codes_b, 0);
    if (golden::value_of(target.to, dot) == 0 && forward.read(target) == 0) dot = 0;
    ASSERT_EQ(forward.read(target), dot);
  }
}

TEST(GoldenAlgebra, MatmulIsADotForEachElement) {
  std::mt19937 random(6);
  const std::size_t rows = 5, depth = 19, columns = 7;
  std::vector<std::uint32_t> a(rows * depth), b(depth * columns);
  for (auto& code : a) code = random() & 0xFF;
  for (auto& code : b) code = random() & 0xBF;
  for (const std::int64_t max_terms : {19, 18}) {
    const Target target{kBf16, Rounding::kRne, Overflow::kNonsaturate};
    const auto c = golden::matmul(kE4m3, kE5m2, max_terms, target, rows, depth, columns, a, b);
    ASSERT_EQ(c.size(), rows * columns);
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t column = 0; column < columns; ++column) {
        golden::ExactAccumulator sum(kE4m3, kE5m2, max_terms);
        for (std::size_t k = 0; k < depth; ++k) sum.add_product(a[row * depth + k], b[k * columns + column]);
        ASSERT_EQ(c[row * columns + column], sum.read(target));
        if (max_terms < 19) {
          ASSERT_EQ(c[row * columns + column], kBf16.canonical_nan);
        }
      }
    }
  }
}

TEST(GoldenAlgebra, BatchesAreTheirCases) {
  std::mt19937 random(7);
  std::vector<std::uint32_t> a(1000), b(1000), products(1000), converted(1000);
  for (auto& code : a) code = random() & 0xFF;
  for (auto& code : b) code = random() & 0xFF;
  const Target target{kE5m2, Rounding::kRne, Overflow::kSaturate};
  golden::mul(kE4m3, kE5m2, target, a, b, products);
  golden::convert(kE4m3, target, a, converted);
  for (std::size_t i = 0; i < a.size(); ++i) {
    ASSERT_EQ(products[i], golden::mul(kE4m3, kE5m2, target, a[i], b[i]));
    ASSERT_EQ(converted[i], golden::convert(kE4m3, target, a[i]));
  }
}

}  // namespace
}  // namespace fp8forge
