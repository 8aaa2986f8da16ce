#include "sim/conformance/describe.hpp"

#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "sim/conformance/stationary.hpp"

namespace fp8forge::conformance {

namespace {

constexpr std::size_t kShownTerms = 8;

// The terms of one result.
std::vector<Term> terms_of(const ArrayUnit& unit, const Run& run, const TileBeats& beats, int row, int col) {
  if (unit.is_weight_stationary) return weight_stationary_terms(unit, run, beats, row, col);
  std::vector<Term> terms;
  const std::vector<TileControl> told = controls(unit, run);
  for (std::size_t beat = beats.a_begin; beat < beats.a_end; ++beat) {
    terms.push_back({told[beat].a, told[beat].b,
                     run.a.data[beat * static_cast<std::size_t>(unit.rows) + static_cast<std::size_t>(row)],
                     run.b.data[beat * static_cast<std::size_t>(unit.cols) + static_cast<std::size_t>(col)]});
  }
  return terms;
}

// "a 38 (1) * b 7e (448)", further terms with a plus before them.
std::string operands(const std::vector<Term>& terms) {
  std::string text;
  for (std::size_t n = 0; n < terms.size(); ++n) {
    if (n == kShownTerms) {
      text += fmt::format("\n    + {} more terms", terms.size() - n);
      break;
    }
    text += fmt::format("\n    {} a {} * b {}", n == 0 ? " " : "+", describe(terms[n].a, terms[n].code_a),
                        describe(terms[n].b, terms[n].code_b));
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
  const TileControl& asked = expected.tiles[tile].control;
  std::string mode;
  if (unit.modes.size() > 1) {
    mode = fmt::format(" ({}, {})", name_of(asked.mode.rounding), name_of(asked.mode.overflow));
  }
  std::string more;
  if (unit.d) {
    const auto cols = static_cast<std::size_t>(unit.cols);
    const std::size_t row = expected.first_row(tile) + static_cast<std::size_t>(finding.row);
    more = fmt::format(
        "\n    + d {}",
        describe(*unit.d, addend_code(*unit.d, run.d, row * cols + static_cast<std::size_t>(finding.col))));
  }
  if (unit.scale.bits > 0) more += fmt::format("\n    times 2^{}", asked.scale);
  return fmt::format("{}{}: expected {}, got {}, for{}{}", where, mode, describe(asked.to, finding.expected),
                     describe(asked.to, finding.got),
                     operands(terms_of(unit, run, expected.tiles[tile].beats, finding.row, finding.col)),
                     more);
}

}  // namespace fp8forge::conformance
