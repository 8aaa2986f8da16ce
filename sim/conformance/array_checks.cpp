#include "sim/conformance/array_checks.hpp"

namespace fp8forge::conformance {

std::vector<ArrayCheck> array_checks(const ArrayUnit& unit, std::uint64_t seed) {
  std::vector<ArrayCheck> checks = pair_checks(unit, seed);
  for (const auto make :
       {random_check, rounding_check, full_check, stall_check, tlast_check, reset_check, timing_check}) {
    checks.push_back(make(unit, seed));
  }
  if (unit.keep.bits > 0) checks.push_back(keep_check(unit, seed));
  return checks;
}

}  // namespace fp8forge::conformance
