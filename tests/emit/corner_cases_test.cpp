// Every corner case that a datasheet states, against the golden model.
#include "generator/emit/corner_cases.hpp"

#include <gtest/gtest.h>

#include <set>
#include <tuple>

#include "generator/config/request.hpp"
#include "sim/golden/golden.hpp"
#include "sim/golden/mac.hpp"
#include "tests/emit/configurations.hpp"

namespace fp8forge {
namespace {

std::uint32_t golden_result(const Request& request, const CornerCase& corner, const CornerResult& result) {
  const golden::Target target{request.result_format(), result.rounding, result.overflow, request.random_bits};
  const auto [a, b] = corner.terms[0];
  switch (request.unit) {
    case Unit::kMultiplier:
      return golden::mul(request.a, request.b, target, a, b);
    case Unit::kAdder:
      return golden::add(request.a, request.b, target, a, b);
    case Unit::kFma:
      return golden::fma(request.a, request.b, request.c, target, a, b, *corner.c);
    case Unit::kConverter:
      return golden::convert(request.from, target, a);
    case Unit::kDot: {
      std::vector<std::uint32_t> as(static_cast<std::size_t>(request.lanes)), bs(as.size());
      for (std::size_t n = 0; n < corner.terms.size(); ++n) std::tie(as[n], bs[n]) = corner.terms[n];
      return golden::dot(request.a, request.b, request.c, target, as, bs, *corner.c);
    }
    case Unit::kMac:
    case Unit::kArray: {
      golden::Mac mac(request.a, request.b, request.accumulator, request.sum_terms());
      bool clear = true;
      for (int n = 0; n < corner.times; ++n) {
        for (const auto& [code_a, code_b] : corner.terms) {
          mac.step(code_a, code_b, clear);
          clear = false;
        }
      }
      if (!request.d) return mac.read(target).code;
      return golden::round_to(target, golden::sum(mac.value(), golden::zero_number(false), target.rounding));
    }
  }
  return ~0U;
}

void expect_golden(const Request& request) {
  SCOPED_TRACE(command_line(request));
  std::set<std::string> names;
  for (const CornerCase& corner : corner_cases(request)) {
    SCOPED_TRACE(corner.name);
    EXPECT_TRUE(names.insert(corner.name).second);
    EXPECT_FALSE(corner.results.empty());
    for (const CornerResult& result : corner.results) {
      EXPECT_EQ(result.code, golden_result(request, corner, result))
          << name_of(result.rounding) << " " << name_of(result.overflow);
    }
  }
  EXPECT_GE(names.size(), 3U);
}

// Every unit, pair of formats and destination, in every mode.
TEST(CornerCases, AreWhatTheGoldenModelSays) {
  int requests = 0;
  for (const Unit unit : kUnits) {
    for (const Format& a : {kE4m3, kE5m2}) {
      for (const Format& b : {kE4m3, kE5m2}) {
        for (const Format& to : all_formats()) {
          Request request = unit_request(unit, a, b, to, to);
          request.rounding.reset();
          request.overflow.reset();
          request.lanes = unit == Unit::kDot ? 3 : 1;
          request.nan_e5m2 = 0x7E;
          request.max_terms = 40;
          if (unit == Unit::kConverter) {
            for (const Format& from : all_formats()) {
              request.from = from;
              if (from.bits() != to.bits() || (is_fp8(from) && !(from == to))) expect_golden(request);
            }
            continue;
          }
          expect_golden(request);
          ++requests;
          if (unit != Unit::kMac) request.random_bits = unit == Unit::kArray ? 0 : 4;
          if (unit == Unit::kMac || unit == Unit::kArray) {
            request.max_terms = 1;
            expect_golden(request);
          }
          if (unit != Unit::kMac) continue;
          for (const Format& accumulator : {kFp32, kFp16, kBf16}) {
            request.accumulator = accumulator;
            expect_golden(request);
          }
        }
      }
    }
  }
  EXPECT_EQ(requests, 6 * 4 * 5);
}

TEST(CornerCases, OfTheNamedRequests) {
  for (const NamedRequest& named : named_requests()) expect_golden(named.request);
}

TEST(CornerCases, StochasticRoundingLeavesOutWhatRandomBitsDecide) {
  Request request = multiplier_request(kE4m3, kE4m3, kE4m3);
  request.rounding.reset();
  request.random_bits = 4;
  expect_golden(request);
  for (const CornerCase& corner : corner_cases(request)) {
    const bool is_smallest = corner.name == "smallest product, negative";
    EXPECT_EQ(corner.results.size(), is_smallest ? 6U : 7U) << corner.name;
    EXPECT_EQ(result_text(request, corner).ends_with("; SR by its random bits"), is_smallest);
  }
}

TEST(CornerCases, TellTheModesThatDiffer) {
  Request request = multiplier_request(kE4m3, kE4m3, kE4m3);
  const auto text_of = [&](const std::string& name) -> std::string {
    for (const CornerCase& corner : corner_cases(request)) {
      if (corner.name == name) return operands_text(request, corner) + " = " + result_text(request, corner);
    }
    return "";
  };
  EXPECT_EQ(text_of("largest product"), "`7e` · `7e` = `7e` (448)");
  request.overflow.reset();
  EXPECT_EQ(text_of("largest product"), "`7e` · `7e` = saturate: `7e` (448); nonsaturate: `7f` (NaN)");
  request.rounding.reset();
  EXPECT_EQ(
      text_of("largest product"),
      "`7e` · `7e` = saturate: `7e` (448); nonsaturate: `7f` (NaN) in RNE RUP RMM, `7e` (448) in RTZ RDN "
      "ROD");
  EXPECT_EQ(text_of("smallest product, negative"),
            "`81` · `01` = `80` (-0) in RNE RTZ RUP RMM, `81` (-0.00195312) in RDN ROD");
  EXPECT_EQ(text_of("NaN operand"), "`7f` · `38` = `7f` (NaN)");
}

}  // namespace
}  // namespace fp8forge
