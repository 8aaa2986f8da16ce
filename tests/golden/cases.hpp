// Cases to try: codes and dot products chosen where arithmetic goes wrong. Same seed, same cases.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "generator/format/format.hpp"
#include "tests/golden/mpfr_reference.hpp"

namespace fp8forge {

// c + sum of a_i * b_i; with one lane an fma.
struct DotCase {
  Format a, b, c;
  Target target;
  std::vector<std::uint32_t> codes_a, codes_b;
  std::uint32_t code_c;
  std::uint32_t random;

  std::string description() const;
};

class CaseSource {
 public:
  explicit CaseSource(std::uint64_t seed) : random_(seed) {}

  Target target();
  std::uint32_t random(const Target& target);  // below 2^random_bits, often at an end
  std::size_t lanes();                         // mostly few, now and then hundreds
  std::uint32_t code(const Format& format);    // uniform over codes, or near an edge of the format
  // -256 ... 255, any, or such that values around 1 come to an end of the range of `to`.
  int scale(const Format& to);
  DotCase dot_case(std::size_t lanes);

 private:
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }
  void fill_products(DotCase& one);
  std::uint32_t addend(const DotCase& one);

  std::mt19937_64 random_;
  MpfrReference reference_;
};

// fp32 codes of either sign at every binade boundary and at the ties of a narrower `to` (above every
// `stride`-th of its codes), each with the two codes before and after.
std::vector<std::uint32_t> fp32_boundaries(const Format& to, int stride);

}  // namespace fp8forge
