#include "sim/conformance/addends.hpp"

namespace fp8forge::conformance {

namespace {

using golden::Kind;
using golden::Number;

std::uint32_t any_code(const Format& format, Random& random) {
  return static_cast<std::uint32_t>(random.next()) & format.code_mask();
}

// A code a few steps from `code`, which may go from a number to a special and back.
std::uint32_t beside(const Format& format, std::uint32_t code, int most, Random& random) {
  const auto step = static_cast<std::uint32_t>(random.below(2 * most + 1)) - static_cast<std::uint32_t>(most);
  return (code + step) & format.code_mask();
}

std::uint32_t nearest(const Number& value, const Format& format) {
  return golden::round_to({format, Rounding::kRne, Overflow::kSaturate}, value);
}

Number negated(Number number) {
  number.negative = !number.negative;
  return number;
}

// c = t - p for a value t half-way between two numbers of the destination, not far from p.
std::uint32_t to_a_tie(const Number& p, const Format& c, const Format& to, Random& random) {
  const std::uint32_t near = nearest(p, to) & (to.sign_mask() - 1);
  const auto offset = static_cast<std::uint32_t>(random.below(64)) - 32;
  const std::uint32_t code = (near + offset) & (to.sign_mask() - 1);
  if (code >= to.max_finite()) return beside(c, nearest(negated(p), c), 3, random);
  Number tie = golden::decode(to, code + 1);
  const Number low = golden::decode(to, code);
  // The middle of two neighbours: their sum, one binade lower.
  tie = golden::sum(low, tie, Rounding::kRne);
  tie.exponent -= 1;
  tie.negative = random.chance(50);
  return beside(c, nearest(golden::sum(tie, negated(p), Rounding::kRne), c), 1, random);
}

std::uint32_t at_distance(const Number& p, const Format& c, std::uint32_t index, Random& random) {
  const int lead = p.kind == Kind::kFinite ? p.exponent + golden::bit_length(p.magnitude) - 1 : 0;
  const int range = 4 << c.exp_bits;
  const int distance = static_cast<int>(index % static_cast<std::uint32_t>(range)) / 4 - range / 8;
  const int field = std::clamp(lead + distance + c.bias, 0, static_cast<int>(c.max_finite() >> c.man_bits));
  std::uint32_t mantissa = any_code(c, random) & c.man_mask();
  if (random.chance(40)) mantissa = 0;
  if (random.chance(25)) mantissa = c.man_mask();
  return (random.chance(50) ? c.sign_mask() : 0) | static_cast<std::uint32_t>(field) << c.man_bits | mantissa;
}

std::uint32_t special(const Format& c, Random& random) {
  const std::uint32_t codes[] = {0,
                                 1,
                                 c.man_mask(),
                                 c.man_mask() + 1,
                                 c.man_mask() + 2,
                                 c.max_finite(),
                                 c.max_finite() + 1,
                                 c.max_finite() + 2,
                                 c.sign_mask() - 1};
  const std::uint32_t code = codes[random.below(9)] & (c.sign_mask() - 1);
  return (random.chance(50) ? c.sign_mask() : 0) | code;
}

}  // namespace

std::uint32_t addend(const Number& p, const Format& c, const Format& to, std::uint32_t index,
                     Random& random) {
  const bool is_finite = p.kind == Kind::kFinite || p.kind == Kind::kZero;
  const std::uint32_t group = index % 16;
  if (!is_finite || group >= 13) return group == 13 ? special(c, random) : any_code(c, random);
  if (group < 4) return beside(c, nearest(negated(p), c), group < 2 ? 1 : 40, random);
  if (group < 8) return to_a_tie(p, c, to, random);
  if (group < 12) return at_distance(p, c, index / 16 * 4 + group - 8, random);
  return special(c, random);
}

}  // namespace fp8forge::conformance
