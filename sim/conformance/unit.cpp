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

std::uint32_t ArrayUnit::user(const TileControl& control) const {
  return keep.put(control.keep) | rounding.put(control.mode.port_code) |
         saturate.put(control.mode.overflow == Overflow::kSaturate);
}

TileControl ArrayUnit::control(std::uint32_t user) const {
  for (const Mode& mode : modes) {
    const bool rounds = rounding.bits == 0 || rounding.get(user) == mode.port_code;
    const bool overflows =
        saturate.bits == 0 || (saturate.get(user) != 0) == (mode.overflow == Overflow::kSaturate);
    if (rounds && overflows) return {mode, keep.get(user) != 0};
  }
  return {modes.front(), keep.get(user) != 0};
}

}  // namespace fp8forge::conformance
