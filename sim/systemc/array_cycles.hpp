// The output-stationary array cycle by cycle, in plain C++: what stands at its pins between one rising edge
// and the next. When beats are taken and rows are given is modelled; what a row holds comes from the golden
// accumulators. sim/systemc/array.hpp puts it behind SystemC ports.
//
//   beats of A, of B ──► buffer of 2 ──► pair, add to the sums ──► wave down the rows ──► 2 stages ──► buffer
//   of 3 ──►
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "sim/conformance/unit.hpp"
#include "sim/systemc/tile_sums.hpp"

namespace fp8forge::systemc {

class ArrayCycles {
 public:
  // Cycles from the edge that takes a tile's last beats to the one before which its first row stands at the
  // output, unstalled: input buffer, wave, product, result bus, normalizer, output buffer.
  static constexpr int kLatency = 6;

  // What drives the input pins. `data`: as many codes as the array has rows (A) or columns (B); looked at
  // only where a beat is valid and the stream ready, as are `last` and `user` (of A alone).
  struct Offer {
    bool valid = false;
    bool last = false;
    std::uint32_t user = 0;
    std::span<const std::uint8_t> data;
  };
  struct Inputs {
    Offer a, b;
    bool c_ready = false;
  };

  // Starts as after a reset.
  explicit ArrayCycles(const conformance::ArrayUnit& unit);

  // aresetn is low: takes effect at once, whatever the clock does.
  void reset();
  // A rising edge with aresetn high, the inputs as they stood before it.
  void clock(const Inputs& inputs);

  // The output pins; they depend on what the edges left behind, never on the inputs of the same cycle.
  bool a_ready() const { return a_.ready; }
  bool b_ready() const { return b_.ready; }
  bool c_valid() const { return c_held_ > 0; }
  // The row that is offered, and whether it is its tile's last; only while c_valid().
  std::span<const std::uint32_t> c_row() const;
  bool c_last() const { return row_ + 1 == unit_.rows; }
  // Bit 0: tlast disagreed; bit 1: more than max_terms terms.
  unsigned error() const { return error_; }

 private:
  struct Beat {
    std::vector<std::uint8_t> data;
    bool last;
    std::uint32_t user;
  };
  struct InputBuffer {
    std::deque<Beat> beats;
    bool ready = false;

    void clock(const Offer& offer, bool pops);
  };
  bool drains_next() const;  // the pair at the head of the buffers ends a tile that gives rows
  void take();               // that pair

  conformance::ArrayUnit unit_;
  TileSums sums_;
  std::deque<std::vector<std::uint32_t>>
      tiles_;  // finished ones, row by row, some of their rows still on the way

  InputBuffer a_, b_;
  conformance::TileControl
      control_;             // of the tile of the next beat, or of the one before where that begins one
  bool begins_ = true;      // the next beat is the first of its tile
  std::int64_t terms_ = 0;  // of the current sums; stays at max_terms
  unsigned error_ = 0;

  // The wave that drains a tile moves down a row with each move of the array; -1: none is under way.
  int wave_ = -1;
  bool moved_ = false;                                        // at the last edge
  bool done_ = false, has_sum_ = false, has_result_ = false;  // a row: complete in its cells, a stage on, two
  int c_held_ = 0;                                            // rows in the output buffer
  bool advances_ = false;                                     // the array moves at the next edge
  int row_ = 0;                                               // row of tiles_.front() that leaves next
};

}  // namespace fp8forge::systemc
