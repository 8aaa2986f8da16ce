#include "sim/conformance/expected.hpp"

#include <algorithm>
#include <span>

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

  // Appends rows x cols sums of the beats [first, end).
  void append(const Run& run, const std::vector<TileControl>& controls, std::size_t first, std::size_t end,
              std::vector<golden::Number>& sums) {
    std::vector<std::pair<std::size_t, std::size_t>> formats;  // of each beat; empty: always the same
    if (formats_a_.size() > 1 || formats_b_.size() > 1) {
      for (std::size_t beat = first; beat < end; ++beat) {
        formats.emplace_back(index_of(formats_a_, controls[beat].a), index_of(formats_b_, controls[beat].b));
      }
    }
    const std::size_t start = sums.size();
    const bool look_for_alike = end - first > 8;
    std::vector<std::size_t> row_alike, col_alike;
    if (look_for_alike) {
      row_alike = first_alike(run.a, rows_, first, end);
      col_alike = first_alike(run.b, cols_, first, end);
    }
    for (std::size_t row = 0; row < rows_; ++row) {
      for (std::size_t col = 0; col < cols_; ++col) {
        if (look_for_alike && (row_alike[row] != row || col_alike[col] != col)) {
          sums.push_back(sums[start + row_alike[row] * cols_ + col_alike[col]]);
          continue;
        }
        for (std::size_t beat = first; beat < end; ++beat) {
          if (!formats.empty()) sum_.select(formats[beat - first].first, formats[beat - first].second);
          sum_.step(run.a.data[beat * rows_ + row], run.b.data[beat * cols_ + col], beat == first);
        }
        sums.push_back(sum_.value());
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

// Calls done(tile's last control, its first beat, index past its last, sums) for each tile that gives rows.
template <typename Done>
void each_tile(const ArrayUnit& unit, const Run& run, const Done& done) {
  TileSum sum(unit);
  std::size_t first = 0;
  std::vector<golden::Number> sums;
  const std::vector<TileControl> told = controls(unit, run);
  for (const DrainedTile& tile : drained_tiles(unit, run, told)) {
    sums.clear();
    sum.append(run, told, first, tile.end, sums);
    done(tile.control, first, tile.end, sums);
    first = tile.end;
  }
}

// What error_o must say.
void expect_errors(const ArrayUnit& unit, const Run& run, Expected& expected) {
  expected.errors = {{1, "bit 0 (tlast disagrees)"}, {2, "bit 1 (more than MAX_TERMS terms)"}};
  const auto set = [&](std::size_t error, std::size_t beat) {
    if (expected.errors[error].a_beat > beat)
      expected.errors[error].a_beat = expected.errors[error].b_beat = beat;
  };
  std::size_t tile = 0, first = 0;
  for (std::size_t beat = 0; beat < run.beats(); ++beat) {
    while (tile < expected.tiles.size() && expected.tiles[tile].beats.a_end <= beat)
      first = expected.tiles[tile++].beats.a_end;
    if (run.a.last[beat] != run.b.last[beat]) set(0, beat);
    if (static_cast<std::int64_t>(beat - first) >= unit.max_terms) set(1, beat);
  }
}

}  // namespace

void add_results(const ArrayUnit& unit, const Run& run, const TileControl& control,
                 std::span<const golden::Number> sums, Expected& expected) {
  const golden::Target target = unit.target(control);
  std::uint32_t amax = 0;
  for (const golden::Number& sum : sums) {
    golden::Number number = sum;
    if (unit.d) {
      number =
          golden::sum(number, golden::decode(*unit.d, addend_code(*unit.d, run.d, expected.codes.size())),
                      control.mode.rounding);
    }
    if (number.kind == golden::Kind::kFinite) {
      golden::Number magnitude = number;
      magnitude.negative = false;
      amax = std::max(amax, golden::round_to({kBf16, Rounding::kRtz, Overflow::kSaturate}, magnitude));
    }
    number.exponent += control.scale;
    add_result(unit, target, number, expected);
  }
  if (unit.has_amax) expected.amax.push_back(amax);
}

void expect_addend_error(const ArrayUnit& unit, const Run& run, unsigned bit, const char* meaning,
                         Expected& expected) {
  if (!unit.d) return;
  Expected::Error error{bit, meaning};
  std::size_t tile = 0;
  for (std::size_t beat = 0; beat < run.d.beats() && error.d_beat == Expected::kNever; ++beat) {
    while (tile < expected.tiles.size() && expected.tiles[tile].rows_end <= beat) ++tile;
    const bool is_last = tile < expected.tiles.size() && beat + 1 == expected.tiles[tile].rows_end;
    if ((run.d.last[beat] != 0) != is_last) error.d_beat = beat;
  }
  expected.errors.push_back(error);
}

void add_result(const ArrayUnit& unit, const golden::Target& target, const golden::Number& number,
                Expected& expected) {
  if (!unit.registers) {
    expected.codes.push_back(golden::round_to(target, number));
    return;
  }
  const golden::Rounded result = golden::round(target, number);
  expected.codes.push_back(result.code);
  const golden::Kind kind = golden::decode(target.to, result.code).kind;
  const bool is_larger = number.kind == golden::Kind::kInfinite || (result.flags & golden::kOverflowed) != 0;
  expected.marks.push_back(kind == golden::Kind::kNan        ? kSawNan
                           : kind == golden::Kind::kInfinite ? kSawInfinite
                           : is_larger                       ? kSawSaturated
                                                             : std::uint8_t{0});
}

std::vector<golden::Number> exact_sums(const ArrayUnit& unit, const Run& run) {
  if (unit.is_weight_stationary) return weight_stationary_sums(unit, run);
  std::vector<golden::Number> all;
  each_tile(unit, run,
            [&](const TileControl&, std::size_t, std::size_t, const std::vector<golden::Number>& sums) {
              all.insert(all.end(), sums.begin(), sums.end());
            });
  return all;
}

Expected expect(const ArrayUnit& unit, const Run& run) {
  if (unit.is_weight_stationary) return expect_weight_stationary(unit, run);
  Expected expected;
  each_tile(unit, run,
            [&](const TileControl& control, std::size_t first, std::size_t end,
                const std::vector<golden::Number>& sums) {
              add_results(unit, run, control, sums, expected);
              for (int row = 0; row < unit.rows; ++row)
                expected.rows.push_back({expected.tiles.size(), row, end - 1, end - 1});
              expected.tiles.push_back({{first, end, first, end}, expected.rows.size(), control});
            });
  expect_errors(unit, run, expected);
  expect_addend_error(unit, run, 4, "bit 2 (tlast of D)", expected);
  return expected;
}

}  // namespace fp8forge::conformance
