// One step of a rounded accumulator, as fp8_mac and the cells of an array take it: the sum of a product and
// of what has been added up so far, rounded RNE to the accumulator's format.
#pragma once

#include <string>

#include "generator/emit/operands.hpp"

namespace fp8forge {

// Gives the product its exponent above the accumulator's smallest normal. New names end in _p.
void condition_product(Datapath& datapath, ExactResult& product);

// RNE(product + previous): `previous` is an expression of the accumulator's code, the product conditioned. An
// overflow is infinite. Names begin with acc_.
RoundedResult add_rounded_step(Datapath& datapath, const ExactResult& product, const std::string& previous);

}  // namespace fp8forge
