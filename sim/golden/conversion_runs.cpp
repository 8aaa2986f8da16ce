#include "sim/golden/conversion_runs.hpp"

#include <algorithm>
#include <cassert>

namespace fp8forge::golden {

ConversionRuns::ConversionRuns(const Format& from, const Target& target)
    : size_(std::uint64_t{from.code_mask()} + 1) {
  assert(target.rounding != Rounding::kSr);
  const auto result = [&](std::uint32_t operand) { return convert(from, target, operand); };
  const auto add = [&](std::uint32_t first, std::uint32_t code) {
    if (runs_.empty() || runs_.back().code != code) runs_.push_back({first, code});
  };
  for (const std::uint32_t sign : {std::uint32_t{0}, from.sign_mask()}) {
    const std::uint32_t last_finite = sign | from.max_finite();
    for (std::uint32_t first = sign;;) {
      const std::uint32_t code = result(first);
      add(first, code);
      if (result(last_finite) == code) break;
      std::uint32_t same = first, other = last_finite;  // result(same) == code != result(other)
      while (other - same > 1) {
        const std::uint32_t middle = same + (other - same) / 2;
        (result(middle) == code ? same : other) = middle;
      }
      first = other;
    }
    std::uint32_t special = last_finite + 1;
    if (from.has_infinity()) {
      add(special, result(special));
      ++special;
    }
    add(special, result(special));
  }
}

std::size_t ConversionRuns::find(std::uint32_t operand) const {
  const auto after =
      std::upper_bound(runs_.begin(), runs_.end(), operand,
                       [](std::uint32_t code, const ConversionRun& run) { return code < run.first; });
  return static_cast<std::size_t>(after - runs_.begin()) - 1;
}

void ConversionRuns::fill(std::uint32_t first, std::span<std::uint32_t> results) const {
  const std::uint64_t end_of_all = std::uint64_t{first} + results.size();
  std::uint64_t operand = first;
  for (std::size_t run = results.empty() ? 0 : find(first); operand < end_of_all; ++run) {
    const std::uint64_t end_here = std::min(end(run), end_of_all);
    std::fill(results.begin() + static_cast<std::ptrdiff_t>(operand - first),
              results.begin() + static_cast<std::ptrdiff_t>(end_here - first), runs_[run].code);
    operand = end_here;
  }
}

}  // namespace fp8forge::golden
