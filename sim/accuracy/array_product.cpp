#include "sim/accuracy/array_product.hpp"

#include <algorithm>
#include <cassert>

#include "sim/conformance/array_addends.hpp"
#include "sim/conformance/run.hpp"
#include "sim/golden/mac.hpp"

namespace fp8forge::accuracy {

namespace {

// Element (row, col) of a row-major matrix, zero outside of it.
std::uint8_t code_at(const std::vector<std::uint32_t>& codes, int rows, int cols, int row, int col) {
  if (row >= rows || col >= cols) return 0;
  return static_cast<std::uint8_t>(
      codes[static_cast<std::size_t>(row) * static_cast<std::size_t>(cols) + static_cast<std::size_t>(col)]);
}

// A part of C that comes in one piece: rows [top, top + rows), and as many columns as the array has.
struct Piece {
  int top, rows, left;
};

// Of a weight-stationary array all rows of C, or as many as it keeps; else as many as it has rows.
std::vector<Piece> pieces_of(const conformance::ArrayUnit& unit, const Problem& problem) {
  int height = unit.rows;
  if (unit.is_weight_stationary) height = unit.keep.bits > 0 ? unit.tile_rows : problem.m;
  std::vector<Piece> pieces;
  for (int top = 0; top < problem.m; top += height) {
    const int rows = unit.is_weight_stationary ? std::min(height, problem.m - top) : height;
    for (int left = 0; left < problem.n; left += unit.cols) pieces.push_back({top, rows, left});
  }
  return pieces;
}

conformance::Tile tile_at(const conformance::ArrayUnit& unit, const Problem& problem, int top, int left) {
  conformance::Tile tile;
  for (int k = 0; k < problem.k; ++k) {
    for (int r = 0; r < unit.rows; ++r)
      tile.a.push_back(code_at(problem.a, problem.m, problem.k, top + r, k));
    for (int c = 0; c < unit.cols; ++c)
      tile.b.push_back(code_at(problem.b, problem.k, problem.n, k, left + c));
  }
  return tile;
}

// The same with weights that stay: terms [first, first + rows) of the array, all rows of A in the piece.
conformance::Tile stationary_tile_at(const conformance::ArrayUnit& unit, const Problem& problem, const Piece& piece,
                                     int first) {
  conformance::Tile tile;
  for (int r = piece.top; r < piece.top + piece.rows; ++r) {
    for (int k = 0; k < unit.rows; ++k) tile.a.push_back(code_at(problem.a, problem.m, problem.k, r, first + k));
  }
  for (int k = first; k < std::min(first + unit.rows, problem.k); ++k) {
    for (int c = 0; c < unit.cols; ++c) {
      tile.b.push_back(code_at(problem.b, problem.k, problem.n, k, piece.left + c));
    }
  }
  return tile;
}

// Appends a piece's tiles; gives how many.
std::uint64_t append(const conformance::ArrayUnit& unit, const Problem& problem, const Piece& piece,
                     conformance::Run& run) {
  if (!unit.is_weight_stationary) {
    conformance::append(unit, tile_at(unit, problem, piece.top, piece.left), run);
    return 1;
  }
  std::uint64_t tiles = 0;
  for (int first = 0; first < problem.k; first += unit.rows, ++tiles) {
    conformance::TileControl control = unit.first_control();
    control.keep = first + unit.rows < problem.k;
    conformance::append(unit, stationary_tile_at(unit, problem, piece, first), control, run);
  }
  return tiles;
}

// Result `col` of a row as it lies in m_axis_c_tdata, little-endian.
std::uint32_t result_at(const conformance::ArrayUnit& unit, const std::uint8_t* row, int col) {
  const int bytes = unit.lane_bytes();
  std::uint32_t code = 0;
  for (int i = bytes - 1; i >= 0; --i) code = code << 8 | row[col * bytes + i];
  return code;
}

}  // namespace

ArrayProduct array_product(const conformance::ArrayUnit& unit, conformance::ArrayModel& model,
                           const Problem& problem) {
  assert(problem.k >= 1 && problem.k <= unit.max_terms);
  conformance::Run run;
  ArrayProduct product;
  std::uint64_t rows = 0;
  const std::vector<Piece> pieces = pieces_of(unit, problem);
  for (const Piece& piece : pieces) {
    product.tiles += append(unit, problem, piece, run);
    rows += static_cast<std::uint64_t>(piece.rows);
  }
  if (unit.d) {
    conformance::Random zeros(1);
    add_addends(unit, true, zeros, run);
    std::fill(run.d.data.begin(), run.d.data.end(), std::uint8_t{0});
  }
  conformance::Trace trace;
  model.play(stimulus(unit, run, rows), trace);

  std::vector<const std::uint8_t*> given;  // every row that came, in order
  std::size_t first = trace.cycles.size(), last = 0;
  for (std::size_t cycle = 0; cycle < trace.cycles.size(); ++cycle) {
    if (trace.cycles[cycle].takes_a()) first = std::min(first, cycle);
    if (!trace.cycles[cycle].c_valid()) continue;
    given.push_back(&trace.payloads[given.size() * static_cast<std::size_t>(unit.c_bytes())]);
    last = cycle;
  }
  if (given.size() != rows) return product;
  product.cycles = last - first + 1;
  product.codes.resize(static_cast<std::size_t>(problem.m) * static_cast<std::size_t>(problem.n));
  auto row = given.begin();
  for (const Piece& piece : pieces) {
    for (int r = piece.top; r < piece.top + piece.rows; ++r, ++row) {
      for (int c = piece.left; r < problem.m && c < std::min(piece.left + unit.cols, problem.n); ++c) {
        product.codes[static_cast<std::size_t>(r) * static_cast<std::size_t>(problem.n) + static_cast<std::size_t>(c)] =
            result_at(unit, *row, c - piece.left);
      }
    }
  }
  return product;
}

std::vector<std::uint32_t> golden_product(const conformance::ArrayUnit& unit, const Problem& problem) {
  std::vector<std::uint32_t> codes;
  golden::Mac sum(unit.a, unit.b, unit.accumulator, unit.max_terms);
  for (int r = 0; r < problem.m; ++r) {
    for (int c = 0; c < problem.n; ++c) {
      for (int k = 0; k < problem.k; ++k) {
        sum.step(code_at(problem.a, problem.m, problem.k, r, k),
                 code_at(problem.b, problem.k, problem.n, k, c), k == 0);
      }
      const golden::Target target = unit.target(unit.first_control());
      golden::Number value = sum.value();
      if (unit.d) value = golden::sum(value, golden::zero_number(false), target.rounding);
      codes.push_back(golden::round_to(target, value));
    }
  }
  return codes;
}

}  // namespace fp8forge::accuracy
