#include "tests/golden/mpfr_checks.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/golden/golden.hpp"
#include "sim/golden/mac.hpp"
#include "tests/golden/cases.hpp"
#include "tests/golden/mpfr_reference.hpp"

namespace fp8forge {

namespace {

constexpr Overflow kOverflows[] = {Overflow::kSaturate, Overflow::kNonsaturate};

// Calls `check` with each format, mode and policy; stochastic rounding with few, some and most random bits.
template <typename Check>
void for_each_target(Check check) {
  for (const Format& to : all_formats()) {
    for (const auto& [rounding, name] : kRoundingNames) {
      for (const Overflow overflow : kOverflows) {
        if (rounding != Rounding::kSr) {
          check(Target{to, rounding, overflow});
          continue;
        }
        for (const int random_bits : {1, 4, 11, 24}) check(Target{to, rounding, overflow, random_bits});
      }
    }
  }
}

// Calls `check` with each random number to be tried on a case: none but in stochastic rounding, there the two
// ends and some between, others in each case.
template <typename Check>
void for_each_random(const Target& target, std::uint32_t one_case, Check check) {
  if (target.rounding != Rounding::kSr) return check(0);
  const std::uint32_t mask = (1u << target.random_bits) - 1;
  const std::uint32_t hash = one_case * 0x9E3779B1u;
  check(0);
  check(mask);
  check(hash >> 8 & mask);
}

// Compares, counts, and fails the test at the first few mismatches.
class Comparison {
 public:
  template <typename Describe>
  void expect(const Rounded& expected, const Rounded& got, const Target& target, Describe describe) {
    ++cases_;
    if (expected == got || ++mismatches_ > 5) return;
    ADD_FAILURE() << fmt::format("{} to {} {} {} {}: MPFR gives {:x} flags {:x}, golden {:x} flags {:x}",
                                 describe(), target.to.name, name_of(target.rounding), target.random_bits,
                                 name_of(target.overflow), expected.code, expected.flags, got.code,
                                 got.flags);
  }
  ~Comparison() {
    EXPECT_EQ(mismatches_, 0) << "of " << cases_ << " cases";
    EXPECT_GT(cases_, 0);
  }

 private:
  std::int64_t cases_ = 0;
  std::int64_t mismatches_ = 0;
};

void check_convert(MpfrReference& reference, Comparison& comparison, const Format& from, const Target& target,
                   std::uint32_t code, int scale = 0) {
  for_each_random(target, code, [&](std::uint32_t random) {
    comparison.expect(reference.convert(from, target, code, scale, random),
                      golden::round(target, golden::exact_convert(from, code, scale), random), target, [&] {
                        return fmt::format("convert {} {:x} scale {} R {:x}", from.name, code, scale, random);
                      });
  });
}

}  // namespace

void check_mul_pairs(const Format& a, const Format& b, int stride) {
  MpfrReference reference;
  Comparison comparison;
  for_each_target([&](const Target& target) {
    for (std::uint32_t pair = 0; pair < 65536; pair += static_cast<std::uint32_t>(stride)) {
      const std::uint32_t code_a = pair >> 8, code_b = pair & 0xFF;
      for_each_random(target, pair, [&](std::uint32_t random) {
        comparison.expect(
            reference.mul(a, b, target, code_a, code_b, random),
            golden::round(target, golden::exact_mul(a, b, code_a, code_b), random), target, [&] {
              return fmt::format("mul {} {} {:x} {:x} R {:x}", a.name, b.name, code_a, code_b, random);
            });
      });
    }
  });
}

void check_add_pairs(const Format& a, const Format& b, int stride) {
  MpfrReference reference;
  Comparison comparison;
  for_each_target([&](const Target& target) {
    for (std::uint32_t pair = 0; pair < 65536; pair += static_cast<std::uint32_t>(stride)) {
      const std::uint32_t code_a = pair >> 8, code_b = pair & 0xFF;
      for_each_random(target, pair, [&](std::uint32_t random) {
        comparison.expect(
            reference.add(a, b, target, code_a, code_b, random),
            golden::round(target, golden::exact_add(a, b, target.rounding, code_a, code_b), random), target,
            [&] {
              return fmt::format("add {} {} {:x} {:x} R {:x}", a.name, b.name, code_a, code_b, random);
            });
      });
    }
  });
}

void check_convert_codes(const Format& from, int stride) {
  MpfrReference reference;
  Comparison comparison;
  for_each_target([&](const Target& target) {
    for (std::uint32_t code = 0; code <= from.code_mask(); code += static_cast<std::uint32_t>(stride)) {
      check_convert(reference, comparison, from, target, code);
    }
  });
}

void check_convert_fp32(int stride, std::int64_t random) {
  MpfrReference reference;
  Comparison comparison;
  for_each_target([&](const Target& target) {
    for (const std::uint32_t code : fp32_boundaries(target.to, is_fp8(target.to) ? 1 : stride)) {
      check_convert(reference, comparison, kFp32, target, code);
    }
  });
  CaseSource source(1);
  for (std::int64_t i = 0; i < random; ++i) {
    check_convert(reference, comparison, kFp32, source.target(), source.code(kFp32));
  }
}

void check_convert_scaled(std::int64_t cases, std::uint64_t seed) {
  MpfrReference reference;
  Comparison comparison;
  CaseSource source(seed);
  for (std::int64_t i = 0; i < cases; ++i) {
    const Format& from = all_formats()[static_cast<std::size_t>(i) % 5];
    const Target target = source.target();
    check_convert(reference, comparison, from, target, source.code(from), source.scale(target.to));
  }
}

void check_fma(std::int64_t cases, std::uint64_t seed) {
  MpfrReference reference;
  Comparison comparison;
  CaseSource source(seed);
  for (std::int64_t i = 0; i < cases; ++i) {
    const DotCase one = source.dot_case(1);
    const std::uint32_t a = one.codes_a[0], b = one.codes_b[0];
    comparison.expect(
        reference.fma(one.a, one.b, one.c, one.target, a, b, one.code_c, one.random),
        golden::round(one.target,
                      golden::exact_fma(one.a, one.b, one.c, one.target.rounding, a, b, one.code_c),
                      one.random),
        one.target, [&] { return "fma " + one.description(); });
  }
}

void check_dot(std::int64_t cases, std::uint64_t seed) {
  MpfrReference reference;
  Comparison comparison;
  CaseSource source(seed);
  for (std::int64_t i = 0; i < cases; ++i) {
    const DotCase one = source.dot_case(source.lanes());
    const golden::Number exact =
        golden::exact_dot(one.a, one.b, one.c, one.target.rounding, one.codes_a, one.codes_b, one.code_c);
    comparison.expect(
        reference.dot(one.a, one.b, one.c, one.target, one.codes_a, one.codes_b, one.code_c, one.random),
        golden::round(one.target, exact, one.random), one.target, [&] { return "dot " + one.description(); });

    const Format& accumulator = all_formats()[2 + static_cast<std::size_t>(i) % 3];
    comparison.expect(reference.dot_rounded(one.a, one.b, one.c, accumulator, one.target, one.codes_a,
                                            one.codes_b, one.code_c, one.random),
                      golden::dot_rounded_with_flags(one.a, one.b, one.c, accumulator, one.target,
                                                     one.codes_a, one.codes_b, one.code_c, one.random),
                      one.target,
                      [&] { return fmt::format("dot --acc {} {}", accumulator.name, one.description()); });
  }
}

void check_mac(std::int64_t cases, std::uint64_t seed) {
  MpfrReference reference;
  Comparison comparison;
  CaseSource source(seed);
  const std::optional<Format> accumulators[] = {std::nullopt, kFp32, kFp16, kBf16};
  for (std::int64_t i = 0; i < cases; ++i) {
    const DotCase one = source.dot_case(1 + source.lanes() % 24);
    const std::optional<Format>& accumulator = accumulators[i % 4];
    const std::int64_t max_terms = i % 3 == 0 ? 4 : 4096;
    golden::Mac mac(one.a, one.b, accumulator, max_terms);
    std::size_t first = 0;  // of the sum's terms
    for (std::size_t k = 0; k < one.codes_a.size(); ++k) {
      const bool clear = (one.codes_a[k] + k) % 8 == 0;
      if (clear) first = k;
      mac.step(one.codes_a[k], one.codes_b[k], clear);
      const std::span<const std::uint32_t> a(one.codes_a), b(one.codes_b);
      comparison.expect(
          reference.mac(one.a, one.b, accumulator, max_terms, one.target, a.subspan(first, k + 1 - first),
                        b.subspan(first, k + 1 - first), one.random),
          mac.read(one.target, one.random), one.target, [&] {
            return fmt::format("mac --acc {} --max-terms {}, terms {} to {} of {}",
                               accumulator ? accumulator->name : "exact", max_terms, first, k,
                               one.description());
          });
    }
  }
}

}  // namespace fp8forge
