// A correct array passes every check; each fault is found, by the check that is there for it and in its
// words.
#include <gtest/gtest.h>

#include <atomic>
#include <map>

#include "sim/conformance/array_verify.hpp"
#include "sim/golden/rounded_accumulator.hpp"
#include "tests/conformance/fake_array.hpp"

namespace fp8forge::conformance {
namespace {

ArrayUnit small_unit() {
  ArrayUnit unit{kE4m3, kE4m3, kBf16, {{Rounding::kRne, Overflow::kNonsaturate}}};
  unit.rows = 3;
  unit.cols = 2;
  unit.max_terms = 40;
  unit.latency = 6;
  unit.interval = 3;
  return unit;
}

// The same with every choice left to the tiles, and results that overflow.
ArrayUnit unit_with_user() {
  ArrayUnit unit = small_unit();
  unit.to = kE4m3;
  unit.modes.clear();
  for (const Overflow overflow : {Overflow::kSaturate, Overflow::kNonsaturate}) {
    for (std::uint32_t code = 0; code < 6; ++code) {
      unit.modes.push_back({static_cast<Rounding>(code), overflow, code});
    }
  }
  unit.keep = {0, 1};
  unit.rounding = {1, 3};
  unit.saturate = {4, 1};
  return unit;
}

// Rounded sums: of fp16, whose range products leave at both ends.
ArrayUnit unit_with_rounded_sums(const Format& to) {
  ArrayUnit unit = small_unit();
  unit.a = unit.b = kE5m2;
  unit.to = to;
  unit.accumulator = kFp16;
  unit.max_terms = kAnyTerms;
  return unit;
}

// C = D + A * B with a scale and a format for each tile, and amax.
ArrayUnit unit_with_output() {
  ArrayUnit unit = unit_with_user();
  unit.to = kFp16;
  unit.tos = {kE4m3, kFp16, kE5m2};
  unit.to_field = {5, 2};
  unit.scale = {7, 9};
  unit.d = kFp32;
  unit.has_amax = true;
  return unit;
}

// The same below rounded sums.
ArrayUnit unit_with_output_of_rounded_sums() {
  ArrayUnit unit = unit_with_output();
  unit.a = unit.b = kE5m2;
  unit.accumulator = kFp16;
  unit.max_terms = kAnyTerms;
  return unit;
}

// A check cut down to some of its runs: the fakes are slow, and a fault shows early.
ArrayCheck first_runs(ArrayCheck check, std::int64_t runs) {
  check.runs = std::min(check.runs, runs);
  return check;
}

ArrayCheck check_named(const ArrayUnit& unit, const std::string& name, std::int64_t runs) {
  for (const ArrayCheck& check : array_checks(unit, 1)) {
    if (check.name == name) return first_runs(check, runs);
  }
  ADD_FAILURE() << "no check " << name;
  return {};
}

TEST(ArrayChecks, PassACorrectArray) {
  const ArrayUnit unit = small_unit();
  for (const ArrayCheck& check : array_checks(unit, 1)) {
    const Check result = verify(unit, first_runs(check, 9), fakes(unit, Fault::kNone), {});
    EXPECT_EQ(result.mismatches, 0) << check.name << ": "
                                    << (result.shown.empty() ? "" : result.shown[0].text);
    EXPECT_GT(result.cases, 0) << check.name;
    EXPECT_TRUE(result.finished);
  }
}

TEST(ArrayChecks, PassACorrectArrayOfOneCellAndOfOneTerm) {
  for (ArrayUnit unit : {small_unit(), small_unit()}) {
    unit.rows = unit.cols = 1;
    unit.interval = 1;
    for (const std::int64_t max_terms : {1, 2, 40}) {
      unit.max_terms = max_terms;
      for (const ArrayCheck& check : array_checks(unit, 1)) {
        const Check result = verify(unit, first_runs(check, 7), fakes(unit, Fault::kNone), {});
        EXPECT_EQ(result.mismatches, 0)
            << check.name << ": " << (result.shown.empty() ? "" : result.shown[0].text);
      }
    }
  }
}

TEST(ArrayChecks, PassACorrectArrayWhoseTilesChoose) {
  const ArrayUnit unit = unit_with_user();
  for (const ArrayCheck& check : array_checks(unit, 1)) {
    const Check result = verify(unit, first_runs(check, 9), fakes(unit, Fault::kNone), {});
    EXPECT_EQ(result.mismatches, 0) << check.name << ": "
                                    << (result.shown.empty() ? "" : result.shown[0].text);
  }
}

TEST(ArrayChecks, PassACorrectArrayWithRoundedSums) {
  for (const Format& to : {kFp32, kE4m3}) {
    const ArrayUnit unit = unit_with_rounded_sums(to);
    for (const ArrayCheck& check : array_checks(unit, 1)) {
      EXPECT_NE(check.name, "full");  // there is no limit to try
      const Check result = verify(unit, first_runs(check, 5), fakes(unit, Fault::kNone), {});
      EXPECT_EQ(result.mismatches, 0)
          << check.name << ": " << (result.shown.empty() ? "" : result.shown[0].text);
    }
  }
}

// What the walk of `steps` is there for: it meets every kind of step often.
TEST(ArrayChecks, StepsMeetTiesOverflowAndMinusZero) {
  const ArrayUnit unit = unit_with_rounded_sums(kFp32);
  int ties = 0, infinite = 0, nan = 0, minus_zero = 0, subnormal = 0;
  for (std::int64_t index = 0; index < 4; ++index) {
    const conformance::Run run = check_named(unit, "steps", 4).make(index);
    golden::RoundedAccumulator sum(unit.a, unit.b, kFp16);
    bool begins = true;
    for (std::size_t beat = 0; beat < run.beats(); ++beat) {
      if (begins) sum.clear();
      begins = run.a.last[beat];
      const std::uint32_t a = run.a.data[beat * 3 + 1], b = run.b.data[beat * 2 + 1];
      const golden::Number exact = golden::exact_fma(unit.a, unit.b, kFp16, Rounding::kRne, a, b, sum.code());
      sum.add_product(a, b);
      const auto rounded = [&](Rounding rounding) {
        return golden::round_to({kFp16, rounding, Overflow::kNonsaturate}, exact);
      };
      // Only ties differ.
      ties += rounded(Rounding::kRne) != rounded(Rounding::kRmm);
      const std::uint32_t magnitude = sum.code() & 0x7FFF;
      infinite += magnitude == kFp16.infinity();
      nan += magnitude > kFp16.infinity();
      minus_zero += sum.code() == 0x8000;
      subnormal += magnitude != 0 && magnitude < 0x0400;
    }
  }
  for (const int count : {ties, infinite, nan, minus_zero, subnormal}) {
    EXPECT_GT(count, 50) << ties << " " << infinite << " " << nan << " " << minus_zero << " " << subnormal;
  }
}

struct Catch {
  Fault fault;
  const char* check;  // that must find it
  const char* words;  // in what it says
  std::int64_t runs = 20;
};

class Faults : public testing::TestWithParam<Catch> {};

// Names the parameter in CTest.
void PrintTo(const Catch& one, std::ostream* out) { *out << one.check << ", " << one.words; }

void expect_found(const ArrayUnit& unit, const Catch& one) {
  const auto [fault, name, words, runs] = one;
  const Check result = verify(unit, check_named(unit, name, runs), fakes(unit, fault), {});
  ASSERT_GT(result.mismatches, 0) << name;
  std::string all;
  for (const Mismatch& mismatch : result.shown) all += mismatch.text + "\n";
  EXPECT_NE(all.find(words), std::string::npos) << all;
}

TEST_P(Faults, AreFound) { expect_found(small_unit(), GetParam()); }

class FaultsOfRoundedSums : public testing::TestWithParam<Catch> {};

TEST_P(FaultsOfRoundedSums, AreFound) { expect_found(unit_with_rounded_sums(kFp32), GetParam()); }

INSTANTIATE_TEST_SUITE_P(EachOne, FaultsOfRoundedSums,
                         testing::Values(Catch{Fault::kTermsReversed, "steps", "expected", 3},
                                         Catch{Fault::kTermsReversed, "random", "expected", 3},
                                         Catch{Fault::kRoundedAtTheEnd, "steps", "expected", 3},
                                         Catch{Fault::kRoundedAtTheEnd, "stay", "expected"},
                                         Catch{Fault::kIdleAddsPlusZero, "steps", "(-0)", 3},
                                         Catch{Fault::kIdleAddsPlusZero, "pairs", "(-0)", 128}));

class FaultsOfTuser : public testing::TestWithParam<Catch> {};

TEST_P(FaultsOfTuser, AreFound) { expect_found(unit_with_user(), GetParam()); }

class FaultsOfOutput : public testing::TestWithParam<Catch> {};

TEST_P(FaultsOfOutput, AreFound) { expect_found(unit_with_output(), GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    EachOne, FaultsOfOutput,
    testing::Values(Catch{Fault::kAddendAfterRounding, "random-fp16", "expected", 10},
                    Catch{Fault::kAddendLost, "random-fp16", "row 2", 10},
                    Catch{Fault::kAddendSignsOfZero, "pairs", "expected 0000 (0), got 8000 (-0)", 10},
                    Catch{Fault::kAddendOneBitShort, "random-fp16", "expected", 10},
                    Catch{Fault::kAddendTlastUnnoticed, "tlast", "error_o bit 2 (tlast of D) was not set"},
                    Catch{Fault::kReadyOfAddendInReset, "reset", "s_axis_d_tready is high in reset"},
                    Catch{Fault::kScaleIgnored, "random-fp16", "expected", 10},
                    Catch{Fault::kScaleAfterRounding, "rounding-fp16", "expected", 3},
                    Catch{Fault::kFormatIgnored, "formats", "expected"},
                    Catch{Fault::kLaneNotCleared, "random-e4m3", "expected", 10},
                    Catch{Fault::kAmaxWithInfinity, "random-fp16", "m_axis_c_tuser is", 10},
                    Catch{Fault::kAmaxScaled, "random-fp16", "m_axis_c_tuser is", 10},
                    Catch{Fault::kAmaxOfRounded, "random-e4m3", "m_axis_c_tuser is", 10},
                    Catch{Fault::kAmaxOnEveryRow, "random-fp16", "m_axis_c_tuser is", 10},
                    Catch{Fault::kAmaxOfLastRow, "random-fp16", "m_axis_c_tuser is", 10}));

class FaultsOfOutputOfRoundedSums : public testing::TestWithParam<Catch> {};

TEST_P(FaultsOfOutputOfRoundedSums, AreFound) {
  expect_found(unit_with_output_of_rounded_sums(), GetParam());
}

// The sum is rounded before D comes, and once more after the scale.
INSTANTIATE_TEST_SUITE_P(EachOne, FaultsOfOutputOfRoundedSums,
                         testing::Values(Catch{Fault::kRoundedAtTheEnd, "steps", "m_axis_c_tuser is", 3},
                                         Catch{Fault::kAddendAfterRounding, "random-fp16", "expected", 3},
                                         Catch{Fault::kAddendSignsOfZero, "pairs", "(-0)", 128},
                                         Catch{Fault::kScaleAfterRounding, "rounding-fp16", "expected", 3}));

TEST(ArrayChecks, PassACorrectArrayWithEveryOutput) {
  for (const ArrayUnit& unit : {unit_with_output(), unit_with_output_of_rounded_sums()}) {
    for (const ArrayCheck& check : array_checks(unit, 1)) {
      const Check result =
          verify(unit, first_runs(check, unit.accumulator ? 3 : 7), fakes(unit, Fault::kNone), {});
      EXPECT_EQ(result.mismatches, 0)
          << check.name << ": " << (result.shown.empty() ? "" : result.shown[0].text);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(EachOne, FaultsOfTuser,
                         testing::Values(Catch{Fault::kKeptTileDrained, "keep", "rows came"},
                                         Catch{Fault::kKeptSumLost, "keep", "expected"},
                                         Catch{Fault::kKeptTermsForgotten, "keep",
                                               "error_o bit 1 (more than MAX_TERMS terms) was not set", 1},
                                         Catch{Fault::kUserOfLastBeat, "random", "expected", 10},
                                         Catch{Fault::kRoundingIgnored, "rounding", "expected", 3},
                                         Catch{Fault::kRoundingIgnored, "pairs", "expected", 3}));

INSTANTIATE_TEST_SUITE_P(
    EachOne, Faults,
    testing::Values(
        Catch{Fault::kRowLostUnderBackPressure, "stalls", "row was lost"},
        Catch{Fault::kRowDoubledUnderBackPressure, "stalls", "came twice"},
        Catch{Fault::kRowsSwapped, "random", "reordered", 3},
        Catch{Fault::kPayloadUnstable, "stalls", "tdata changed while it waited"},
        Catch{Fault::kValidFalls, "stalls", "tvalid fell before tready"},
        Catch{Fault::kTlastEarly, "random", "tlast is not on the last row only", 3},
        Catch{Fault::kTlastMissing, "random", "tlast is not on the last row only", 3},
        Catch{Fault::kExtraRow, "stalls", "rows came"},
        Catch{Fault::kValidWaitsForReady, "timing", "latency is"},
        Catch{Fault::kLatencyLonger, "timing", "latency is 7 cycles, the manifest says 6"},
        Catch{Fault::kReadyInReset, "reset", "tready is high in reset"},
        Catch{Fault::kValidInReset, "reset", "tvalid is high in reset"},
        Catch{Fault::kErrorInReset, "reset", "error_o is not 0 in reset"},
        Catch{Fault::kResetKeepsTerms, "reset", "expected"},
        Catch{Fault::kBeatLostAfterBubble, "stalls", "expected"},
        Catch{Fault::kDisagreementUnnoticed, "tlast", "error_o bit 0 (tlast disagrees) was not set"},
        Catch{Fault::kTileGoesOn, "tlast", "rows came"},
        Catch{Fault::kErrorNotSticky, "tlast", "is not sticky"},
        Catch{Fault::kLimitUnnoticed, "full", "error_o bit 1 (more than MAX_TERMS terms) was not set"},
        Catch{Fault::kLimitOneEarly, "full", "expected"},
        Catch{Fault::kOverlongTileNotNan, "full", "expected 7fc0 (NaN)"},
        Catch{Fault::kAccumulatorShort, "full", "expected"},
        Catch{Fault::kSlowInput, "timing", "did not take a beat in every cycle"},
        Catch{Fault::kTilesFartherApart, "timing", "tiles come 4 cycles apart, not 3"},
        Catch{Fault::kStuck, "stalls", "stuck"},
        Catch{Fault::kProductOfOneCell, "pairs", "row 2, column 1: expected", 128},
        Catch{Fault::kNanLost, "random", "expected 7fc0 (NaN)", 10}));

TEST(ArrayChecks, NameTheCaseThatFailsAlone) {
  const ArrayUnit unit = small_unit();
  const ArrayFactory broken = fakes(unit, Fault::kProductOfOneCell);
  const std::vector<ArrayCheck> checks = array_checks(unit, 1);
  const Check found = verify(unit, checks[0], broken, {});
  EXPECT_EQ(found.mismatches, 1);  // one pair in one cell
  ASSERT_EQ(found.shown.size(), 1U);
  EXPECT_NE(found.shown[0].text.find("a 93 ("), std::string::npos) << found.shown[0].text;

  const Result<Check> again = repeat(unit, checks, found.shown[0].case_name, broken);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->mismatches, 1);
  EXPECT_EQ(again->cases, 6);  // the one tile
  const Result<Check> sound = repeat(unit, checks, found.shown[0].case_name, fakes(unit, Fault::kNone));
  ASSERT_TRUE(sound);
  EXPECT_EQ(sound->mismatches, 0);
  EXPECT_EQ(sound->shown.size(), 1U);  // tells about the case all the same
}

TEST(ArrayChecks, NameTheWrongTermOfALongTile) {
  const ArrayUnit unit = small_unit();
  conformance::Run run;
  Tile tile;
  for (const int a : {0x38, 0x93, 0x40}) tile.a.insert(tile.a.end(), 3, static_cast<std::uint8_t>(a));
  for (const int b : {0x38, 0x5A, 0x40}) tile.b.insert(tile.b.end(), 2, static_cast<std::uint8_t>(b));
  append(unit, tile, run);
  const ArrayCheck check{"mine", "", 1, [&](std::int64_t) { return run; }};
  const Check found = verify(unit, check, fakes(unit, Fault::kProductOfOneCell), {});
  ASSERT_EQ(found.shown.size(), 1U);
  EXPECT_NE(found.shown[0].text.find("wrong alone"), std::string::npos) << found.shown[0].text;
  EXPECT_EQ(found.shown[0].case_name, "mine/0/0");
}

TEST(ArrayChecks, RefuseCasesThatAreNone) {
  const ArrayUnit unit = small_unit();
  const std::vector<ArrayCheck> checks = array_checks(unit, 1);
  for (const char* name : {"", "pairs", "nothing/1", "pairs/", "pairs/-1", "pairs/128", "pairs/0/512",
                           "pairs/0/x", "pairs/0/0/0", "pairs/1e3"}) {
    const Result<Check> result = repeat(unit, checks, name, fakes(unit, Fault::kNone));
    EXPECT_FALSE(result) << name;
  }
}

TEST(ArrayChecks, AreTheSameForTheSameSeedAndOthersForAnother) {
  const ArrayUnit unit = small_unit();
  for (const char* name : {"random", "rounding", "stalls", "tlast", "reset", "timing"}) {
    std::map<std::uint64_t, conformance::Run> runs;
    for (const std::uint64_t seed : {1, 2}) {
      for (const ArrayCheck& check : array_checks(unit, seed)) {
        if (check.name != name) continue;
        const conformance::Run run = check.make(1);
        EXPECT_EQ(run.a.data, check.make(1).a.data);
        runs[seed] = run;
      }
    }
    EXPECT_NE(runs[1].a.data, runs[2].a.data) << name;
  }
}

TEST(ArrayChecks, EndEarlyWhenAsked) {
  const ArrayUnit unit = small_unit();
  Watch watch;
  watch.stop = [] { return true; };
  ArrayCheck endless = check_named(unit, "random", 3);
  endless.runs = 1 << 30;
  EXPECT_FALSE(verify(unit, endless, fakes(unit, Fault::kNone), watch).finished);
}

TEST(ArrayChecks, ShareTheWorkAmongThreads) {
  const ArrayUnit unit = small_unit();
  std::atomic<int> models{0};
  const auto counted = [&]() -> std::unique_ptr<ArrayModel> {
    ++models;
    return std::make_unique<FakeArray>(unit);
  };
  Watch watch;
  watch.threads = 2;
  const Check result = verify(unit, check_named(unit, "stalls", 8), counted, watch);
  EXPECT_EQ(result.mismatches, 0);
  EXPECT_EQ(models, 2);
}

}  // namespace
}  // namespace fp8forge::conformance
