// A scalar unit behind the interface of model_abi.h. HAS_B, HAS_C and so on say which ports the unit has.
#include <verilated.h>

#include <cstring>
#include <memory>

#include "Vmodel.h"
#include "model_abi.h"

namespace {

struct Model {
  VerilatedContext context;
  std::unique_ptr<Vmodel> top;
};

// A port of 32 bits or fewer is an unsigned integer, one of 64 a long one, a wider one an array of words.
template <typename Port>
void put(Port& port, const uint32_t* words) {
  if constexpr (sizeof(Port) <= 4) {
    port = static_cast<Port>(words[0]);
  } else if constexpr (sizeof(Port) == 8) {
    port = words[0] | static_cast<uint64_t>(words[1]) << 32;
  } else {
    std::memcpy(port.data(), words, sizeof(Port));
  }
}

// The number of words of a port, put at `words`.
template <typename Port>
uint64_t get(const Port& port, uint32_t* words) {
  if constexpr (sizeof(Port) <= 4) {
    words[0] = port;
    return 1;
  } else if constexpr (sizeof(Port) == 8) {
    words[0] = static_cast<uint32_t>(port);
    words[1] = static_cast<uint32_t>(port >> 32);
    return 2;
  } else {
    std::memcpy(words, port.data(), sizeof(Port));
    return sizeof(Port) / 4;
  }
}

void put_modes(Vmodel& top, const Fp8Input* inputs, uint64_t i) {
#ifdef HAS_ROUNDING
  put(top.rounding_i, inputs[FP8_ROUNDING].words + i * inputs[FP8_ROUNDING].stride);
#endif
#ifdef HAS_SATURATE
  put(top.saturate_i, inputs[FP8_SATURATE].words + i * inputs[FP8_SATURATE].stride);
#endif
}

void put_operands(Vmodel& top, const Fp8Input* inputs, uint64_t i) {
  put(top.a_i, inputs[FP8_A].words + i * inputs[FP8_A].stride);
#ifdef HAS_B
  put(top.b_i, inputs[FP8_B].words + i * inputs[FP8_B].stride);
#endif
#ifdef HAS_C
  put(top.c_i, inputs[FP8_C].words + i * inputs[FP8_C].stride);
#endif
#ifdef HAS_SCALE
  put(top.scale_i, inputs[FP8_SCALE].words + i * inputs[FP8_SCALE].stride);
#endif
#ifdef HAS_RANDOM
  put(top.random_i, inputs[FP8_RANDOM].words + i * inputs[FP8_RANDOM].stride);
#endif
#ifdef HAS_CLEAR
  put(top.clear_i, inputs[FP8_CLEAR].words + i * inputs[FP8_CLEAR].stride);
  put(top.read_i, inputs[FP8_READ].words + i * inputs[FP8_READ].stride);
#endif
}

uint64_t get_result(const Vmodel& top, uint32_t* result) { return get(top.result_o, result); }

uint64_t get_status([[maybe_unused]] const Vmodel& top, [[maybe_unused]] uint32_t* status) {
#ifdef HAS_STATUS
  return get(top.status_o, status);
#else
  return 0;
#endif
}

#ifdef HAS_CLOCK

uint8_t state_of(const Vmodel& top) {
  unsigned bits = (top.valid_i ? FP8_VALID_I : 0) | (top.ready_o ? FP8_READY_O : 0) |
                  (top.valid_o ? FP8_VALID_O : 0) | (top.ready_i ? FP8_READY_I : 0);
#ifdef HAS_ERROR
  bits |= top.error_o ? FP8_ERROR_O : 0;
#endif
  return static_cast<uint8_t>(bits);
}

void rising_edge(Vmodel& top) {
  top.clk_i = 1;
  top.eval();
  top.clk_i = 0;
}

// Recorded from before the first edge on, if `cycles` is not null.
void reset(Vmodel& top, uint64_t count, uint8_t* cycles) {
  top.clk_i = 0;
  top.valid_i = 0;
  top.ready_i = 1;
  top.rst_ni = 1;
  top.eval();
  top.rst_ni = 0;
  for (uint64_t n = 0; n < count; ++n) {
    top.eval();
    if (cycles != nullptr) cycles[n] = state_of(top);
    rising_edge(top);
  }
  top.rst_ni = 1;
  top.eval();
}

#endif

}  // namespace

extern "C" void* fp8_create(uint32_t seed) {
  auto* model = new Model;
  model->context.randSeed(static_cast<int>(seed));
  model->context.randReset(2);
  model->top = std::make_unique<Vmodel>(&model->context);
  return model;
}

extern "C" void fp8_destroy(void* model) { delete static_cast<Model*>(model); }

#ifndef HAS_CLOCK

extern "C" void fp8_evaluate(void* model, const Fp8Input* inputs, uint64_t count, uint32_t* result,
                             uint32_t* status) {
  Vmodel& top = *static_cast<Model*>(model)->top;
  put_modes(top, inputs, 0);
  for (uint64_t i = 0; i < count; ++i) {
    put_operands(top, inputs, i);
    top.eval();
    result += get_result(top, result);
    status += get_status(top, status);
  }
}

#else

extern "C" void fp8_evaluate(void* model, const Fp8Input* inputs, uint64_t count, uint32_t* result,
                             uint32_t* status) {
  constexpr uint64_t kReset = 2, kTail = 64;
  Vmodel& top = *static_cast<Model*>(model)->top;
  reset(top, kReset, nullptr);
  put_modes(top, inputs, 0);
  uint64_t taken = 0, given = 0;
  for (uint64_t cycle = 0; cycle < count + kTail && given < count; ++cycle) {
    top.valid_i = taken < count;
    if (taken < count) put_operands(top, inputs, taken);
    top.eval();
    if (top.valid_o) {
      result += get_result(top, result);
      status += get_status(top, status);
      ++given;
    }
    taken += top.valid_i && top.ready_o;
    rising_edge(top);
  }
}

extern "C" void fp8_play(void* model, Fp8Play* play) {
  Vmodel& top = *static_cast<Model*>(model)->top;
  reset(top, play->reset_cycles, play->cycles);
  uint8_t* cycles = play->cycles + play->reset_cycles;
  uint32_t* payload = play->payloads;
  uint64_t beat = 0, wait = play->beats > 0 ? play->gap[0] : 0;
  play->payload_count = 0;
  for (uint64_t n = 0; n < play->max_cycles; ++n) {
    top.valid_i = beat < play->beats && wait == 0;
    if (top.valid_i) {
      put_modes(top, play->inputs, beat);
      put_operands(top, play->inputs, beat);
    } else if (beat > 0) {
      // What stands at the inputs without a beat must not matter: any earlier beat's operands.
      put_operands(top, play->inputs, n % beat);
    }
    top.ready_i = play->ready[n % play->ready_length];
#ifdef HAS_AMAX
    top.amax_clear_i = play->amax_clear[n % play->amax_clear_length];
#endif
    top.eval();
    cycles[n] = state_of(top);
#ifdef HAS_AMAX
    play->amax[n] = top.amax_o;
#endif
    if (top.valid_o) {
      payload += get_result(top, payload);
      payload += get_status(top, payload);
      ++play->payload_count;
    }
    const bool takes = top.valid_i && top.ready_o;
    rising_edge(top);
    if (takes) {
      ++beat;
      wait = beat < play->beats ? play->gap[beat] : 0;
    } else if (wait > 0) {
      --wait;
    }
  }
}

#endif
