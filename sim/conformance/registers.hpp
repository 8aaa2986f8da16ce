// The registers of an array with counters (docs/array.md), as the checks need to know them, and what is read
// and written through their AXI4-Lite port while a run is played.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/conformance/random.hpp"

namespace fp8forge::conformance {

// Addresses of bytes; of a counter that of its lower word, the upper one lies behind it.
struct RegisterMap {
  std::uint32_t control = 0, status = 0;
  std::uint32_t busy = 0, starved = 0, held = 0, blocked = 0, tiles = 0;
  int address_bits = 0;

  bool is_counter(std::uint32_t address) const;
  bool exists(std::uint32_t address) const;
};

// Bits of CONTROL, and of STATUS.
inline constexpr std::uint32_t kControlRun = 1, kControlClear = 2;
inline constexpr std::uint8_t kSawNan = 1, kSawInfinite = 2, kSawSaturated = 4;
inline constexpr int kErrorShift = 8;

struct RegisterAccess {
  bool is_write = false;
  std::uint32_t address = 0;
  std::uint32_t data = 0;  // of a write
  std::uint8_t strobe = 15;
  std::uint16_t gap = 0;       // cycles before the address is offered, once it may be
  std::uint16_t data_gap = 0;  // likewise a write's data
  bool waits = false;          // not before all accesses above have their responses
  bool after_run = false;      // not before the run's streams are done, tail_cycles over
};

// Reads go in their order, and so do writes; between them is no order but by `waits`.
struct RegisterTraffic {
  std::vector<RegisterAccess> accesses;
  std::vector<std::uint8_t> b_ready{1};  // s_axil_bready of cycle n is b_ready[n % size]
  std::vector<std::uint8_t> r_ready{1};
};

// One cycle of the port as it stood just before its rising edge.
struct RegisterCycle {
  std::uint16_t bits;
  bool takes_aw() const { return (bits & 3) == 3; }
  bool takes_w() const { return (bits & 12) == 12; }
  bool b_valid() const { return bits & 16; }
  bool b_ready() const { return bits & 32; }  // driven
  bool takes_ar() const { return (bits & 192) == 192; }
  bool r_valid() const { return bits & 256; }
  bool r_ready() const { return bits & 512; }  // driven
  unsigned b_response() const { return bits >> 10 & 3; }
  unsigned r_response() const { return bits >> 12 & 3; }
  bool aw_ready() const { return bits & 2; }
  bool w_ready() const { return bits & 8; }
  bool ar_ready() const { return bits & 128; }
};

// Reads and writes of all addresses, there or not, whole words or bytes, CONTROL more than others; in between
// the counters are stopped, read together, and started again.
RegisterTraffic random_traffic(const RegisterMap& map, std::int64_t accesses, Random& random);

// More than they take, even one after the other.
std::uint64_t cycles_of(const RegisterTraffic& traffic);

// What follows on each run: the counters are stopped, everything is read, cleared, and read again.
void append_closing(const RegisterMap& map, RegisterTraffic& traffic);

}  // namespace fp8forge::conformance
