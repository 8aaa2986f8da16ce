// The unit under test as the checks see it. tb implements these over a Verilated bundle; the tests implement
// them over plain C++ with faults built in.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "generator/format/rounding.hpp"

namespace fp8forge::conformance {

class ScalarModel {
 public:
  virtual ~ScalarModel() = default;
  // results[i] from a[i] (and b[i]; empty for a converter) in one mode. `rounding_code` is what the port
  // rounding_i gets, where there is one.
  virtual void evaluate(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b,
                        std::uint32_t rounding_code, Overflow overflow, std::span<std::uint32_t> results) = 0;
};

// One input stream of an array. Beat i is offered gaps[i] cycles after beat i-1 was taken (0: in the next
// cycle) and held until it is taken.
struct Stream {
  std::vector<std::uint8_t> data;   // beats * bytes per beat
  std::vector<std::uint8_t> last;   // one a beat
  std::vector<std::uint16_t> gaps;  // one a beat
  std::size_t beats() const { return last.size(); }
};

// What to play: both streams, and when the sink is ready.
struct Stimulus {
  Stream a;
  Stream b;
  std::vector<std::uint8_t> ready;  // m_axis_c_tready of cycle n is ready[n % size]; not empty
  std::uint64_t c_beats = 0;        // the end is tail_cycles after all inputs and so many outputs were taken
  std::uint64_t tail_cycles = 64;   // in which nothing more may come
  std::uint64_t max_cycles = 0;     // the end in any case
  std::uint64_t max_payloads = 0;   // likewise: cycles with m_axis_c_tvalid
};

// One cycle as it stood just before its rising edge.
struct Cycle {
  std::uint8_t bits;
  bool a_valid() const { return bits & 1; }  // driven
  bool b_valid() const { return bits & 2; }  // driven
  bool a_ready() const { return bits & 4; }
  bool b_ready() const { return bits & 8; }
  bool c_valid() const { return bits & 16; }
  bool c_last() const { return bits & 32; }
  unsigned error() const { return bits >> 6; }
  bool takes_a() const { return (bits & 5) == 5; }
  bool takes_b() const { return (bits & 10) == 10; }
};

// What was seen.
struct Trace {
  std::vector<Cycle> reset;            // the cycles with aresetn low, the first one before any clock edge
  std::vector<Cycle> cycles;           // those after it
  std::vector<std::uint8_t> payloads;  // m_axis_c_tdata of each cycle with c_valid, c_bytes each
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
