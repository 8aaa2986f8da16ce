// A whole matrix product on an array: cut into tiles of its size, played through a model of it.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/conformance/model.hpp"
#include "sim/conformance/unit.hpp"

namespace fp8forge::accuracy {

// C = A (m x k) * B (k x n), all row-major; k is at most the array's max_terms.
struct Problem {
  int m = 0;
  int k = 0;
  int n = 0;
  std::vector<std::uint32_t> a;  // codes of the unit's format a
  std::vector<std::uint32_t> b;  // codes of the unit's format b
};

struct ArrayProduct {
  std::vector<std::uint32_t> codes;  // m x n codes of the unit's result format; empty if the array gave too few rows
  std::uint64_t tiles = 0;
  std::uint64_t cycles = 0;  // from the first beat taken to the last row given
};

// Tiles at the lower and right edge are filled up with zeros.
ArrayProduct array_product(const conformance::ArrayUnit& unit, conformance::ArrayModel& model, const Problem& problem);

// The same product by the golden model.
std::vector<std::uint32_t> golden_product(const conformance::ArrayUnit& unit, const Problem& problem);

}  // namespace fp8forge::accuracy
