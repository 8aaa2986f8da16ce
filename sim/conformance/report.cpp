#include "sim/conformance/report.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fp8forge::conformance {

namespace {

// Cases a second in three digits: "1.23 M/s".
std::string rate_text(double rate) {
  if (rate >= 1e9) return fmt::format("{:.3g} G/s", rate / 1e9);
  if (rate >= 1e6) return fmt::format("{:.3g} M/s", rate / 1e6);
  if (rate >= 1e3) return fmt::format("{:.3g} k/s", rate / 1e3);
  return fmt::format("{:.3g} /s", rate);
}

}  // namespace

std::int64_t Report::cases() const {
  std::int64_t sum = 0;
  for (const Check& check : checks) sum += check.cases;
  return sum;
}

std::int64_t Report::mismatches() const {
  std::int64_t sum = 0;
  for (const Check& check : checks) sum += check.mismatches;
  return sum;
}

std::string grouped(std::int64_t number) {
  std::string digits = fmt::format("{}", number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

std::string to_text(const Report& report) {
  std::size_t width = 5;
  for (const Check& check : report.checks) width = std::max(width, check.what.size());
  const std::string rule = fmt::format("{:-<{}}\n", "", width + 50);
  std::string text = fmt::format("{:<{}}  {:>14}  {:>10}  {:>10}  {:>8}\n", "check", width, "cases",
                                 "mismatches", "rate", "seconds");
  text += rule;
  double seconds = 0;
  for (const Check& check : report.checks) {
    text += fmt::format("{:<{}}  {:>14}  {:>10}  {:>10}  {:>8.1f}{}\n", check.what, width,
                        grouped(check.cases), grouped(check.mismatches), rate_text(check.rate()),
                        check.seconds, check.finished ? "" : "  not finished");
    seconds += check.seconds;
  }
  text += rule;
  text += fmt::format("{:<{}}  {:>14}  {:>10}  {:>10}  {:>8.1f}\n", "all", width, grouped(report.cases()),
                      grouped(report.mismatches()), "", seconds);
  if (!report.coverage.empty()) text += fmt::format("tried: {}\n", report.coverage);
  return text;
}

nlohmann::json to_json(const Report& report) {
  nlohmann::json json = {{"seed", report.seed},
                         {"cases", report.cases()},
                         {"mismatches", report.mismatches()},
                         {"coverage", report.coverage},
                         {"checks", nlohmann::json::array()}};
  for (const Check& check : report.checks) {
    nlohmann::json shown = nlohmann::json::array();
    for (const Mismatch& mismatch : check.shown) {
      shown.push_back({{"text", mismatch.text}, {"case", mismatch.case_name}});
    }
    json["checks"].push_back({{"name", check.name},
                              {"what", check.what},
                              {"cases", check.cases},
                              {"mismatches", check.mismatches},
                              {"finished", check.finished},
                              {"seconds", check.seconds},
                              {"processor_seconds", check.processor_seconds},
                              {"rate", check.rate()},
                              {"shown", shown}});
  }
  return json;
}

}  // namespace fp8forge::conformance
