// A piece of array verification: some tiles played after one reset, how they are paced, and what is asked of
// the array's timing. A run is a pure function of the unit, the seed, the check and its number, so that it
// can be repeated alone.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/conformance/model.hpp"
#include "sim/conformance/random.hpp"
#include "sim/conformance/unit.hpp"

namespace fp8forge::conformance {

// A (rows x K) and B (K x cols) of one tile, one beat after the other: a[k*rows + r], b[k*cols + c]. Of a
// weight-stationary array A is M x rows, a[m*rows + k], and of B there are K rows, at most `rows`.
struct Tile {
  std::vector<std::uint8_t> a;
  std::vector<std::uint8_t> b;
};

// What a run asks of the timing, beside the protocol.
enum class Timing {
  kAny,
  kEveryCycle,  // from the first beat to the last, both inputs (weight-stationary: A) take a beat in every
                // cycle
  kInterval,    // the first rows of tiles come `interval` cycles apart
  kLatency,     // each tile's first row comes `latency` cycles after the last beat that it needs was taken
};

struct Run {
  Stream a;
  Stream b;
  Stream d;  // a beat for each row of C, where the array has D
  std::vector<std::uint8_t> ready{1};
  Timing timing = Timing::kAny;
  RegisterTraffic registers = {};  // beside what closes each run
  std::uint64_t cut = 0;  // above 0: first so many cycles of the same are played, then the reset comes

  std::size_t beats() const { return a.beats(); }
};

// Appends a tile to a run, without gaps, in the unit's first mode or as `control` has it. Beats after the
// first have the opposite in every bit of tuser: nobody may look there.
void append(const ArrayUnit& unit, const Tile& tile, Run& run);
void append(const ArrayUnit& unit, const Tile& tile, const TileControl& control, Run& run);

// The code of an element of D, [row of C][column]; codes have whole bytes.
std::uint32_t addend_code(const Format& d, const Stream& stream, std::size_t index);

// What each beat of A was told for its tile, by the tuser of the tile's first one; of a weight-stationary
// array but for the format of B.
std::vector<TileControl> controls(const ArrayUnit& unit, const Run& run);

// In the formats a, b and to, and any of the unit's modes.
TileControl random_mode(const ArrayUnit& unit, Random& random, bool keep = false);
// The same with any scale: none, a few binades, the extremes, or any.
TileControl random_control(const ArrayUnit& unit, Random& random, bool keep = false);

// Random bubbles for both streams, independent of each other, and random back-pressure: from none to nine
// cycles in ten, single or in bursts. Bubbles of D come with it: add_addends.
void stall(Run& run, Random& random);
void stall(Stream& stream, Random& random);

// The run as a stimulus that waits for `c_beats` rows and gives up after a time that any correct array keeps.
Stimulus stimulus(const ArrayUnit& unit, const Run& run, std::uint64_t c_beats);

// What is read and written in the run, its closing included; nothing where there are no registers.
RegisterTraffic register_traffic(const ArrayUnit& unit, const Run& run);

// A tile that gives rows: where it ends, how many they are, and what it was told.
struct DrainedTile {
  std::size_t end = 0;  // index one past its last beat of A
  std::size_t rows = 0;
  TileControl control;
};

// Those of a run, whose beats of A were told `told`. A tile of an output-stationary array ends where either
// stream says so.
std::vector<DrainedTile> drained_tiles(const ArrayUnit& unit, const Run& run,
                                       const std::vector<TileControl>& told);

// The beats of both streams that are one tile, or several with one sum.
struct TileBeats {
  std::size_t a_begin = 0, a_end = 0;
  std::size_t b_begin = 0, b_end = 0;
};

// That part of a run, unstalled.
Run tile_alone(const ArrayUnit& unit, const Run& run, const TileBeats& beats);

}  // namespace fp8forge::conformance
