#include "sim/conformance/unit.hpp"

namespace fp8forge::conformance {

namespace {
constexpr int kScaleWidth = 9;  // two's complement (docs/ports.md)
}  // namespace

int ScalarUnit::bits(Slot slot) const {
  const bool has_b = operation != Operation::kConvert;
  const bool has_c = operation == Operation::kFma || operation == Operation::kDot;
  switch (slot) {
    case Slot::kA:
      return lanes * a.bits();
    case Slot::kB:
      return has_b ? lanes * b.bits() : 0;
    case Slot::kC:
      return has_c ? c.bits() : 0;
    case Slot::kScale:
      return has_scale ? kScaleWidth : 0;
    case Slot::kRandom:
      return result_lanes() * random_bits;
    case Slot::kClear:
    case Slot::kRead:
      return operation == Operation::kMac ? 1 : 0;
  }
  return 0;
}

}  // namespace fp8forge::conformance
