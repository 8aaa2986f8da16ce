#include "sim/conformance/check_parts.hpp"

#include <algorithm>

namespace fp8forge::conformance {

std::shared_ptr<const Products> products_of(const ArrayUnit& unit) {
  return std::make_shared<const Products>(unit.a, unit.b);
}

std::vector<ViewOfProducts> views_of_products(const ArrayUnit& unit) {
  std::vector<ViewOfProducts> views;
  for (const ArrayUnit& view : unit.views()) views.push_back({view, Products(view.a, view.b)});
  return views;
}

void isolate_tiles(const ArrayUnit& unit, Stream& stream) {
  const auto pause = static_cast<std::uint16_t>(unit.latency + 2 * unit.rows + 16);
  for (std::size_t beat = 0; beat < stream.beats(); ++beat) {
    if (beat == 0 || stream.last[beat - 1]) stream.gaps[beat] = pause;
  }
}

void block_first_rows(const ArrayUnit& unit, Run& run) {
  run.ready.assign(static_cast<std::size_t>(2 * unit.latency + 6 * unit.rows + 64), 0);
  run.ready.push_back(1);
  std::fill(run.ready.end() - unit.rows - 2, run.ready.end(), std::uint8_t{1});
}

Run with_reset(const ArrayUnit& unit, Run run, std::int64_t index, Random& random) {
  if (index % 2) stall(run, random);
  run.cut = static_cast<std::uint64_t>(2 + random.below(4 * unit.rows + unit.latency));
  return run;
}

}  // namespace fp8forge::conformance
