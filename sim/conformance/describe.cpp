#include "sim/conformance/describe.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstring>

namespace fp8forge::conformance {

namespace {

constexpr std::size_t kShownTerms = 8;

// Operands of one cell over a tile: "a 38 (1) * b 7e (448)", further terms with a plus before them.
std::string operands(const ArrayUnit& unit, const Run& run, std::size_t first, std::size_t end, int row,
                     int col) {
  std::string text;
  const std::vector<TileControl> told = controls(unit, run);
  for (std::size_t beat = first; beat < end; ++beat) {
    if (beat - first == kShownTerms) {
      text += fmt::format("\n    + {} more terms", end - beat);
      break;
    }
    const auto a = run.a.data[beat * static_cast<std::size_t>(unit.rows) + static_cast<std::size_t>(row)];
    const auto b = run.b.data[beat * static_cast<std::size_t>(unit.cols) + static_cast<std::size_t>(col)];
    text += fmt::format("\n    {} a {} * b {}", beat == first ? " " : "+", describe(told[beat].a, a),
                        describe(told[beat].b, b));
  }
  return text;
}

}  // namespace

std::string describe(const Format& format, std::uint32_t code) {
  const double value = golden::value_of(format, code);
  const std::string number = std::isnan(value) ? "NaN" : fmt::format("{:.9g}", value);
  return fmt::format("{:0{}x} ({})", code, format.hex_digits(), number);
}

std::string describe(const ArrayUnit& unit, const Run& run, const Expected& expected,
                     const Finding& finding) {
  std::string where = fmt::format("cycle {}", finding.cycle);
  if (finding.tile >= 0) where += fmt::format(", tile {}", finding.tile);
  if (finding.row >= 0) where += fmt::format(", row {}", finding.row);
  if (finding.col >= 0) where += fmt::format(", column {}", finding.col);
  if (!finding.rule.empty()) return fmt::format("{}: {}", where, finding.rule);
  const auto tile = static_cast<std::size_t>(finding.tile);
  const std::size_t first = expected.tile_begin(tile), end = expected.tile_ends[tile];
  const TileControl& asked = expected.controls[tile];
  std::string mode;
  if (unit.modes.size() > 1) {
    mode = fmt::format(" ({}, {})", name_of(asked.mode.rounding), name_of(asked.mode.overflow));
  }
  std::string more;
  if (unit.d) {
    const auto cols = static_cast<std::size_t>(unit.cols);
    const std::size_t row =
        tile * static_cast<std::size_t>(unit.rows) + static_cast<std::size_t>(finding.row);
    std::uint32_t code = 0;
    const auto bytes = static_cast<std::size_t>(unit.d->bytes());
    std::memcpy(&code, run.d.data.data() + (row * cols + static_cast<std::size_t>(finding.col)) * bytes,
                bytes);
    more = fmt::format("\n    + d {}", describe(*unit.d, code));
  }
  if (unit.scale.bits > 0) more += fmt::format("\n    times 2^{}", asked.scale);
  return fmt::format("{}{}: expected {}, got {}, for{}{}", where, mode, describe(asked.to, finding.expected),
                     describe(asked.to, finding.got),
                     operands(unit, run, first, end, finding.row, finding.col), more);
}

}  // namespace fp8forge::conformance
