// Planes of results against a table of runs.
#include "sim/conformance/planes.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace fp8forge::conformance {
namespace {

// The right planes of `groups` groups from `first` on.
std::vector<std::uint64_t> planes_of(const golden::Target& target, std::uint32_t first, std::size_t groups) {
  std::vector<std::uint64_t> planes(groups * 8);
  for (std::uint32_t i = 0; i < groups * kPlaneCases; ++i) {
    const std::uint32_t code = golden::convert(kFp32, target, first + i);
    for (std::size_t bit = 0; bit < 8; ++bit) {
      planes[i / kPlaneCases * 8 + bit] |= std::uint64_t{code >> bit & 1} << i % kPlaneCases;
    }
  }
  return planes;
}

// Each bit of each case counts, in groups of one run and in those that two share, at both ends of the space too.
TEST(Planes, EveryBitCounts) {
  const golden::Target target{kE4m3, Rounding::kRne, Overflow::kSaturate};
  const golden::ConversionRuns runs(kFp32, target);
  constexpr std::size_t kGroups = 4;
  // 0x3A800000 gives zero, and the next code the least subnormal.
  for (const std::uint32_t first : {0U, 0x3A800000U - 128, 0x3A800001U - 64, 0x3A800000U - 256, 0U - 256}) {
    std::vector<std::uint64_t> planes = planes_of(target, first, kGroups);
    EXPECT_TRUE(planes_agree(runs, first, planes, 8)) << first;
    for (std::uint64_t& plane : planes) {
      for (int i = 0; i < 64; ++i) {
        plane ^= std::uint64_t{1} << i;
        EXPECT_FALSE(planes_agree(runs, first, planes, 8)) << first;
        plane ^= std::uint64_t{1} << i;
      }
    }
  }
}

}  // namespace
}  // namespace fp8forge::conformance
