// What can be wrong with a fake array.
#pragma once

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

}  // namespace fp8forge::conformance
