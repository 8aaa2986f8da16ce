// One step of a rounded accumulator, as fp8_mac and the cells of an array take it: the sum of a product and
// of what has been added up so far, rounded RNE to the accumulator's format.
#pragma once

#include <string>

#include "generator/emit/operands.hpp"

namespace fp8forge {

// RNE(product + previous): `previous` is an expression of the accumulator's code, the product from
// add_product_addend. An overflow is infinite. Names begin with acc_.
RoundedResult add_rounded_step(Datapath& datapath, const ExactResult& product, const std::string& previous);

}  // namespace fp8forge
