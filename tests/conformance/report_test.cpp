#include "sim/conformance/report.hpp"

#include <gtest/gtest.h>

namespace fp8forge::conformance {
namespace {

TEST(Report, GroupsDigits) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(-1234567), "-1,234,567");
}

TEST(Report, AddsUp) {
  Report report;
  report.checks.push_back({"pairs", "every pair", 65536, 0, 0.5});
  report.checks.push_back({"random", "random", 1000, 3, 0.5, false});
  EXPECT_EQ(report.cases(), 66536);
  EXPECT_EQ(report.mismatches(), 3);
  const std::string text = to_text(report);
  EXPECT_NE(text.find("every pair          65,536           0     131 k/s       0.5"), std::string::npos)
      << text;
  EXPECT_NE(text.find("not finished"), std::string::npos);
  EXPECT_NE(text.find("66,536           3"), std::string::npos);
}

TEST(Report, GoesToJson) {
  Report report;
  report.seed = 5;
  report.checks.push_back({"pairs", "every pair", 10, 1, 2.0, true, {{"text", "pairs/0"}}, 3.0});
  const nlohmann::json json = to_json(report);
  EXPECT_EQ(json.at("seed"), 5);
  EXPECT_EQ(json.at("mismatches"), 1);
  EXPECT_EQ(json.at("checks").at(0).at("rate"), 5.0);
  EXPECT_EQ(json.at("checks").at(0).at("processor_seconds"), 3.0);
  EXPECT_EQ(json.at("checks").at(0).at("shown").at(0).at("case"), "pairs/0");
}

}  // namespace
}  // namespace fp8forge::conformance
