// A weight-stationary array in plain C++ that obeys docs/ports.md, with faults to choose from: what the
// checks must find. The formats of its operands are fixed.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "sim/conformance/model.hpp"
#include "sim/conformance/unit.hpp"
#include "sim/golden/mac.hpp"
#include "tests/conformance/fake_output.hpp"
#include "tests/conformance/fake_registers.hpp"

namespace fp8forge::conformance {

enum class StationaryFault {
  kNone,
  kWeightsLate,     // a tile's first row meets the weights of the tile before
  kAbsentCounts,    // lanes of A without a weight meet those of the tile before
  kOverwritten,     // weights load before those that wait were used
  kWeightLost,      // a row of B that comes after a bubble
  kRowLost,         // under back-pressure
  kTlastMissing,    // on rows of C
  kSurplusKept,     // surplus rows of B begin the next tile
  kSurplusUntold,   // error_o
  kKeptTooEarly,    // a row starts before its kept sum was written
  kKeptLost,        // kept sums start from zero
  kTermsForgotten,  // the limit counts from the last tile
  kMisfitUntold,    // error_o
  kMisfitNotNan,    // rows without a kept sum start from zero
  kLatencyLonger,
  kPause,  // after each tile
  // Of rounded sums.
  kTermsReversed,   // in a tile the last one first
  kAbsentAddsZero,  // -0 becomes +0 in a row without a weight
  kKeptSumExact,    // all terms are rounded once, when the row leaves
  kKeptTileSummed,  // a tile's own sum is rounded, and then added to the kept one
  // Of what stands below the columns.
  kAddendForKept,         // rows of kept tiles use beats of D up
  kAddendTlastUnnoticed,  // error_o
  kUserOfKept,            // of a sum's tiles the first says how it is rounded and scaled
};

class FakeStationary : public ArrayModel {
 public:
  FakeStationary(const ArrayUnit& unit, StationaryFault fault,
                 RegisterFault register_fault = RegisterFault::kNone);
  void play(const Stimulus& stimulus, Trace& trace) override;

 private:
  using Weights = std::vector<std::vector<std::uint8_t>>;  // rows of B
  struct Addend {
    std::vector<std::uint8_t> a;
    std::shared_ptr<const Weights> weights;
  };
  struct Row {
    bool exists = false, store = false, last = false, lost = false;
    std::size_t place = 0;
    std::vector<Addend> sum;
    TileControl control;
    // Once it has left the columns.
    std::vector<std::uint32_t> codes;
    std::uint32_t amax = 0;
  };
  struct Beat {
    std::vector<std::uint8_t> data;
    bool last;
    TileControl control;
  };

  void reset();
  // The edge of a cycle in which the array moves on.
  void move(bool b_after_bubble);
  void load(bool b_after_bubble);
  Row take(bool is_swap);
  golden::Number sum(const Row& row, std::size_t col);
  // What a row becomes below the columns.
  Row finished(Row row);
  std::uint8_t marks(const Row& row);

  ArrayUnit unit_;
  StationaryFault fault_;
  RegisterFault register_fault_;
  FakeRegisters::Events events_;  // of the cycle
  golden::Mac sum_;
  FakeOutput output_;
  std::deque<Beat> a_, b_;
  std::deque<Row> wave_, out_;
  std::vector<Row> memory_;
  Weights loading_;
  std::shared_ptr<const Weights> used_, before_;
  bool complete_ = false, surplus_ = false, first_a_ = true, adds_ = false, over_ = false;
  TileControl control_;
  std::vector<std::uint8_t> d_last_;
  std::size_t row_ = 0, kept_rows_ = 0;
  std::int64_t terms_ = 0, wait_ = 0, pause_ = 0;
  unsigned error_ = 0;
};

ArrayFactory stationary_fakes(const ArrayUnit& unit, StationaryFault fault,
                              RegisterFault register_fault = RegisterFault::kNone);

}  // namespace fp8forge::conformance
