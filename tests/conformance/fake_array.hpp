// An array in plain C++ that obeys docs/ports.md, with faults to choose from: what the checks must find.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <vector>

#include "sim/conformance/model.hpp"
#include "sim/conformance/products.hpp"
#include "sim/conformance/unit.hpp"
#include "sim/golden/mac.hpp"

namespace fp8forge::conformance {

enum class Fault {
  kNone,
  kRowLostUnderBackPressure,
  kRowDoubledUnderBackPressure,
  kRowsSwapped,
  kPayloadUnstable,
  kValidFalls,
  kTlastEarly,
  kTlastMissing,
  kExtraRow,
  kValidWaitsForReady,
  kLatencyLonger,
  kReadyInReset,
  kValidInReset,
  kErrorInReset,
  kResetKeepsTerms,  // a reset in a tile leaves its sum
  kBeatLostAfterBubble,
  kDisagreementUnnoticed,
  kTileGoesOn,  // where tlast disagrees
  kErrorNotSticky,
  kLimitUnnoticed,  // more than max_terms terms
  kLimitOneEarly,
  kOverlongTileNotNan,
  kAccumulatorShort,  // one bit
  kSlowInput,         // a pause after each tile
  kTilesFartherApart,
  kStuck,
  kProductOfOneCell,  // one pair of codes, in the last row and column
  kNanLost,
  kKeptTileDrained,
  kKeptSumLost,
  kKeptTermsForgotten,  // the limit counts from the last tile
  kUserOfLastBeat,
  kRoundingIgnored,
  // Of rounded sums.
  kTermsReversed,     // the last one first
  kRoundedAtTheEnd,   // once, from an exact sum
  kIdleAddsPlusZero,  // -0 becomes +0 in a cycle without a beat
};

class FakeArray : public ArrayModel {
 public:
  explicit FakeArray(const ArrayUnit& unit, Fault fault = Fault::kNone);
  void play(const Stimulus& stimulus, Trace& trace) override;

 private:
  struct Row {
    std::vector<std::uint32_t> codes;
    bool last;
    std::int64_t due;  // the cycle in which it may show
  };
  void add(const std::uint8_t* a, const std::uint8_t* b);
  void forget();
  void finish_tile(std::int64_t cycle, std::deque<Row>& rows);
  std::uint32_t result(int row, int col);

  ArrayUnit unit_;
  Fault fault_;
  golden::Mac sum_;
  Units limit_ = 0;                  // of an accumulator one bit short
  std::vector<std::uint8_t> a_, b_;  // operands of the running tile
  std::int64_t terms_ = 0;           // of the sum, kept tiles included
  std::int64_t counted_ = 0;         // of them, for the limit
  TileControl control_;
  bool begins_ = true;  // the next beat is a tile's first
};

ArrayFactory fakes(const ArrayUnit& unit, Fault fault);

}  // namespace fp8forge::conformance
