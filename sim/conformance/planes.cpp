#include "sim/conformance/planes.hpp"

#include <algorithm>
#include <array>

namespace fp8forge::conformance {

namespace {

using Group = std::array<std::uint64_t, 32>;  // the planes of 64 cases

Group same(std::uint32_t code) {
  Group planes;
  for (std::size_t bit = 0; bit < planes.size(); ++bit) planes[bit] = -std::uint64_t{code >> bit & 1};
  return planes;
}

Group mixed(const golden::ConversionRuns& expected, std::uint32_t first) {
  std::array<std::uint32_t, kPlaneCases> codes;
  expected.fill(first, codes);
  Group planes{};
  for (std::size_t i = 0; i < codes.size(); ++i) {
    for (std::size_t bit = 0; bit < planes.size(); ++bit)
      planes[bit] |= std::uint64_t{codes[i] >> bit & 1} << i;
  }
  return planes;
}

}  // namespace

bool planes_agree(const golden::ConversionRuns& expected, std::uint32_t first,
                  std::span<const std::uint64_t> planes, int bits) {
  const auto width = static_cast<std::size_t>(bits);
  const std::size_t groups = planes.size() / width;
  std::uint64_t differing = 0;
  std::size_t run = expected.find(first);
  for (std::size_t group = 0; group < groups;) {
    const std::uint64_t operand = first + std::uint64_t{group} * kPlaneCases;
    while (expected.end(run) <= operand) ++run;
    // As many whole groups as the run has, all alike; or one that more than one run share.
    const std::uint64_t whole =
        std::min<std::uint64_t>((expected.end(run) - operand) / kPlaneCases, groups - group);
    const Group wanted =
        whole > 0 ? same(expected.runs()[run].code) : mixed(expected, static_cast<std::uint32_t>(operand));
    for (const std::size_t end = group + std::max<std::size_t>(whole, 1); group < end; ++group) {
      for (std::size_t bit = 0; bit < width; ++bit) differing |= planes[group * width + bit] ^ wanted[bit];
    }
  }
  return differing == 0;
}

}  // namespace fp8forge::conformance
