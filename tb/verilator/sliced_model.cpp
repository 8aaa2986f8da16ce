// A bit-parallel netlist behind the interface of model_abi.h: the model's ports are arrays of 64-bit words,
// of which word b holds bit b of 64 cases, and one evaluation serves them all. HAS_B, HAS_C and so on say
// which ports it has.
#include <verilated.h>

#include <cstddef>
#include <cstring>
#include <memory>

#include "Vmodel.h"
#include "model_abi.h"

namespace {

constexpr uint64_t kCases = 64;

struct Model {
  VerilatedContext context;
  std::unique_ptr<Vmodel> top;
};

// The bits of words that are moved at once: 8, 16 or 32.
constexpr unsigned lane_bits(std::size_t bits) { return bits <= 8 ? 8 : bits <= 16 ? 16 : 32; }

// 64 cases of Bits bits each, in Bits words. As lanes: bits k * Bits ... of word j are those of case k * Bits
// + j. As planes: bit c of word j is bit j of case c. This is the way from either to the other: each group of
// Bits bits is a square matrix, transposed by exchanging ever smaller halves.
template <unsigned Bits>
void transpose(uint64_t* words) {
  for (unsigned half = Bits / 2; half > 0; half /= 2) {
    const uint64_t mask = ~uint64_t{0} / ((uint64_t{1} << half) + 1);  // the low half of each 2 * half bits
    for (unsigned j = 0; j < Bits; ++j) {
      if ((j & half) != 0) continue;
      const uint64_t swapped = ((words[j] >> half) ^ words[j + half]) & mask;
      words[j + half] ^= swapped;
      words[j] ^= swapped << half;
    }
  }
}

// Up to 64 cases to a port, a word each.
template <std::size_t Bits>
void put(uint64_t (&port)[Bits], const uint32_t* words, uint64_t stride, uint64_t cases) {
  constexpr unsigned kLane = lane_bits(Bits);
  uint64_t lanes[kLane] = {};
  for (uint64_t i = 0; i < cases; ++i) {
    const uint64_t code = words[i * stride] & ((uint64_t{1} << Bits) - 1);
    lanes[i % kLane] |= code << (i / kLane * kLane);
  }
  transpose<kLane>(lanes);
  std::memcpy(port, lanes, sizeof(port));
}

template <std::size_t Bits>
void get(const uint64_t (&port)[Bits], uint32_t* words, uint64_t cases) {
  constexpr unsigned kLane = lane_bits(Bits);
  uint64_t lanes[kLane] = {};
  std::memcpy(lanes, port, sizeof(port));
  transpose<kLane>(lanes);
  for (uint64_t i = 0; i < cases; ++i) {
    words[i] = static_cast<uint32_t>(lanes[i % kLane] >> (i / kLane * kLane) & ((uint64_t{1} << kLane) - 1));
  }
}

// The same code in all cases.
template <std::size_t Bits>
void put_all(uint64_t (&port)[Bits], uint32_t code) {
  for (std::size_t bit = 0; bit < Bits; ++bit) port[bit] = -static_cast<uint64_t>(code >> bit & 1);
}

void put_modes([[maybe_unused]] Vmodel& top, [[maybe_unused]] const Fp8Input* inputs) {
#ifdef HAS_ROUNDING
  put_all(top.rounding_i, inputs[FP8_ROUNDING].words[0]);
#endif
#ifdef HAS_SATURATE
  put_all(top.saturate_i, inputs[FP8_SATURATE].words[0]);
#endif
}

void put_operands(Vmodel& top, const Fp8Input* inputs, uint64_t first, uint64_t cases) {
  const auto words = [&](int input) { return inputs[input].words + first * inputs[input].stride; };
  put(top.a_i, words(FP8_A), inputs[FP8_A].stride, cases);
#ifdef HAS_B
  put(top.b_i, words(FP8_B), inputs[FP8_B].stride, cases);
#endif
#ifdef HAS_C
  put(top.c_i, words(FP8_C), inputs[FP8_C].stride, cases);
#endif
#ifdef HAS_SCALE
  put(top.scale_i, words(FP8_SCALE), inputs[FP8_SCALE].stride, cases);
#endif
#ifdef HAS_RANDOM
  put(top.random_i, words(FP8_RANDOM), inputs[FP8_RANDOM].stride, cases);
#endif
}

// Steps a port from 64 consecutive codes to the next 64: the bits above the lowest six count the evaluations.
template <std::size_t Bits>
void count_up(uint64_t (&port)[Bits]) {
  for (std::size_t bit = 6; bit < Bits; ++bit) {
    port[bit] = ~port[bit];
    if (port[bit] != 0) return;  // no carry
  }
}

}  // namespace

extern "C" void* fp8_create(uint32_t seed) {
  auto* model = new Model;
  model->context.randSeed(static_cast<int>(seed));
  model->top = std::make_unique<Vmodel>(&model->context);
  return model;
}

extern "C" void fp8_destroy(void* model) { delete static_cast<Model*>(model); }

extern "C" void fp8_evaluate(void* model, const Fp8Input* inputs, uint64_t count, uint32_t* result,
                             [[maybe_unused]] uint32_t* status) {
  Vmodel& top = *static_cast<Model*>(model)->top;
  put_modes(top, inputs);
  for (uint64_t first = 0; first < count; first += kCases) {
    const uint64_t cases = count - first < kCases ? count - first : kCases;
    put_operands(top, inputs, first, cases);
    top.eval();
    get(top.result_o, result + first, cases);
#ifdef HAS_STATUS
    get(top.status_o, status + first, cases);
#endif
  }
}

extern "C" void fp8_sweep(void* model, const Fp8Input* inputs, uint32_t first, uint64_t groups,
                          uint64_t* planes) {
  Vmodel& top = *static_cast<Model*>(model)->top;
  put_modes(top, inputs);
  uint32_t codes[kCases];
  for (uint32_t i = 0; i < kCases; ++i) codes[i] = first + i;
  put(top.a_i, codes, 1, kCases);
  for (uint64_t group = 0; group < groups; ++group) {
    top.eval();
    std::memcpy(planes, &top.result_o[0], sizeof(top.result_o));
    planes += sizeof(top.result_o) / sizeof(uint64_t);
    count_up(top.a_i);
  }
}
