// Named requests that several tests use.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "generator/config/request.hpp"

namespace fp8forge {

struct NamedRequest {
  std::string name;
  Request request;
};

// As CTest names it.
inline void PrintTo(const NamedRequest& named, std::ostream* out) { *out << named.name; }

inline Request multiplier_request(const Format& a, const Format& b, const Format& to) {
  Request request;
  request.a = a;
  request.b = b;
  request.to = to;
  request.overflow = is_fp8(to) ? Overflow::kSaturate : Overflow::kNonsaturate;
  return request;
}

inline Request converter_request(const Format& from, const Format& to) {
  Request request = multiplier_request(kE4m3, kE4m3, to);
  request.unit = Unit::kConverter;
  request.from = from;
  return request;
}

inline Request array_request(const Format& a, const Format& b, const Format& to, int rows, int cols) {
  Request request = multiplier_request(a, b, to);
  request.unit = Unit::kArray;
  request.rows = rows;
  request.cols = cols;
  return request;
}

inline Request unit_request(Unit unit, const Format& a, const Format& b, const Format& c, const Format& to) {
  Request request = multiplier_request(a, b, to);
  request.unit = unit;
  request.c = c;
  return request;
}

// Each kind of text once: with and without infinities, normalizing or not, run-time and fixed policies.
inline std::vector<NamedRequest> named_requests() {
  Request mixed = multiplier_request(kE4m3, kE5m2, kFp16);
  mixed.rounding.reset();
  mixed.overflow.reset();
  Request narrow = converter_request(kFp32, kE5m2);
  narrow.nan_e5m2 = 0x7E;
  narrow.rounding = Rounding::kRod;
  narrow.overflow = Overflow::kNonsaturate;
  Request adder = unit_request(Unit::kAdder, kE4m3, kE5m2, kE4m3, kBf16);
  adder.rounding = Rounding::kSr;
  adder.random_bits = 8;
  adder.stages = 1;
  Request fma = unit_request(Unit::kFma, kE4m3, kE4m3, kFp32, kFp32);
  fma.flags = true;
  Request dot = unit_request(Unit::kDot, kE5m2, kE4m3, kE4m3, kE4m3);
  dot.lanes = 4;
  dot.rounding.reset();
  Request mac = unit_request(Unit::kMac, kE4m3, kE4m3, kE4m3, kBf16);
  Request rounded_mac = mac;
  rounded_mac.accumulator = kFp16;
  rounded_mac.flags = true;
  rounded_mac.stages = 1;
  Request chained_mac = mac;
  chained_mac.carries = Carries::kChain;
  Request vector = converter_request(kBf16, kE5m2);
  vector.lanes = 4;
  vector.scale = vector.amax = true;
  vector.stages = 1;
  Request choosing = array_request(kE4m3, kE5m2, kE4m3, 4, 3);
  choosing.rounding.reset();
  choosing.overflow.reset();
  choosing.keep = true;
  Request formats = array_request(kE5m2, kE5m2, kBf16, 3, 2);
  formats.choose_a = formats.choose_b = true;
  Request rounded_sums = array_request(kE5m2, kE5m2, kE4m3, 2, 3);
  rounded_sums.accumulator = kFp16;
  rounded_sums.rounding.reset();
  Request sums_in_parts = array_request(kE5m2, kE4m3, kBf16, 3, 2);
  sums_in_parts.acc_segments = 3;
  sums_in_parts.rounding.reset();
  Request rippling = array_request(kE5m2, kE4m3, kBf16, 2, 3);
  rippling.carries = Carries::kRipple;
  Request finite_sums = array_request(kE4m3, kE4m3, kFp32, 2, 2);
  finite_sums.accumulator = kBf16;
  finite_sums.keep = true;
  Request addend = array_request(kE4m3, kE4m3, kBf16, 4, 3);
  addend.d = kFp32;
  addend.rounding.reset();
  Request output = array_request(kE4m3, kE5m2, kBf16, 2, 3);
  output.choose_to = {kBf16, kE4m3};
  output.d = kBf16;
  output.scale = output.amax = true;
  output.rounding.reset();
  Request scaled = array_request(kE5m2, kE5m2, kE4m3, 2, 2);
  scaled.scale = scaled.amax = true;
  Request counted = array_request(kE4m3, kE5m2, kE4m3, 2, 3);
  counted.overflow.reset();
  counted.counters = true;
  Request parts_output = output;
  parts_output.acc_segments = 2;
  Request stationary = array_request(kE4m3, kE4m3, kBf16, 4, 3);
  stationary.dataflow = Dataflow::kWeightStationary;
  Request stationary_rounded = stationary;
  stationary_rounded.a = kE5m2;
  stationary_rounded.accumulator = kFp16;
  stationary_rounded.keep = true;
  Request stationary_choosing = formats;
  stationary_choosing.dataflow = Dataflow::kWeightStationary;
  stationary_choosing.keep = true;
  stationary_choosing.tile_rows = 5;
  stationary_choosing.rounding.reset();
  stationary_choosing.overflow.reset();
  Request stationary_counted = stationary_choosing;
  stationary_counted.counters = true;
  Request rounded_output = output;
  rounded_output.a = rounded_output.b = kE5m2;
  rounded_output.accumulator = kFp16;
  Request stationary_output = output;
  stationary_output.dataflow = Dataflow::kWeightStationary;
  stationary_output.keep = true;
  return {
      {"array_counters_2x3", counted},
      {"array_stationary_counters_3x2", stationary_counted},
      {"array_2segments_output_2x3", parts_output},
      {"array_stationary_output_2x3", stationary_output},
      {"array_fp16_output_2x3", rounded_output},
      {"array_e5m2_fp16_e4m3_2x3", rounded_sums},
      {"array_e4m3_bf16_fp32_2x2", finite_sums},
      {"array_3segments_3x2", sums_in_parts},
      {"array_ripple_2x3", rippling},
      {"array_stationary_4x3", stationary},
      {"array_stationary_choosing_3x2", stationary_choosing},
      {"array_stationary_fp16_4x3", stationary_rounded},
      {"array_choosing_4x3", choosing},
      {"array_addend_4x3", addend},
      {"array_output_2x3", output},
      {"array_scaled_2x2", scaled},
      {"array_formats_3x2", formats},
      {"adder_mixed_bf16_sr8_1stage", adder},
      {"fma_e4m3_fp32_flags", fma},
      {"dot4_e5m2_e4m3_runtime", dot},
      {"mac_e4m3_exact_bf16", mac},
      {"mac_e4m3_exact_bf16_chain", chained_mac},
      {"mac_e4m3_fp16_flags_1stage", rounded_mac},
      {"converter4_bf16_e5m2_scale_amax_1stage", vector},
      {"multiplier_e4m3", multiplier_request(kE4m3, kE4m3, kE4m3)},
      {"multiplier_mixed_fp16_runtime", mixed},
      {"converter_fp32_e5m2_rod", narrow},
      {"converter_e4m3_bf16", converter_request(kE4m3, kBf16)},
      {"array_e4m3_bf16_8x8", array_request(kE4m3, kE4m3, kBf16, 8, 8)},
      {"array_e5m2_e4m3_e5m2_2x3", array_request(kE5m2, kE4m3, kE5m2, 2, 3)},
  };
}

}  // namespace fp8forge
