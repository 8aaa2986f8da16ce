// What is tried on a scalar unit's operands: the whole input space where it is small enough, and else every
// pair of operands against addends chosen to hurt, every boundary, and random inputs.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/conformance/model.hpp"

namespace fp8forge::conformance {

enum class Effort {
  kQuick,  // about a minute's worth
  kFull,   // everything that docs/verify.md lists
};

struct ScalarCheck {
  std::string name;
  std::string what;  // for the reader
  std::int64_t batches = 0;
  // Fills an empty batch: mode, cases, inputs. Thread-safe, and the same for the same job.
  std::function<void(std::int64_t job, Batch& batch)> make = {};
  // The cases of a batch depend on those before: it can only be repeated as a whole.
  bool is_sequence = false;
  // The same cases where they are a sweep of results that a table of runs has; otherwise empty.
  std::function<Sweep(std::int64_t job)> sweep = {};
};

// In the order of the table.
std::vector<ScalarCheck> scalar_checks(const ScalarUnit& unit, std::uint64_t seed, Effort effort);

// How much of the unit's input space these checks try, and what they leave out, in words.
std::string coverage(const ScalarUnit& unit, Effort effort);

}  // namespace fp8forge::conformance
