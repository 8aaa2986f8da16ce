#include "sim/conformance/unit.hpp"

#include <algorithm>

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

std::vector<Format> ArrayUnit::formats_of_a() const {
  return format_a.bits > 0 ? std::vector{kE4m3, kE5m2} : std::vector{a};
}

std::vector<Format> ArrayUnit::formats_of_b() const {
  return format_b.bits > 0 ? std::vector{kE4m3, kE5m2} : std::vector{b};
}

std::vector<ArrayUnit> ArrayUnit::operand_views() const {
  std::vector<ArrayUnit> views;
  for (const Format& format_of_a : formats_of_a()) {
    for (const Format& format_of_b : formats_of_b()) {
      views.push_back(*this);
      views.back().a = format_of_a;
      views.back().b = format_of_b;
    }
  }
  return views;
}

std::vector<ArrayUnit> ArrayUnit::views() const {
  std::vector<ArrayUnit> views;
  for (const ArrayUnit& view : operand_views()) {
    for (const Format& format : formats_of_results()) {
      views.push_back(view);
      views.back().to = format;
    }
  }
  return views;
}

int ArrayUnit::lane_bytes() const {
  const std::vector<Format> formats = formats_of_results();
  return std::ranges::max(formats, {}, &Format::bits).bytes();
}

std::uint32_t ArrayUnit::user(const TileControl& control) const {
  const auto to_number = static_cast<std::uint32_t>(std::ranges::find(tos, control.to) - tos.begin());
  return to_field.put(to_number) | scale.put(static_cast<std::uint32_t>(control.scale)) |
         format_a.put(control.a == kE5m2) | (is_weight_stationary ? 0 : format_b.put(control.b == kE5m2)) |
         keep.put(control.keep) | rounding.put(control.mode.port_code) |
         saturate.put(control.mode.overflow == Overflow::kSaturate);
}

std::uint32_t ArrayUnit::b_user(const TileControl& control) const {
  return is_weight_stationary ? format_b.put(control.b == kE5m2) : 0;
}

TileControl ArrayUnit::control(std::uint32_t user, std::uint32_t b_user) const {
  TileControl control = first_control();
  control.keep = keep.get(user) != 0;
  if (format_a.bits > 0) control.a = format_a.get(user) ? kE5m2 : kE4m3;
  if (format_b.bits > 0) control.b = format_b.get(is_weight_stationary ? b_user : user) ? kE5m2 : kE4m3;
  // A number past the last format is the last one.
  if (to_field.bits > 0) control.to = tos[std::min<std::size_t>(to_field.get(user), tos.size() - 1)];
  if (scale.bits > 0) {
    const auto sign = 1U << (scale.bits - 1);
    control.scale = static_cast<int>(scale.get(user) ^ sign) - static_cast<int>(sign);
  }
  for (const Mode& mode : modes) {
    const bool rounds = rounding.bits == 0 || rounding.get(user) == mode.port_code;
    const bool overflows =
        saturate.bits == 0 || (saturate.get(user) != 0) == (mode.overflow == Overflow::kSaturate);
    if (rounds && overflows) control.mode = mode;
  }
  return control;
}

}  // namespace fp8forge::conformance
