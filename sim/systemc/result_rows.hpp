// What the rows of C hold, in the order in which they leave: sums with their beat of D, scaled and rounded
// once by the golden model. It knows no cycles.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "sim/conformance/unit.hpp"

namespace fp8forge::systemc {

class ResultRows {
 public:
  struct Row {
    std::vector<std::uint32_t> codes;  // of all columns
    std::uint32_t amax = 0;            // of a tile's last row, of the tile; else 0
    std::uint8_t marks = 0;            // as STATUS has them, where there are registers
    bool last = false;
  };

  explicit ResultRows(const conformance::ArrayUnit& unit) : unit_(unit) {}

  void reset();
  // A further row: its sums, and what its tile asks for.
  void push(const conformance::TileControl& control, std::vector<golden::Number> sums, bool last);
  // The beat of D for the oldest row that has none yet; of an array with D.
  void add(std::span<const std::uint8_t> d);
  // Whether that row is its tile's last.
  bool next_is_last() const { return waiting_.front().last; }

  // The rows that have all they need, the oldest first.
  const Row& operator[](std::size_t index) const { return rows_[index]; }
  void pop() { rows_.pop_front(); }

 private:
  struct Waiting {
    conformance::TileControl control;
    std::vector<golden::Number> sums;
    bool last;
  };
  void finish(const Waiting& row, std::span<const std::uint8_t> d);

  conformance::ArrayUnit unit_;
  std::deque<Waiting> waiting_;  // for D
  std::deque<Row> rows_;
  std::uint32_t amax_ = 0;  // of the tile so far
};

}  // namespace fp8forge::systemc
