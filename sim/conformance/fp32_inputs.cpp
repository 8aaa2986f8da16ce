#include "sim/conformance/fp32_inputs.hpp"

#include <algorithm>
#include <bit>

#include "sim/golden/golden.hpp"

namespace fp8forge::conformance {

std::uint32_t random_input(const Format& to, Random& random) {
  const std::uint64_t bits = random.next();
  auto code = static_cast<std::uint32_t>(bits);
  if (bits >> 63) return code;
  const int lowest = to.min_lsb() - 4;
  const int highest = (to.has_infinity() ? (1 << to.exp_bits) - 2 : (1 << to.exp_bits) - 1) - to.bias + 2;
  const auto exp = static_cast<std::uint32_t>(std::clamp<std::int64_t>(
      kFp32.bias + lowest +
          static_cast<std::int64_t>((bits >> 32 & 0xFFFF) % static_cast<unsigned>(highest - lowest + 1)),
      0, 254));
  code = (code & 0x807FFFFF) | exp << 23;
  const std::uint32_t below = (std::uint32_t{1} << (bits >> 48 & 31) % 23) - 1;
  if ((bits >> 56 & 3) == 0) code &= ~below;
  if ((bits >> 56 & 3) == 1) code |= below;
  return code;
}

std::vector<std::uint32_t> boundary_inputs(const Format& to) {
  std::vector<std::uint32_t> codes;
  const auto add_around = [&](std::uint32_t code) {
    for (int step = -2; step <= 2; ++step) {
      const std::uint32_t near = code + static_cast<std::uint32_t>(step);
      codes.push_back(near);
      codes.push_back(near ^ kFp32.sign_mask());
    }
  };
  for (std::uint32_t exp = 0; exp < 256; ++exp) add_around(exp << kFp32.man_bits);
  add_around(kFp32.canonical_nan);
  add_around(kFp32.sign_mask() - 1);
  // Values and middles are exact in fp32 for the destinations here, which have fewer bits and no larger
  // exponents.
  for (std::uint32_t code = 0; code <= to.max_finite(); ++code) {
    const double low = golden::value_of(to, code);
    const double high =
        code == to.max_finite() ? 2 * low - golden::value_of(to, code - 1) : golden::value_of(to, code + 1);
    for (const double value : {low, (low + high) / 2, high}) {
      add_around(std::bit_cast<std::uint32_t>(static_cast<float>(value)));
    }
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  return codes;
}

}  // namespace fp8forge::conformance
