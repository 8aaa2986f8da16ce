#include <fmt/format.h>

#include <algorithm>

#include "sim/conformance/stationary_checks.hpp"

namespace fp8forge::conformance {

namespace {

constexpr std::uint64_t kPairStream = 40;
constexpr int kMostRows = 64;  // whose cells are gone through
constexpr std::int64_t kCodes = 256;
constexpr std::int64_t kWeightsPerRun = 16;

// All codes of A by one weight in row `row`; columns have the weight moved on, so that neighbours differ.
// Other rows of cells have zeros as operands, and zeros or any finite weights. Every other time those below
// have no weights, but still those of the tile before in their cells, and any operands.
Tile weight_alone(const ArrayUnit& unit, int row, std::int64_t weight, Random& random) {
  const int terms = weight % 2 ? row + 1 : unit.rows;
  const bool weights_are_zero = weight % 4 == 0;
  const auto code = [&] { return static_cast<std::uint8_t>(random.below(kCodes)); };
  // An even exponent is finite, in either format.
  const auto finite = [&] { return static_cast<std::uint8_t>(code() & ~(unit.b.man_mask() + 1)); };
  const auto zero = [&] { return static_cast<std::uint8_t>(code() & 0x80); };
  Tile tile;
  for (int k = 0; k < terms; ++k) {
    for (int col = 0; col < unit.cols; ++col) {
      const auto own = static_cast<std::uint8_t>(weight + 91 * col);
      tile.b.push_back(k == row ? own : weights_are_zero ? zero() : finite());
    }
  }
  const std::uint8_t first = code();
  for (std::int64_t n = 0; n < kCodes; ++n) {
    for (int k = 0; k < unit.rows; ++k) {
      const auto own = static_cast<std::uint8_t>(first + n);
      const bool is_absent = k >= terms;
      tile.a.push_back(k == row ? own : is_absent ? code() : zero());
    }
  }
  return tile;
}

ArrayCheck check_of_view(const ArrayUnit& unit, std::uint64_t seed, const std::string& prefix) {
  const int rows = std::min(unit.rows, kMostRows);
  const std::string how =
      rows == unit.rows ? "through every cell" : fmt::format("through {} rows of cells", rows);
  return {prefix + "pairs", "operand pairs " + how + ", other products zero", rows * kCodes / kWeightsPerRun,
          [unit, seed, rows](std::int64_t index) {
            Random random(seed, kPairStream, static_cast<std::uint64_t>(index));
            // From the first row to the last one, evenly.
            const auto place = static_cast<int>(index % rows);
            const int row = rows == 1 ? 0 : place * (unit.rows - 1) / (rows - 1);
            Run run;
            for (std::int64_t n = 0; n < kWeightsPerRun; ++n) {
              append(unit, weight_alone(unit, row, index / rows * kWeightsPerRun + n, random),
                     random_control(unit, random), run);
            }
            return run;
          }};
}

}  // namespace

std::vector<ArrayCheck> stationary_pair_checks(const ArrayUnit& unit, std::uint64_t seed,
                                               const std::string& prefix) {
  std::vector<ArrayCheck> checks;
  for (const ArrayUnit& view : unit.operand_views())
    checks.push_back(of_view(check_of_view(view, seed, prefix), view));
  return checks;
}

}  // namespace fp8forge::conformance
