// Sums worth rounding.
#pragma once

#include <optional>

#include "sim/conformance/products.hpp"
#include "sim/conformance/random.hpp"
#include "sim/conformance/unit.hpp"

namespace fp8forge::conformance {

// Sums at the middle between two neighbouring results, at the results, and one unit beside either: a unit of
// the products, or one of a rounded accumulator where that is larger. The result above the largest finite one
// is taken as if there were one more, which is where overflow begins.
class Boundaries {
 public:
  Boundaries(const ArrayUnit& unit, const Products& products);

  // For results that are the sum times 2^scale.
  Units random_sum(int scale, Random& random) const;

 private:
  double units(std::uint32_t code, int scale) const;
  // What sums near a positive boundary are a multiple of.
  Units unit_at(double boundary) const;
  // The largest code whose value is at most `most` units.
  std::uint32_t last_code_up_to(double most, int scale) const;

  Format to_;
  std::optional<Format> accumulator_;
  int lowest_;
  Units largest_;
};

// The codes of one largest product.
CodePair largest_pair(const ArrayUnit& unit);

}  // namespace fp8forge::conformance
