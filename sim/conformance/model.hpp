// The unit under test as the checks see it. tb implements these over a Verilated bundle; the tests implement
// them over plain C++ with faults built in.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "sim/conformance/unit.hpp"
#include "sim/golden/conversion_runs.hpp"

namespace fp8forge::conformance {

// Cases of a scalar unit in one mode: for each input the words of all cases, one case after the other, the
// lowest word first. Inputs that the unit lacks are empty.
struct Batch {
  Mode mode;
  std::size_t cases = 0;
  std::array<std::vector<std::uint32_t>, kSlots> inputs;

  std::vector<std::uint32_t>& of(Slot slot) { return inputs[static_cast<std::size_t>(slot)]; }
  const std::vector<std::uint32_t>& of(Slot slot) const { return inputs[static_cast<std::size_t>(slot)]; }
};

// What comes of a batch, in words as above.
struct Results {
  std::vector<std::uint32_t> result;
  std::vector<std::uint32_t> status;  // empty without flags
};

// Consecutive operands of a converter in one mode, first, first + 1 ...: of one lane, with no further inputs.
struct Sweep {
  Mode mode;
  std::uint32_t first = 0;
  std::size_t cases = 0;
};

// What to play to a clocked unit, and when. Beat i is offered gaps[i] cycles after beat i-1 was taken (0: in
// the next cycle) and held until it is taken; modes[i] are its modes.
struct BeatStimulus {
  Batch beats;
  std::vector<Mode> modes;
  std::vector<std::uint16_t> gaps;
  std::vector<std::uint8_t> ready;       // ready_i of cycle n is ready[n % size]; not empty
  std::vector<std::uint8_t> amax_clear;  // amax_clear_i likewise
  std::uint64_t max_cycles = 0;          // the end; room for as many
};

// A cycle of a clocked unit just before its rising edge.
struct BeatCycle {
  std::uint8_t bits;
  bool valid_in() const { return bits & 1; }
  bool ready_out() const { return bits & 2; }
  bool valid_out() const { return bits & 4; }
  bool ready_in() const { return bits & 8; }
  bool error() const { return bits & 16; }
  bool takes() const { return (bits & 3) == 3; }
  bool gives() const { return (bits & 12) == 12; }
};

struct BeatTrace {
  std::vector<BeatCycle> reset;         // the cycles with rst_ni low
  std::vector<BeatCycle> cycles;        // those after it
  std::vector<std::uint32_t> payloads;  // result and status words of each cycle with valid_o
  std::vector<std::uint32_t> amax;      // amax_o of each cycle, if there is one
};

class ScalarModel {
 public:
  virtual ~ScalarModel() = default;
  // The results of a batch; of a clocked unit, one beat a case without a stall.
  virtual void evaluate(const Batch& batch, Results& results) = 0;
  // Whether every result of a sweep is as `expected` has it; by evaluate(), unless a model has a faster way.
  virtual bool agrees(const Sweep& sweep, const golden::ConversionRuns& expected);
  // Clocked units: resets, plays the stimulus and records.
  virtual void play(const BeatStimulus& stimulus, BeatTrace& trace) = 0;
};

// One input stream of an array. Beat i is offered gaps[i] cycles after beat i-1 was taken (0: in the next
// cycle) and held until it is taken.
struct Stream {
  std::vector<std::uint8_t> data;   // beats * bytes per beat
  std::vector<std::uint8_t> last;   // one a beat
  std::vector<std::uint16_t> gaps;  // one a beat
  std::vector<std::uint32_t> user;  // one a beat; empty where the stream has no tuser
  std::size_t beats() const { return last.size(); }
};

// What to play: the streams, and when the sink is ready.
struct Stimulus {
  Stream a;
  Stream b;
  Stream d;                         // no beats where the array has none
  std::vector<std::uint8_t> ready;  // m_axis_c_tready of cycle n is ready[n % size]; not empty
  std::uint64_t c_beats = 0;        // the end is tail_cycles after all inputs and so many outputs were taken
  std::uint64_t tail_cycles = 64;   // in which nothing more may come
  std::uint64_t max_cycles = 0;     // the end in any case
  std::uint64_t max_payloads = 0;   // likewise: cycles with m_axis_c_tvalid
  RegisterTraffic registers = {};   // the end is not before all its responses
};

// One cycle as it stood just before its rising edge.
struct Cycle {
  std::uint16_t bits;
  bool a_valid() const { return bits & 1; }  // driven
  bool b_valid() const { return bits & 2; }  // driven
  bool a_ready() const { return bits & 4; }
  bool b_ready() const { return bits & 8; }
  bool c_valid() const { return bits & 16; }
  bool c_last() const { return bits & 32; }
  bool d_valid() const { return bits & 64; }  // driven
  bool d_ready() const { return bits & 128; }
  unsigned error() const { return bits >> 8; }
  bool takes_a() const { return (bits & 5) == 5; }
  bool takes_b() const { return (bits & 10) == 10; }
  bool takes_d() const { return (bits & 192) == 192; }
};

// What was seen.
struct Trace {
  std::vector<Cycle> reset;            // the cycles with aresetn low, the first one before any clock edge
  std::vector<Cycle> cycles;           // those after it
  std::vector<std::uint8_t> payloads;  // the row of each cycle with c_valid, c_bytes each

  // Of an array with registers, a port's cycle for each cycle above; and s_axil_rdata in each, of those in
  // which it is valid.
  std::vector<RegisterCycle> register_reset, register_cycles;
  std::vector<std::uint32_t> read_data;
};

class ArrayModel {
 public:
  virtual ~ArrayModel() = default;
  // Resets (at least 3 cycles), plays the stimulus, and records into `trace` (emptied first).
  virtual void play(const Stimulus& stimulus, Trace& trace) = 0;
};

// Makes a fresh model, one for each thread; called from that thread.
using ScalarFactory = std::function<std::unique_ptr<ScalarModel>()>;
using ArrayFactory = std::function<std::unique_ptr<ArrayModel>()>;

}  // namespace fp8forge::conformance
