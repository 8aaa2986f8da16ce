#include "tests/golden/mpfr_checks.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/golden/golden.hpp"
#include "tests/golden/cases.hpp"
#include "tests/golden/mpfr_reference.hpp"

namespace fp8forge {

namespace {

constexpr Rounding kRoundings[] = {Rounding::kRne, Rounding::kRtz, Rounding::kRdn,
                                   Rounding::kRup, Rounding::kRmm, Rounding::kRod};
constexpr Overflow kOverflows[] = {Overflow::kSaturate, Overflow::kNonsaturate};

// Calls `check` with each format, mode and policy.
template <typename Check>
void for_each_target(Check check) {
  for (const Format& to : all_formats()) {
    for (const Rounding rounding : kRoundings) {
      for (const Overflow overflow : kOverflows) check(Target{to, rounding, overflow});
    }
  }
}

// Compares, counts, and fails the test at the first few mismatches.
class Comparison {
 public:
  template <typename Describe>
  void expect(std::uint32_t expected, std::uint32_t got, const Target& target, Describe describe) {
    ++cases_;
    if (expected == got || ++mismatches_ > 5) return;
    ADD_FAILURE() << fmt::format("{} to {} {} {}: MPFR gives {:x}, golden {:x}", describe(), target.to.name,
                                 name_of(target.rounding), name_of(target.overflow), expected, got);
  }
  ~Comparison() {
    EXPECT_EQ(mismatches_, 0) << "of " << cases_ << " cases";
  }

 private:
  std::int64_t cases_ = 0;
  std::int64_t mismatches_ = 0;
};

void check_convert(MpfrReference& reference, Comparison& comparison, const Format& from, const Target& target,
                   std::uint32_t code) {
  comparison.expect(reference.convert(from, target, code), golden::convert(from, target, code), target,
                    [&] { return fmt::format("convert {} {:x}", from.name, code); });
}

}  // namespace

void check_mul_pairs(const Format& a, const Format& b, int stride) {
  MpfrReference reference;
  Comparison comparison;
  for_each_target([&](const Target& target) {
    for (std::uint32_t pair = 0; pair < 65536; pair += static_cast<std::uint32_t>(stride)) {
      const std::uint32_t code_a = pair >> 8, code_b = pair & 0xFF;
      comparison.expect(reference.mul(a, b, target, code_a, code_b),
                        golden::mul(a, b, target, code_a, code_b), target,
                        [&] { return fmt::format("mul {} {} {:x} {:x}", a.name, b.name, code_a, code_b); });
    }
  });
}

void check_add_pairs(const Format& a, const Format& b, int stride) {
  MpfrReference reference;
  Comparison comparison;
  for_each_target([&](const Target& target) {
    for (std::uint32_t pair = 0; pair < 65536; pair += static_cast<std::uint32_t>(stride)) {
      const std::uint32_t code_a = pair >> 8, code_b = pair & 0xFF;
      comparison.expect(reference.add(a, b, target, code_a, code_b),
                        golden::add(a, b, target, code_a, code_b), target,
                        [&] { return fmt::format("add {} {} {:x} {:x}", a.name, b.name, code_a, code_b); });
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

void check_fma(std::int64_t cases, std::uint64_t seed) {
  MpfrReference reference;
  Comparison comparison;
  CaseSource source(seed);
  for (std::int64_t i = 0; i < cases; ++i) {
    const DotCase one = source.dot_case(1);
    comparison.expect(
        reference.fma(one.a, one.b, one.c, one.target, one.codes_a[0], one.codes_b[0], one.code_c),
        golden::fma(one.a, one.b, one.c, one.target, one.codes_a[0], one.codes_b[0], one.code_c), one.target,
        [&] { return "fma " + one.description(); });
  }
}

void check_dot(std::int64_t cases, std::uint64_t seed) {
  MpfrReference reference;
  Comparison comparison;
  CaseSource source(seed);
  for (std::int64_t i = 0; i < cases; ++i) {
    const DotCase one = source.dot_case(source.lanes());
    comparison.expect(reference.dot(one.a, one.b, one.c, one.target, one.codes_a, one.codes_b, one.code_c),
                      golden::dot(one.a, one.b, one.c, one.target, one.codes_a, one.codes_b, one.code_c),
                      one.target, [&] { return "dot " + one.description(); });

    const Format& accumulator = all_formats()[2 + static_cast<std::size_t>(i) % 3];
    comparison.expect(reference.dot_rounded(one.a, one.b, one.c, accumulator, one.target, one.codes_a,
                                            one.codes_b, one.code_c),
                      golden::dot_rounded(one.a, one.b, one.c, accumulator, one.target, one.codes_a,
                                          one.codes_b, one.code_c),
                      one.target,
                      [&] { return fmt::format("dot --acc {} {}", accumulator.name, one.description()); });

    // An array's cell: no c, and a zero is +0.
    golden::ExactAccumulator sum(one.a, one.b, 4096);
    for (std::size_t k = 0; k < one.codes_a.size(); ++k) sum.add_product(one.codes_a[k], one.codes_b[k]);
    std::uint32_t expected = reference.dot(one.a, one.b, kFp32, one.target, one.codes_a, one.codes_b, 0);
    if (reference.is_zero()) expected = 0;
    comparison.expect(expected, sum.read(one.target), one.target, [&] { return "sum " + one.description(); });
  }
}

}  // namespace fp8forge
