// A correct weight-stationary array passes every check; each fault is found, by the check that is there for
// it and in its words.
#include "sim/conformance/stationary.hpp"

#include <gtest/gtest.h>

#include "sim/conformance/array_verify.hpp"
#include "tests/conformance/fake_stationary.hpp"

namespace fp8forge::conformance {
namespace {

ArrayUnit small_unit() {
  ArrayUnit unit{kE4m3, kE4m3, kBf16, {{Rounding::kRne, Overflow::kNonsaturate}}};
  unit.is_weight_stationary = true;
  unit.rows = 3;
  unit.cols = 2;
  unit.max_terms = 3;
  unit.latency = unit.rows + 4;
  unit.interval = unit.rows;
  return unit;
}

ArrayUnit keeping_unit() {
  ArrayUnit unit = small_unit();
  unit.keep = {0, 1};
  unit.tile_rows = 6;
  unit.max_terms = 40;
  return unit;
}

ArrayCheck first_runs(ArrayCheck check, std::int64_t runs) {
  check.runs = std::min(check.runs, runs);
  return check;
}

void expect_pass(const ArrayUnit& unit) {
  for (const ArrayCheck& check : array_checks(unit, 1)) {
    const Check result =
        verify(unit, first_runs(check, 12), stationary_fakes(unit, StationaryFault::kNone), {});
    EXPECT_EQ(result.mismatches, 0) << check.name << ": "
                                    << (result.shown.empty() ? "" : result.shown[0].text);
    EXPECT_GT(result.cases, 0) << check.name;
  }
}

TEST(StationaryChecks, PassACorrectArray) { expect_pass(small_unit()); }

TEST(StationaryChecks, PassACorrectArrayThatKeeps) { expect_pass(keeping_unit()); }

TEST(StationaryChecks, PassACorrectArrayOfOneCell) {
  ArrayUnit unit = keeping_unit();
  unit.rows = unit.cols = unit.tile_rows = 1;
  unit.interval = 1;
  unit.latency = 5;
  for (const std::int64_t max_terms : {1, 2, 40}) {
    unit.max_terms = max_terms;
    expect_pass(unit);
  }
}

// D, a scale, a format and a mode for each tile, amax, and kept sums.
ArrayUnit unit_with_output() {
  ArrayUnit unit = keeping_unit();
  unit.to = kFp16;
  unit.tos = {kE4m3, kFp16};
  unit.modes = {{Rounding::kRne, Overflow::kSaturate, 0}, {Rounding::kRdn, Overflow::kSaturate, 2}};
  unit.rounding = {1, 3};
  unit.to_field = {4, 1};
  unit.scale = {5, 9};
  unit.d = kFp32;
  unit.has_amax = true;
  return unit;
}

TEST(StationaryChecks, PassACorrectArrayWithAnOutputSide) {
  expect_pass(unit_with_output());
  ArrayUnit unit = unit_with_output();
  unit.rows = unit.cols = unit.tile_rows = 1;
  unit.interval = 1;
  unit.latency = 5;
  expect_pass(unit);
}

// Sums in fp16, whose range products leave at both ends.
ArrayUnit unit_with_rounded_sums() {
  ArrayUnit unit = keeping_unit();
  unit.a = unit.b = kE5m2;
  unit.to = kFp32;
  unit.accumulator = kFp16;
  unit.max_terms = kAnyTerms;
  return unit;
}

TEST(StationaryChecks, PassACorrectArrayWithRoundedSums) {
  expect_pass(unit_with_rounded_sums());
  ArrayUnit unit = unit_with_rounded_sums();
  unit.keep = {};
  unit.tile_rows = 0;
  unit.max_terms = unit.rows;
  expect_pass(unit);
  for (const ArrayCheck& check : array_checks(unit, 1)) EXPECT_NE(check.name, "full");
}

struct Catch {
  StationaryFault fault;
  const char* check;  // that must find it
  const char* words;  // in what it says
  std::int64_t runs = 20;
};

void PrintTo(const Catch& one, std::ostream* out) { *out << one.check << ", " << one.words; }

void expect_found(const ArrayUnit& unit, const Catch& fault) {
  const std::vector<ArrayCheck> checks = array_checks(unit, 1);
  const auto check = std::find_if(checks.begin(), checks.end(),
                                  [&](const ArrayCheck& each) { return each.name == fault.check; });
  ASSERT_NE(check, checks.end());
  const Check result = verify(unit, first_runs(*check, fault.runs), stationary_fakes(unit, fault.fault), {});
  ASSERT_GT(result.mismatches, 0);
  std::string all;
  for (const Mismatch& mismatch : result.shown) all += mismatch.text + "\n";
  EXPECT_NE(all.find(fault.words), std::string::npos) << all;
}

class StationaryFaults : public testing::TestWithParam<Catch> {};

TEST_P(StationaryFaults, AreFound) { expect_found(keeping_unit(), GetParam()); }

class StationaryOutputFaults : public testing::TestWithParam<Catch> {};

TEST_P(StationaryOutputFaults, AreFound) { expect_found(unit_with_output(), GetParam()); }

using Fault = StationaryFault;
INSTANTIATE_TEST_SUITE_P(
    EachOne, StationaryOutputFaults,
    testing::Values(Catch{Fault::kAddendForKept, "keep", "stuck"},
                    Catch{Fault::kAddendTlastUnnoticed, "tlast", "error_o bit 3 (tlast of D) was not set"},
                    Catch{Fault::kUserOfKept, "keep", "expected"},
                    Catch{Fault::kUserOfKept, "formats", "expected"},
                    Catch{Fault::kLatencyLonger, "timing", "latency is 8 cycles, the manifest says 7"},
                    Catch{Fault::kRowLost, "stalls", "a row was lost"}));

class StationaryFaultsOfRoundedSums : public testing::TestWithParam<Catch> {};

TEST_P(StationaryFaultsOfRoundedSums, AreFound) { expect_found(unit_with_rounded_sums(), GetParam()); }

INSTANTIATE_TEST_SUITE_P(EachOne, StationaryFaultsOfRoundedSums,
                         testing::Values(Catch{Fault::kTermsReversed, "steps", "expected"},
                                         Catch{Fault::kTermsReversed, "random", "expected"},
                                         Catch{Fault::kAbsentAddsZero, "pairs", "expected 80000000 (-0)", 64},
                                         Catch{Fault::kAbsentAddsZero, "steps", "expected 80000000 (-0)"},
                                         Catch{Fault::kKeptSumExact, "steps", "expected"},
                                         Catch{Fault::kKeptSumExact, "stay", "expected"},
                                         Catch{Fault::kKeptTileSummed, "steps", "expected"},
                                         Catch{Fault::kKeptTileSummed, "keep", "expected"},
                                         Catch{Fault::kKeptLost, "keep", "expected"},
                                         Catch{Fault::kMisfitNotNan, "keep", "expected 7fc00000 (NaN)", 48}));

INSTANTIATE_TEST_SUITE_P(
    EachOne, StationaryFaults,
    testing::Values(
        Catch{Fault::kWeightsLate, "random", "expected"}, Catch{Fault::kAbsentCounts, "pairs", "expected"},
        Catch{Fault::kOverwritten, "stalls", "expected"}, Catch{Fault::kWeightLost, "stalls", "expected"},
        Catch{Fault::kRowLost, "stalls", "rows came"},
        Catch{Fault::kTlastMissing, "random", "tlast is not on the last row only", 3},
        Catch{Fault::kSurplusKept, "surplus", "expected"},
        Catch{Fault::kSurplusUntold, "surplus", "error_o bit 0 (more than ROWS beats of B) was not set"},
        Catch{Fault::kKeptTooEarly, "keep", "expected"}, Catch{Fault::kKeptLost, "keep", "expected"},
        Catch{Fault::kTermsForgotten, "keep", "error_o bit 1 (more than MAX_TERMS terms) was not set", 1},
        Catch{Fault::kTermsForgotten, "full", "expected 7fc0 (NaN)"},
        Catch{Fault::kMisfitUntold, "keep", "error_o bit 2 (rows of kept tiles) was not set", 48},
        Catch{Fault::kMisfitNotNan, "keep", "expected 7fc0 (NaN)", 48},
        Catch{Fault::kLatencyLonger, "timing", "latency is 8 cycles, the manifest says 7"},
        Catch{Fault::kPause, "timing", "did not take a beat in every cycle"},
        Catch{Fault::kPause, "timing", "tiles come 4 cycles apart, not 3"}));

// Two kept tiles and their follower: which beats and terms a result has.
TEST(Stationary, TilesOfBothStreamsGoTogether) {
  const ArrayUnit unit = keeping_unit();
  conformance::Run run;
  TileControl kept = unit.first_control();
  kept.keep = true;
  append(unit, {std::vector<std::uint8_t>(2 * 3, 0x38), {0x38, 0x40, 0x30, 0x38}}, kept, run);  // 2 rows, K 2
  append(unit, {std::vector<std::uint8_t>(2 * 3, 0x40), std::vector<std::uint8_t>(5 * 2, 0x38)},
         unit.first_control(),
         run);  // K 5: two are too many
  const std::vector<StationaryTile> tiles = stationary_tiles(unit, run);
  ASSERT_EQ(tiles.size(), 2U);
  EXPECT_EQ(tiles[0].terms, 2U);
  EXPECT_TRUE(tiles[0].control.keep);
  EXPECT_EQ(tiles[1].terms, 3U);
  EXPECT_EQ(tiles[1].beats.b_end, 7U);

  const Expected expected = expect(unit, run);
  ASSERT_EQ(expected.rows.size(), 2U);
  EXPECT_EQ(expected.rows[1].a_beat, 3U);
  EXPECT_EQ(expected.rows[1].b_beat, 4U);
  EXPECT_EQ(expected.errors[0].b_beat, 4U);
  EXPECT_EQ(expected.errors[1].a_beat, Expected::kNever);
  // Column 0: 1 * 1 + 1 * 0.5 and three times 2 * 1; column 1: 1 * 2 + 1 * 1 and the same.
  EXPECT_EQ(expected.codes, (std::vector<std::uint32_t>{0x40F0, 0x4110, 0x40F0, 0x4110}));
  EXPECT_EQ(weight_stationary_terms(unit, run, expected.tiles[0].beats, 1, 0).size(), 5U);
}

}  // namespace
}  // namespace fp8forge::conformance
