// The cells of a weight-stationary array, cycle by cycle: weights that load while the tile before works, rows
// of A that pass through, and the sums that kept tiles leave behind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/conformance/unit.hpp"
#include "sim/golden/mac.hpp"
#include "sim/systemc/columns.hpp"

namespace fp8forge::systemc {

class WeightStationary : public Columns {
 public:
  explicit WeightStationary(const conformance::ArrayUnit& unit);

  void reset() override;
  bool takes(bool advances) const override {
    return advances && !a_.empty() && (!begins_a_ || (complete_ && may_start()));
  }
  bool present() const override { return !a_.empty() && (!b_.empty() || !may_start()); }
  bool row_below() const override { return wave_.back(); }
  void clock(bool advances, bool moves, const Offer& a, const Offer& b, ResultRows& rows) override;
  bool a_ready() const override { return a_.ready(); }
  bool b_ready() const override { return b_.ready(); }
  unsigned error() const override { return error_; }

 private:
  // Of a tile: its rows of B, and its format.
  struct Weights {
    std::vector<std::vector<std::uint8_t>> rows;
    std::uint32_t user = 0;
  };
  using RowSums = std::vector<golden::Mac>;  // of all columns

  bool may_start() const { return wait_ == 0; }  // as far as kept sums are concerned
  bool loads(bool advances, bool swaps) const {
    return advances && !b_.empty() && !surplus_ && (!complete_ || swaps);
  }
  void start_tile();
  bool take(ResultRows& rows);  // gives whether the row is one of C
  void load();
  RowSums sums_of_row(bool& has_partner) const;

  conformance::ArrayUnit unit_;
  StreamBuffer a_{2}, b_{2};
  const RowSums fresh_;  // without terms

  Weights loading_, used_;
  bool complete_ = false;  // loading_ is, and not in use yet
  bool surplus_ = false;   // beats of B are dropped up to tlast
  bool begins_b_ = true;   // the next beat of B is the first of its tile

  bool begins_a_ = true;  // the next beat of A is the first of its tile
  conformance::TileControl control_;
  std::int64_t terms_ = 0;  // of the sums so far

  // Tiles that are kept.
  bool kept_ = false;            // the tile before was
  std::vector<RowSums> sums_;    // that it left
  std::vector<RowSums> stored_;  // of this one
  std::size_t row_ = 0;          // of the next beat of A
  int wait_ = 0;                 // moves until a tile may start

  std::vector<bool> wave_;  // rows of C on their way down, the latest first
  unsigned error_ = 0;
};

}  // namespace fp8forge::systemc
