// A conversion as a table of runs: the intervals of operand codes, as unsigned numbers, with one result code
// each. For sweeps of a whole input space, where the result of consecutive codes is a fill, not a rounding.
// Not for stochastic rounding, which needs more than the code, and not for flags.
//
// Why bisection finds every run. Among the codes of one sign up to infinity the unsigned order is that of the
// magnitudes. Each mode rounds a magnitude by a non-decreasing step function (nearest, truncation, up, and
// odd: truncation whose lost part sets the last bit, so between two neighbours all give the odd one of the
// two), so the codes of the finite results do not decrease either. What overflows is all that rounds above
// the largest finite value, an upper end of the finite magnitudes; it has one result for the sign, which no
// smaller magnitude has unless that result is the largest finite value itself, whose run it then prolongs.
// Hence equal results are contiguous, and the last magnitude with the result of a given one is found by
// halving. Infinity is a run of its own, and so are the NaNs above it: by the contract they have one result
// code. Neighbours that agree are joined.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/golden/golden.hpp"

namespace fp8forge::golden {

struct ConversionRun {
  std::uint32_t first;  // operand code; the run ends before the next one's
  std::uint32_t code;   // result
};

class ConversionRuns {
 public:
  // `from` has 32 bits or fewer; target.rounding is not kSr.
  ConversionRuns(const Format& from, const Target& target);

  // Ascending; the first one starts at 0, and neighbours have different codes.
  std::span<const ConversionRun> runs() const { return runs_; }
  // The number of operand codes.
  std::uint64_t size() const { return size_; }

  // The index of the run that holds an operand code below size().
  std::size_t find(std::uint32_t operand) const;
  // One past the last operand of a run.
  std::uint64_t end(std::size_t run) const { return run + 1 < runs_.size() ? runs_[run + 1].first : size_; }

  // results[i] = the result of first + i; none is past the last operand.
  void fill(std::uint32_t first, std::span<std::uint32_t> results) const;

 private:
  std::vector<ConversionRun> runs_;
  std::uint64_t size_;
};

}  // namespace fp8forge::golden
