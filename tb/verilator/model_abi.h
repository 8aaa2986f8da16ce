/* What a Verilated bundle offers to fp8forge: the thin C interface of the shared library that is built from
 * Verilator's output and one of the sources beside this header. It drives and records; it judges nothing.
 * One model is used by one thread at a time; several models may run in several threads. */
#ifndef FP8FORGE_TB_VERILATOR_MODEL_ABI_H_
#define FP8FORGE_TB_VERILATOR_MODEL_ABI_H_

#include <stdint.h>

/* Models are compiled with hidden names; these are the ones to be found. */
#define FP8_EXPORT __attribute__((visibility("default")))

#ifdef __cplusplus
extern "C" {
#endif

/* A fresh model. Registers without a reset start with random bits drawn from `seed` (not 0). */
FP8_EXPORT void* fp8_create(uint32_t seed);
FP8_EXPORT void fp8_destroy(void* model);

/* Scalar units: the inputs, and the word of case i of one of them, `stride` words after that of case i-1 (0:
 * the same for all cases). An input of more than 32 bits has its further words behind the first, lowest
 * first. Inputs that the unit lacks are ignored. */
enum {
  FP8_A,
  FP8_B,
  FP8_C,
  FP8_SCALE,
  FP8_RANDOM,
  FP8_CLEAR,
  FP8_READ,
  FP8_ROUNDING,
  FP8_SATURATE,
  FP8_INPUTS
};
struct Fp8Input {
  const uint32_t* words;
  uint64_t stride;
};

/* result and status (4 bits a lane; NULL where the unit has none) of `count` cases, result_words and
 * status_words words each. A clocked unit is reset and takes a case a cycle; a result that does not come
 * leaves its words as they are. */
FP8_EXPORT void fp8_evaluate(void* model, const struct Fp8Input* inputs, uint64_t count, uint32_t* result,
                             uint32_t* status);

/* Bit-parallel models of one-lane converters: the results of the operands first, first + 1 ..., 64 a group;
 * first is a multiple of 64. As planes: bit c of planes[group * bits of the result + b] is bit b of the
 * result of the group's operand c. Of `inputs` only the modes count. */
FP8_EXPORT void fp8_sweep(void* model, const struct Fp8Input* inputs, uint32_t first, uint64_t groups,
                          uint64_t* planes);

/* One cycle of a clocked scalar unit as it stood just before its rising edge, in a byte. */
enum {
  FP8_VALID_I = 1 << 0, /* driven */
  FP8_READY_O = 1 << 1,
  FP8_VALID_O = 1 << 2,
  FP8_READY_I = 1 << 3, /* driven */
  FP8_ERROR_O = 1 << 4,
};

struct Fp8Play {
  struct Fp8Input inputs[FP8_INPUTS]; /* of beats */
  const uint16_t* gap; /* beat i is offered gap[i] cycles after beat i-1 was taken at the earliest */
  uint64_t beats;
  const uint8_t* ready; /* ready_i of cycle n is ready[n % ready_length] */
  uint64_t ready_length;
  const uint8_t* amax_clear; /* likewise */
  uint64_t amax_clear_length;
  uint64_t reset_cycles; /* recorded first */
  uint64_t max_cycles;

  uint8_t* cycles; /* reset_cycles + max_cycles */
  uint32_t*
      payloads;   /* result and status words of every cycle with FP8_VALID_O; room for max_cycles of them */
  uint32_t* amax; /* a word each of the max_cycles cycles; NULL where the unit has none */
  uint64_t payload_count; /* out */
};

/* Clocked scalar units: resets, plays the beats and records. */
FP8_EXPORT void fp8_play(void* model, struct Fp8Play* play);

/* One cycle as it stood just before its rising edge, in 16 bits. */
enum {
  FP8_A_VALID = 1 << 0, /* driven */
  FP8_B_VALID = 1 << 1, /* driven */
  FP8_A_READY = 1 << 2,
  FP8_B_READY = 1 << 3,
  FP8_C_VALID = 1 << 4,
  FP8_C_LAST = 1 << 5,
  FP8_D_VALID = 1 << 6, /* driven */
  FP8_D_READY = 1 << 7,
  FP8_ERROR_SHIFT = 8, /* error_o above them */
};

/* An input stream: `beats` beats of `bytes` bytes each. Beat i is offered gap[i] cycles after beat i-1 was
 * taken at the earliest (0: in the next cycle), and held until it is taken. */
struct Fp8Stream {
  const uint8_t* data;
  const uint8_t* last;
  const uint16_t* gap;
  const uint32_t* user; /* tuser of each beat; not looked at where the stream has none */
  uint64_t beats;
  uint32_t bytes;
};

/* One cycle of the AXI4-Lite port, likewise. */
enum {
  FP8_AXIL_AW_VALID = 1 << 0, /* driven */
  FP8_AXIL_AW_READY = 1 << 1,
  FP8_AXIL_W_VALID = 1 << 2, /* driven */
  FP8_AXIL_W_READY = 1 << 3,
  FP8_AXIL_B_VALID = 1 << 4,
  FP8_AXIL_B_READY = 1 << 5,  /* driven */
  FP8_AXIL_AR_VALID = 1 << 6, /* driven */
  FP8_AXIL_AR_READY = 1 << 7,
  FP8_AXIL_R_VALID = 1 << 8,
  FP8_AXIL_R_READY = 1 << 9,      /* driven */
  FP8_AXIL_B_RESPONSE_SHIFT = 10, /* two bits each */
  FP8_AXIL_R_RESPONSE_SHIFT = 12,
};

/* A read or a write. It is offered when the one before it has been taken, `after` responses of both kinds
 * have, if so told the streams are done, and then so many more cycles have passed: the gap before the
 * address, data_gap before a write's data. */
struct Fp8Access {
  uint32_t address;
  uint32_t data;
  uint32_t after;
  uint16_t gap;
  uint16_t data_gap;
  uint8_t strobe;
  uint8_t after_streams; /* and tail_cycles */
};

struct Fp8Registers {
  uint32_t address_mask; /* the bits that an address has */
  const struct Fp8Access* writes;
  uint64_t write_count;
  const struct Fp8Access* reads;
  uint64_t read_count;
  const uint8_t* b_ready; /* s_axil_bready of cycle n is b_ready[n % b_ready_length] */
  uint64_t b_ready_length;
  const uint8_t* r_ready;
  uint64_t r_ready_length;

  uint16_t* cycles;    /* as above, max_cycles of them */
  uint32_t* read_data; /* s_axil_rdata of each cycle with FP8_AXIL_R_VALID */
};

struct Fp8Drive {
  struct Fp8Stream a;
  struct Fp8Stream b;
  struct Fp8Stream d;     /* not looked at where there is none */
  uint32_t a_user_mask;   /* the bits that s_axis_a_tuser has */
  uint32_t b_user_mask;   /* likewise s_axis_b_tuser */
  const uint8_t* c_ready; /* m_axis_c_tready of cycle n is c_ready[n % c_ready_length] */
  uint64_t c_ready_length;
  uint32_t c_bytes;
  uint64_t
      c_beats; /* ends tail_cycles after all inputs and this many outputs were taken, all registers read */
  uint64_t tail_cycles;
  uint64_t max_cycles;   /* ends here in any case; room in `cycles` */
  uint64_t max_payloads; /* ends when `payloads` is full */

  struct Fp8Registers registers; /* not looked at where there are none */

  uint16_t* cycles;       /* as above */
  uint8_t* payloads;      /* of every cycle with FP8_C_VALID: m_axis_c_tdata, m_axis_c_tuser; c_bytes each */
  uint64_t cycle_count;   /* out */
  uint64_t payload_count; /* out */
};

/* Arrays: holds aresetn low for `count` cycles and records them, the first one before any clock edge; the
 * model then stands before the first rising edge without reset. `port`: those of the AXI4-Lite port, if there
 * is one. */
FP8_EXPORT void fp8_reset(void* model, uint64_t count, uint16_t* cycles, uint16_t* port);
/* Arrays: plays the input streams and the ready pattern and records what comes out. */
FP8_EXPORT void fp8_drive(void* model, struct Fp8Drive* drive);

#ifdef __cplusplus
}
#endif
#endif
