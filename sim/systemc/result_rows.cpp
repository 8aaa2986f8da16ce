#include "sim/systemc/result_rows.hpp"

#include <algorithm>
#include <utility>

#include "sim/conformance/expected.hpp"

namespace fp8forge::systemc {

void ResultRows::reset() {
  waiting_.clear();
  rows_.clear();
  amax_ = 0;
}

void ResultRows::push(const conformance::TileControl& control, std::vector<golden::Number> sums, bool last) {
  Waiting row{control, std::move(sums), last};
  if (unit_.d) {
    waiting_.push_back(std::move(row));
  } else {
    finish(row, {});
  }
}

void ResultRows::add(std::span<const std::uint8_t> d) {
  finish(waiting_.front(), d);
  waiting_.pop_front();
}

void ResultRows::finish(const Waiting& row, std::span<const std::uint8_t> d) {
  conformance::Run alone;
  alone.d.data.assign(d.begin(), d.end());
  conformance::Expected expected;
  conformance::add_results(unit_, alone, row.control, row.sums, expected);
  Row result{std::move(expected.codes), 0, 0, row.last};
  for (const std::uint8_t marks : expected.marks) result.marks |= marks;
  // Codes of numbers without a sign are in their order.
  if (unit_.has_amax) amax_ = std::max(amax_, expected.amax.front());
  if (row.last) result.amax = std::exchange(amax_, 0);
  rows_.push_back(std::move(result));
}

}  // namespace fp8forge::systemc
