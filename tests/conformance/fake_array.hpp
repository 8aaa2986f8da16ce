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
  kAddendAfterRounding,
  kAddendLost,         // the last row of a tile gets none
  kAddendSignsOfZero,  // -0 + 0 is -0
  kAddendOneBitShort,  // D without its last bit
  kAddendTlastUnnoticed,
  kReadyOfAddendInReset,
  kScaleIgnored,
  kScaleAfterRounding,
  kFormatIgnored,
  kLaneNotCleared,  // bits above a narrower result
  kAmaxWithInfinity,
  kAmaxScaled,
  kAmaxOfRounded,
  kAmaxOnEveryRow,
  kAmaxOfLastRow,
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
    std::uint32_t amax = 0;
  };
  void add(const std::uint8_t* a, const std::uint8_t* b);
  void forget();
  void finish_tile(std::int64_t cycle, std::deque<Row>& rows);
  golden::Number sum(int row, int col);
  std::uint32_t result(int row, int col);
  std::uint32_t rounded(const golden::Number& number) const;
  std::uint32_t addend(int row, int col) const;

  ArrayUnit unit_;
  Fault fault_;
  golden::Mac sum_;
  Units limit_ = 0;                  // of an accumulator one bit short
  std::vector<std::uint8_t> a_, b_;  // operands of the running tile
  std::int64_t terms_ = 0;           // of the sum, kept tiles included
  std::int64_t counted_ = 0;         // of them, for the limit
  TileControl control_;
  const Stream* d_ = nullptr;
  std::size_t d_row_ = 0;  // beats of D used
  std::uint32_t amax_ = 0;
  bool begins_ = true;  // the next beat is a tile's first
};

ArrayFactory fakes(const ArrayUnit& unit, Fault fault);

}  // namespace fp8forge::conformance
