// What the checks of both dataflows are made of, beside tiles.
#pragma once

#include <memory>
#include <vector>

#include "sim/conformance/products.hpp"
#include "sim/conformance/run.hpp"

namespace fp8forge::conformance {

// The products of a and b, for the checks' runs to share.
std::shared_ptr<const Products> products_of(const ArrayUnit& unit);

// The unit's views, with the products of each.
struct ViewOfProducts {
  ArrayUnit unit;
  Products products;
};
std::vector<ViewOfProducts> views_of_products(const ArrayUnit& unit);

// Enough idle cycles before each tile of a stream for the tile before to have left, and for weights to be
// there.
void isolate_tiles(const ArrayUnit& unit, Stream& stream);

// A sink that is not ready when the first rows come: tvalid must not wait for tready.
void block_first_rows(const ArrayUnit& unit, Run& run);

// The run with a reset in its middle, and every other one stalled; `index`: its number.
Run with_reset(const ArrayUnit& unit, Run run, std::int64_t index, Random& random);

}  // namespace fp8forge::conformance
