#include "sim/conformance/expected.hpp"

#include <algorithm>

#include "sim/conformance/stationary.hpp"
#include "sim/golden/mac.hpp"

namespace fp8forge::conformance {

namespace {

// For each lane (row of A, column of B) the first lane that gets the same operands over the beats [first,
// end): long tiles often feed many lanes alike, and their sums need to be formed only once.
std::vector<std::size_t> first_alike(const Stream& stream, std::size_t lanes, std::size_t first,
                                     std::size_t end) {
  std::vector<std::size_t> alike(lanes);
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    alike[lane] = lane;
    for (std::size_t other = 0; other < lane && alike[lane] == lane; ++other) {
      if (alike[other] != other) continue;
      std::size_t beat = first;
      while (beat < end && stream.data[beat * lanes + lane] == stream.data[beat * lanes + other]) ++beat;
      if (beat == end) alike[lane] = other;
    }
  }
  return alike;
}

class TileSum {
 public:
  explicit TileSum(const ArrayUnit& unit)
      : rows_(static_cast<std::size_t>(unit.rows)),
        cols_(static_cast<std::size_t>(unit.cols)),
        formats_a_(unit.formats_of_a()),
        formats_b_(unit.formats_of_b()),
        sum_(formats_a_, formats_b_, unit.accumulator, unit.max_terms) {}

  // Appends rows x cols results of the beats [first, end).
  void append(const Run& run, const std::vector<TileControl>& controls, std::size_t first, std::size_t end,
              const golden::Target& target, std::vector<std::uint32_t>& codes) {
    std::vector<std::pair<std::size_t, std::size_t>> formats;  // of each beat; empty: always the same
    if (formats_a_.size() > 1 || formats_b_.size() > 1) {
      for (std::size_t beat = first; beat < end; ++beat) {
        formats.emplace_back(index_of(formats_a_, controls[beat].a), index_of(formats_b_, controls[beat].b));
      }
    }
    const std::size_t start = codes.size();
    const bool look_for_alike = end - first > 8;
    std::vector<std::size_t> row_alike, col_alike;
    if (look_for_alike) {
      row_alike = first_alike(run.a, rows_, first, end);
      col_alike = first_alike(run.b, cols_, first, end);
    }
    for (std::size_t row = 0; row < rows_; ++row) {
      for (std::size_t col = 0; col < cols_; ++col) {
        if (look_for_alike && (row_alike[row] != row || col_alike[col] != col)) {
          codes.push_back(codes[start + row_alike[row] * cols_ + col_alike[col]]);
          continue;
        }
        for (std::size_t beat = first; beat < end; ++beat) {
          if (!formats.empty()) sum_.select(formats[beat - first].first, formats[beat - first].second);
          sum_.step(run.a.data[beat * rows_ + row], run.b.data[beat * cols_ + col], beat == first);
        }
        codes.push_back(sum_.read(target).code);
      }
    }
  }

 private:
  static std::size_t index_of(const std::vector<Format>& formats, const Format& format) {
    return formats.size() > 1 && formats[1] == format ? 1 : 0;
  }

  std::size_t rows_, cols_;
  std::vector<Format> formats_a_, formats_b_;
  golden::Mac sum_;
};

}  // namespace

Expected expect(const ArrayUnit& unit, const Run& run) {
  if (unit.is_weight_stationary) return expect_weight_stationary(unit, run);
  Expected expected;
  expected.errors = {{1, "bit 0 (tlast disagrees)"}, {2, "bit 1 (more than MAX_TERMS terms)"}};
  const auto set = [&](std::size_t error, std::size_t beat) {
    if (expected.errors[error].a_beat > beat)
      expected.errors[error].a_beat = expected.errors[error].b_beat = beat;
  };
  TileSum sum(unit);
  std::size_t first = 0;
  const std::vector<TileControl> told = controls(unit, run);
  for (std::size_t beat = 0; beat < run.beats(); ++beat) {
    const bool a_last = run.a.last[beat], b_last = run.b.last[beat];
    if (a_last != b_last) set(0, beat);
    if (static_cast<std::int64_t>(beat - first) >= unit.max_terms) set(1, beat);
    if ((!a_last && !b_last) || told[beat].keep) continue;
    sum.append(run, told, first, beat + 1, unit.target(told[beat].mode), expected.codes);
    for (int row = 0; row < unit.rows; ++row)
      expected.rows.push_back({expected.tiles.size(), row, beat, beat});
    expected.tiles.push_back({{first, beat + 1, first, beat + 1}, expected.rows.size(), told[beat].mode});
    first = beat + 1;
  }
  return expected;
}

}  // namespace fp8forge::conformance
