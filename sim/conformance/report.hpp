// What a verification found: a row for each check, the mismatches worth showing, as text and as JSON.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace fp8forge::conformance {

struct Mismatch {
  std::string text;       // lines without an end of line at the end
  std::string case_name;  // for --case: repeats just this case
};

// One row of the table.
struct Check {
  std::string name;        // of the check in a case name, e.g. "pairs"
  std::string what;        // for the reader
  std::int64_t cases = 0;  // results compared
  std::int64_t mismatches = 0;
  double seconds = 0;                // wall clock
  bool finished = true;              // false: interrupted
  std::vector<Mismatch> shown = {};  // the first few mismatches
  double processor_seconds = 0;      // of all threads together

  double rate() const { return seconds > 0 ? static_cast<double>(cases) / seconds : 0; }
};

struct Report {
  std::vector<Check> checks;
  std::uint64_t seed = 0;
  std::string coverage = {};  // how much of the input space the checks try, in words; may be empty

  std::int64_t cases() const;
  std::int64_t mismatches() const;
};

// The table: what, cases, mismatches, rate, seconds. Ends with an end of line.
std::string to_text(const Report& report);

// {"seed", "cases", "mismatches", "coverage", "checks": [{"name", "what", "cases", "mismatches", "seconds",
// "processor_seconds", "rate", "shown": [{"text", "case"}]}]}
nlohmann::json to_json(const Report& report);

// 1234567 as "1,234,567".
std::string grouped(std::int64_t number);

}  // namespace fp8forge::conformance
