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
  for (int top = 0; top < problem.m; top += unit.rows) {
    for (int left = 0; left < problem.n; left += unit.cols, ++product.tiles) {
      append(unit, tile_at(unit, problem, top, left), run);
    }
  }
  if (unit.d) {
    conformance::Random zeros(1);
    add_addends(unit, true, zeros, run);
  }
  conformance::Trace trace;
  const std::uint64_t rows = product.tiles * static_cast<std::uint64_t>(unit.rows);
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
  for (int top = 0; top < problem.m; top += unit.rows) {
    for (int left = 0; left < problem.n; left += unit.cols) {
      for (int r = top; r < top + unit.rows; ++r, ++row) {
        for (int c = left; r < problem.m && c < std::min(left + unit.cols, problem.n); ++c) {
          product.codes[static_cast<std::size_t>(r) * static_cast<std::size_t>(problem.n) +
                        static_cast<std::size_t>(c)] = result_at(unit, *row, c - left);
        }
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
      codes.push_back(sum.read(unit.target(unit.first_control())).code);
    }
  }
  return codes;
}

}  // namespace fp8forge::accuracy
