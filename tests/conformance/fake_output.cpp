#include "tests/conformance/fake_output.hpp"

#include <algorithm>

#include "sim/conformance/run.hpp"

namespace fp8forge::conformance {

std::uint32_t FakeOutput::rounded(const golden::Number& number, const TileControl& told) const {
  TileControl control = told;
  if (fault_ == Fault::kRoundingIgnored) control.mode = unit_.modes.front();
  if (fault_ == Fault::kFormatIgnored) control.to = unit_.formats_of_results().front();
  return golden::round_to(unit_.target(control), number);
}

std::uint32_t FakeOutput::result(const golden::Number& sum, const TileControl& control, bool is_last) {
  golden::Number number = sum, seen = sum;
  const Rounding rounding = control.mode.rounding;
  if (unit_.d && !(fault_ == Fault::kAddendLost && is_last)) {
    std::uint32_t code = addend_code(*unit_.d, *d_, element_);
    if (fault_ == Fault::kAddendOneBitShort) code &= ~1U;
    const golden::Number d = golden::decode(*unit_.d, code);
    if (fault_ == Fault::kAddendSignsOfZero && number.kind == golden::Kind::kZero)
      number.negative = d.negative;
    seen = golden::sum(number, d, rounding);
    if (fault_ == Fault::kAddendAfterRounding) number = golden::decode(control.to, rounded(number, control));
    number = golden::sum(number, d, rounding);
  }
  ++element_;
  seen.negative = false;
  if (fault_ == Fault::kAmaxScaled) seen.exponent += control.scale;
  if (fault_ == Fault::kAmaxOfRounded) seen = golden::decode(control.to, rounded(seen, control));
  const bool counts = seen.kind == golden::Kind::kFinite ||
                      (fault_ == Fault::kAmaxWithInfinity && seen.kind == golden::Kind::kInfinite);
  const std::uint32_t magnitude =
      counts ? golden::round_to({kBf16, Rounding::kRtz, Overflow::kSaturate}, seen) : 0;
  amax_ = fault_ == Fault::kAmaxOfLastRow ? magnitude : std::max(amax_, magnitude);
  if (fault_ == Fault::kScaleAfterRounding) number = golden::decode(control.to, rounded(number, control));
  if (fault_ != Fault::kScaleIgnored) number.exponent += control.scale;
  const std::uint32_t code = rounded(number, control);
  return fault_ == Fault::kLaneNotCleared && control.to.bits() < 8 * unit_.lane_bytes() ? code | 1U << 15
                                                                                        : code;
}

}  // namespace fp8forge::conformance
