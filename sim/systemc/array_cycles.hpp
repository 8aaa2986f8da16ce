// An array cycle by cycle, in plain C++: what stands at its pins between one rising edge and the next. When
// beats are taken and rows are given is modelled; what a row holds comes from the golden accumulators.
// sim/systemc/array.hpp puts it behind SystemC ports.
//
//   beats of A, of B ──► Columns (of either dataflow) ──► RowPath (D, rounding, output) ──► rows of C
//                                        Registers count what they do
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "sim/conformance/unit.hpp"
#include "sim/systemc/columns.hpp"
#include "sim/systemc/registers.hpp"
#include "sim/systemc/row_path.hpp"

namespace fp8forge::systemc {

class ArrayCycles {
 public:
  struct Inputs {
    Offer a, b, d;  // d: bytes of codes, the lowest first
    bool c_ready = false;
    Registers::Inputs registers = {};
  };

  // From the edge that takes a tile's last beats (weight-stationary: a row of A) to the one before which its
  // first row (its row) of C stands at the output, unstalled.
  static int latency(const conformance::ArrayUnit& unit);

  // Starts as after a reset.
  explicit ArrayCycles(const conformance::ArrayUnit& unit);

  // aresetn is low: takes effect at once, whatever the clock does.
  void reset();
  // A rising edge with aresetn high, the inputs as they stood before it.
  void clock(const Inputs& inputs);

  // The output pins; they depend on what the edges left behind, never on the inputs of the same cycle.
  bool a_ready() const { return columns_->a_ready(); }
  bool b_ready() const { return columns_->b_ready(); }
  bool d_ready() const { return path_.d_ready(); }
  bool c_valid() const { return path_.valid(); }
  const ResultRows::Row& c_row() const { return path_.front(); }  // only while c_valid()
  unsigned error() const;
  const Registers& registers() const { return *registers_; }  // of an array that has them

 private:
  conformance::ArrayUnit unit_;
  std::unique_ptr<Columns> columns_;
  RowPath path_;
  std::optional<Registers> registers_;
  unsigned addend_error_;  // the bit of error_o

  // Output-stationary: what lies below the cells moves a cycle after them.
  bool moved_ = false;   // at the last edge the cells did,
  bool flowed_ = false;  // and the output buffer had room
  // Weight-stationary: that no row waits for its beat of D is known a cycle before.
  bool has_addend_ = true;
};

}  // namespace fp8forge::systemc
