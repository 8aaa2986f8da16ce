#include "tests/golden/cases.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace fp8forge {

namespace {

// The value half a quantum above a positive finite code, as a double; exact, also above the largest value.
double tie_above(const Format& format, std::uint32_t code) {
  const auto exp_field = static_cast<int>(code >> format.man_bits);
  const double significand =
      static_cast<double>(code & format.man_mask()) + (exp_field == 0 ? 0 : std::ldexp(1, format.man_bits));
  return std::ldexp(significand + 0.5, std::max(exp_field, 1) - format.bias - format.man_bits);
}

}  // namespace

std::string DotCase::description() const {
  return fmt::format("{} {} {}: {:x} {:x} {:x}, R {:x}", a.name, b.name, c.name, fmt::join(codes_a, " "),
                     fmt::join(codes_b, " "), code_c, random);
}

Target CaseSource::target() {
  Target target{all_formats()[below(5)], static_cast<Rounding>(below(7)), static_cast<Overflow>(below(2))};
  if (target.rounding == Rounding::kSr) target.random_bits = 1 + static_cast<int>(below(24));
  return target;
}

std::uint32_t CaseSource::random(const Target& target) {
  const std::uint32_t end = 1u << target.random_bits;
  switch (below(4)) {
    case 0:
      return 0;
    case 1:
      return end - 1;
    default:
      return below(end);
  }
}

std::size_t CaseSource::lanes() {
  switch (below(16)) {
    case 0:
      return 1 + below(400);
    case 1:
      return 1 + below(64);
    default:
      return 1 + below(12);
  }
}

std::uint32_t CaseSource::code(const Format& format) {
  const std::uint32_t sign = below(2) ? format.sign_mask() : 0;
  switch (below(8)) {
    case 0: {  // zeros, the smallest values, the ends of the subnormals, one, the largest, infinity or NaN
      const std::uint32_t edges[] = {0,
                                     0,
                                     1,
                                     2,
                                     format.man_mask(),
                                     format.man_mask() + 1,
                                     static_cast<std::uint32_t>(format.bias) << format.man_bits,
                                     format.max_finite() - 1,
                                     format.max_finite(),
                                     format.max_finite() + 1};
      return sign | edges[below(10)];
    }
    case 1:
      return sign | below(format.man_mask() + 1);  // a subnormal
    case 2:
      return sign | below(format.exp_mask()) << format.man_bits;  // a power of two
    default:
      return static_cast<std::uint32_t>(random_()) & format.code_mask();
  }
}

int CaseSource::scale(const Format& to) {
  const int jitter = static_cast<int>(below(12)) - 6;
  switch (below(4)) {
    case 0:
      return jitter - to.bias - to.man_bits;
    case 1:
      return jitter + to.bias;
    default:
      return static_cast<int>(below(512)) - 256;
  }
}

// Infinities and NaNs are kept rare in long sums, where else every result would be one.
void CaseSource::fill_products(DotCase& one) {
  const auto lanes = one.codes_a.size();
  const bool all_zero = below(24) == 0;
  const bool specials = lanes == 1 ? below(4) == 0 : below(8) == 0;
  for (std::size_t i = 0; i < lanes; ++i) {
    for (auto [codes, format] : {std::pair(&one.codes_a, &one.a), std::pair(&one.codes_b, &one.b)}) {
      std::uint32_t code = this->code(*format);
      if (!specials && (code & ~format->sign_mask()) > format->max_finite())
        code ^= format->max_finite() & ~format->man_mask();
      (*codes)[i] = code;
    }
    if (all_zero) (below(2) ? one.codes_a[i] : one.codes_b[i]) &= 0x80;
  }
  if (lanes >= 2 && below(3) == 0) {  // each product against an earlier one, but for the first few
    for (std::size_t i = 1 + below(3); i < lanes; i += 2) {
      one.codes_a[i] = one.codes_a[i - 1] ^ 0x80;
      one.codes_b[i] = one.codes_b[i - 1];
    }
  }
}

std::uint32_t CaseSource::addend(const DotCase& one) {
  const Target near{one.c, static_cast<Rounding>(below(4)), Overflow::kNonsaturate};
  const std::uint32_t sign = one.c.sign_mask();
  switch (below(6)) {
    case 0:  // what is left of the sum after it is rounded, give or take a few last places
      return (reference_.dot(one.a, one.b, one.c, near, one.codes_a, one.codes_b, 0, 0).code ^ sign) +
             below(3) - 1;
    case 1: {  // a tie of the destination, for the products to lie on or beside
      const std::uint32_t code = below(one.target.to.max_finite() + 1);
      return reference_.round(near, tie_above(one.target.to, code)).code | (below(2) ? sign : 0);
    }
    case 2: {  // half or twice the last place of c, where the sum of products is a power of two
      const std::uint32_t sum =
          reference_.dot(one.a, one.b, one.c, near, one.codes_a, one.codes_b, 0, 0).code;
      const std::uint32_t gap = static_cast<std::uint32_t>(one.c.man_bits) + below(4);
      return (sum + (gap << one.c.man_bits)) ^ (below(2) ? sign : 0) ^ below(one.c.man_mask() + 1);
    }
    case 3:  // the least there is, beside products that often are ties themselves
      return (1 + below(3)) | (below(2) ? sign : 0);
    default:
      return code(one.c);
  }
}

DotCase CaseSource::dot_case(std::size_t lanes) {
  DotCase one{
      all_formats()[below(2)], all_formats()[below(2)], all_formats()[below(5)], target(), {}, {}, 0, 0};
  if (below(2)) one.target.to = one.c;
  one.codes_a.resize(lanes);
  one.codes_b.resize(lanes);
  fill_products(one);
  one.code_c = addend(one) & one.c.code_mask();
  one.random = random(one.target);
  return one;
}

std::vector<std::uint32_t> fp32_boundaries(const Format& to, int stride) {
  std::vector<std::uint32_t> centres;
  for (std::uint32_t exponent = 0; exponent <= 255; ++exponent) centres.push_back(exponent << 23);
  if (to.bits() < 32) {
    for (std::uint32_t code = 0; code <= to.max_finite(); code += static_cast<std::uint32_t>(stride)) {
      centres.push_back(std::bit_cast<std::uint32_t>(static_cast<float>(tie_above(to, code))));
    }
  }
  std::vector<std::uint32_t> codes;
  for (const std::uint32_t centre : centres) {
    for (std::uint32_t step = 0; step < 5; ++step) {
      const std::uint32_t code = (centre + step - 2) & 0x7FFFFFFF;
      codes.push_back(code);
      codes.push_back(code | 0x80000000);
    }
  }
  return codes;
}

}  // namespace fp8forge
