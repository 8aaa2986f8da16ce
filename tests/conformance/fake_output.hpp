// What stands below a fake array's columns: D, scale, formats, amax, with the faults that concern them.
#pragma once

#include <cstdint>
#include <utility>

#include "sim/conformance/model.hpp"
#include "sim/conformance/unit.hpp"
#include "sim/golden/golden.hpp"
#include "tests/conformance/fault.hpp"

namespace fp8forge::conformance {

class FakeOutput {
 public:
  FakeOutput(const ArrayUnit& unit, Fault fault) : unit_(unit), fault_(fault) {}

  // The result of a sum with the next element of D; `is_last`: it is of the tile's last row.
  std::uint32_t result(const golden::Number& sum, const TileControl& control, bool is_last);
  // The largest magnitude of the results since the last call.
  std::uint32_t take_amax() { return std::exchange(amax_, 0); }
  // The next element of D is the stream's first one.
  void begin(const Stream& d) {
    d_ = &d;
    element_ = 0;
    amax_ = 0;
  }
  void skip_row() { element_ += static_cast<std::size_t>(unit_.cols); }
  // Beats of D that whole rows have used.
  std::size_t rows() const { return element_ / static_cast<std::size_t>(unit_.cols); }

 private:
  std::uint32_t rounded(const golden::Number& number, const TileControl& control) const;

  ArrayUnit unit_;
  Fault fault_;
  const Stream* d_ = nullptr;
  std::size_t element_ = 0;
  std::uint32_t amax_ = 0;
};

}  // namespace fp8forge::conformance
