#include "sim/conformance/expected.hpp"

#include <algorithm>

#include "sim/golden/golden.hpp"

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
        sum_(unit.a, unit.b, unit.max_terms) {}

  // Appends rows x cols results of the beats [first, end).
  void append(const Run& run, std::size_t first, std::size_t end, const golden::Target& target,
              std::vector<std::uint32_t>& codes) {
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
        sum_.clear();
        for (std::size_t beat = first; beat < end; ++beat) {
          sum_.add_product(run.a.data[beat * rows_ + row], run.b.data[beat * cols_ + col]);
        }
        codes.push_back(sum_.read(target));
      }
    }
  }

 private:
  std::size_t rows_, cols_;
  golden::ExactAccumulator sum_;
};

}  // namespace

Expected expect(const ArrayUnit& unit, const Run& run) {
  Expected expected;
  TileSum sum(unit);
  std::size_t first = 0;
  TileControl control{unit.modes.front()};
  bool begins = true;
  for (std::size_t beat = 0; beat < run.beats(); ++beat) {
    const bool a_last = run.a.last[beat], b_last = run.b.last[beat];
    if (begins && unit.has_user()) control = unit.control(run.a.user[beat]);
    begins = a_last || b_last;
    if (a_last != b_last) expected.disagreement = std::min(expected.disagreement, beat);
    if (static_cast<std::int64_t>(beat - first) >= unit.max_terms) {
      expected.overlong = std::min(expected.overlong, beat);
    }
    if (!begins || control.keep) continue;
    sum.append(run, first, beat + 1, unit.target(control.mode), expected.codes);
    expected.modes.push_back(control.mode);
    expected.tile_ends.push_back(beat + 1);
    first = beat + 1;
  }
  return expected;
}

}  // namespace fp8forge::conformance
