#include "sim/systemc/array_pins.hpp"

#include <utility>

namespace fp8forge::systemc {

ArrayPins pins_of(const conformance::ArrayUnit& unit) {
  ArrayPins pins;
  pins.rows = unit.rows;
  pins.cols = unit.cols;
  pins.result_bits = 8 * unit.lane_bytes();
  pins.user_bits = unit.user_bits();
  pins.b_user_bits = unit.b_user_bits();
  pins.addend_bits = unit.d ? unit.d->bits() : 0;
  pins.c_user_bits = unit.has_amax ? kBf16.bits() : 0;
  if (unit.is_weight_stationary) {
    pins.error_bits = unit.d ? 4 : unit.keep.bits > 0 ? 3 : 1;
  } else {
    pins.error_bits = unit.d ? 3 : 2;
  }
  pins.register_bits = unit.registers ? unit.registers->address_bits : 0;
  return pins;
}

std::string text_of(const ArrayPins& pins) {
  const ArrayPins usual;
  std::string text =
      "ArrayPins{.rows = " + std::to_string(pins.rows) + ", .cols = " + std::to_string(pins.cols);
  for (const auto& [name, member] : {std::pair{"result_bits", &ArrayPins::result_bits},
                                     {"user_bits", &ArrayPins::user_bits},
                                     {"b_user_bits", &ArrayPins::b_user_bits},
                                     {"addend_bits", &ArrayPins::addend_bits},
                                     {"c_user_bits", &ArrayPins::c_user_bits},
                                     {"error_bits", &ArrayPins::error_bits},
                                     {"register_bits", &ArrayPins::register_bits}}) {
    if (pins.*member != usual.*member)
      text += std::string(", .") + name + " = " + std::to_string(pins.*member);
  }
  return text + "}";
}

}  // namespace fp8forge::systemc
