// The sums of an array's tile as mathematics has them: one golden accumulator an element of C. It knows no
// cycles.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/conformance/unit.hpp"
#include "sim/golden/exact_accumulator.hpp"
#include "sim/golden/rounded_accumulator.hpp"

namespace fp8forge::systemc {

class TileSums {
 public:
  explicit TileSums(const conformance::ArrayUnit& unit);

  // Adds column k of A (rows codes, row 0 first) times row k of B (cols codes), in the formats of `control`.
  void add(const conformance::TileControl& control, std::span<const std::uint8_t> a,
           std::span<const std::uint8_t> b);

  // The sums of a row, of all columns.
  std::vector<golden::Number> row(int row) const;

  // Back to sums without terms.
  void clear();

 private:
  conformance::ArrayUnit unit_;
  std::size_t format_a_ = 0, format_b_ = 0;  // which of the unit's formats the sums expect
  // Row by row, of the one kind that the array has.
  std::vector<golden::ExactAccumulator> exact_;
  std::vector<golden::RoundedAccumulator> rounded_;
};

}  // namespace fp8forge::systemc
