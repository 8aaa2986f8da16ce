// Every kind of emitted bundle is free of warnings.
#include "tests/emit/configurations.hpp"
#include "tests/emit/lint.hpp"

namespace fp8forge {
namespace {

constexpr const Format* kFp8[] = {&kE4m3, &kE5m2};

TEST(LintOfAll, Multipliers) {
  for (const Format* a : kFp8) {
    for (const Format* b : kFp8) {
      for (const Format& to : all_formats()) {
        Request request = multiplier_request(*a, *b, to);
        expect_clean(request);
        request.rounding.reset();
        request.overflow.reset();
        expect_clean(request);
      }
    }
  }
}

TEST(LintOfAll, Converters) {
  for (const Format& from : all_formats()) {
    for (const Format& to : all_formats()) {
      if (from == to || !(is_fp8(from) || is_fp8(to))) continue;
      for (const Rounding rounding : {Rounding::kRne, Rounding::kRod}) {
        Request request = converter_request(from, to);
        request.rounding = rounding;
        expect_clean(request);
      }
    }
  }
}

TEST(LintOfAll, WeightStationaryArrays) {
  for (const Format* a : kFp8) {
    for (const Format* b : kFp8) {
      for (const Format& to : {kE4m3, kE5m2, kFp16, kFp32}) {
        for (const bool choice : {false, true}) {
          Request request = array_request(*a, *b, to, choice ? 2 : 5, 3);
          request.dataflow = Dataflow::kWeightStationary;
          expect_clean(request);
          request.keep = true;
          request.tile_rows = choice ? 1 : 6;
          if (choice) request.rounding.reset();
          if (choice) request.overflow.reset();
          expect_clean(request);
          for (const Format& accumulator : {kFp16, kBf16, kFp32}) {
            request.accumulator = accumulator;
            expect_clean(request);
          }
        }
      }
    }
  }
}

// D, scale, amax and formats by tile, each alone and all together, below every kind of sum.
TEST(LintOfAll, OutputSides) {
  Request parts = array_request(kE4m3, kE5m2, kE4m3, 2, 3), stationary = parts, kept = parts;
  parts.acc_segments = 3;
  stationary.dataflow = kept.dataflow = Dataflow::kWeightStationary;
  kept.keep = true;
  std::vector<Request> all = {parts, stationary, kept};
  for (const Format& accumulator : {kFp16, kBf16, kFp32}) {
    all.push_back(array_request(kE4m3, kE5m2, kE4m3, 2, 3));
    all.back().accumulator = accumulator;
    all.push_back(all.back());
    all.back().dataflow = Dataflow::kWeightStationary;
  }
  for (const Request& sums : all) {
    for (const int options : {1, 2, 4, 8, 15}) {
      for (const Format& d : {kFp32, kBf16}) {
        Request request = sums;
        if ((options & 1) != 0) request.d = d;
        request.scale = (options & 2) != 0;
        request.amax = (options & 4) != 0;
        if ((options & 8) != 0) request.choose_to = {kE4m3, kFp16, kE5m2};
        expect_clean(request);
        if (!request.d) break;
        request.to = kFp32;
        request.choose_to.clear();
        request.rounding.reset();
        expect_clean(request);
      }
    }
  }
}

TEST(LintOfAll, Arrays) {
  for (const Format* a : kFp8) {
    for (const Format* b : kFp8) {
      for (const Format& to : all_formats()) {
        expect_clean(array_request(*a, *b, to, 1, 1));
        expect_clean(array_request(*a, *b, to, 2, 3));
      }
    }
  }
  // Each rounded accumulator, with each result.
  for (const Format& accumulator : {kFp16, kBf16, kFp32}) {
    for (const Format& to : all_formats()) {
      for (const auto& [a, b] : {std::pair{kE4m3, kE4m3}, std::pair{kE4m3, kE5m2}, std::pair{kE5m2, kE4m3},
                                 std::pair{kE5m2, kE5m2}}) {
        Request rounded = array_request(a, b, to, 2, 3);
        rounded.accumulator = accumulator;
        expect_clean(rounded);
        rounded.rounding.reset();
        rounded.overflow.reset();
        rounded.choose_b = b == kE5m2;
        expect_clean(rounded);
      }
    }
  }
  // Each set of fields in tuser.
  for (const bool keep : {false, true}) {
    for (const bool rounding : {false, true}) {
      for (const bool overflow : {false, true}) {
        for (const Format& to : {kE4m3, kBf16}) {
          Request choosing = array_request(kE4m3, kE5m2, to, 2, 3);
          choosing.keep = keep;
          if (rounding) choosing.rounding.reset();
          if (overflow) choosing.overflow.reset();
          expect_clean(choosing);
        }
      }
    }
  }
  // Counters, with all that can stand below a column.
  for (const Format& to : all_formats()) {
    Request counted = array_request(kE5m2, kE5m2, to, 2, 3);
    counted.counters = true;
    expect_clean(counted);
    Request with_d = counted;
    with_d.d = kFp32;
    expect_clean(with_d);
    for (const Format& accumulator : {kFp16, kBf16, kFp32}) {
      counted.accumulator = accumulator;
      expect_clean(counted);
    }
    counted = with_d;
    counted.d.reset();
    counted.dataflow = Dataflow::kWeightStationary;
    expect_clean(counted);
  }
  Request request = array_request(kE5m2, kE5m2, kFp32, 5, 4);
  for (const int max_terms : {1, 2, 3, kMaxTermsLimit}) {
    for (request.acc_segments = 1; request.acc_segments <= kMaxAccSegments; ++request.acc_segments) {
      for (const Format& a : {kE4m3, kE5m2}) {
        request.a = request.b = a;
        request.max_terms = max_terms;
        expect_clean(request);
      }
    }
  }
}

}  // namespace
}  // namespace fp8forge
