// The cells of an output-stationary array, cycle by cycle: beats in pairs, and a wave down the rows that
// brings a finished tile's sums out, one row in each move.
#pragma once

#include <cstdint>

#include "sim/conformance/unit.hpp"
#include "sim/systemc/columns.hpp"
#include "sim/systemc/tile_sums.hpp"

namespace fp8forge::systemc {

class OutputStationary : public Columns {
 public:
  explicit OutputStationary(const conformance::ArrayUnit& unit);

  void reset() override;
  bool takes(bool advances) const override;
  bool present() const override { return !a_.empty() && !b_.empty(); }
  bool row_below() const override { return has_sum_; }
  void clock(bool advances, bool moves, const Offer& a, const Offer& b, ResultRows& rows) override;
  bool a_ready() const override { return a_.ready(); }
  bool b_ready() const override { return b_.ready(); }
  unsigned error() const override { return error_; }

 private:
  bool drains_next() const;  // the pair at the head of the buffers ends a tile that gives rows
  void take(ResultRows& rows);

  conformance::ArrayUnit unit_;
  TileSums sums_;
  StreamBuffer a_{2}, b_{2};
  conformance::TileControl
      control_;             // of the tile of the next beat, or of the one before where that begins one
  bool begins_ = true;      // the next beat is the first of its tile
  std::int64_t terms_ = 0;  // of the current sums; stays at max_terms
  unsigned error_ = 0;
  int wave_ = -1;         // the row that it drains next; -1: none is under way
  bool done_ = false;     // a row is complete in its cells
  bool has_sum_ = false;  // it stands at the columns' bottom
};

}  // namespace fp8forge::systemc
