// An array's formats and widths: what its modules' text needs beside the request.
#pragma once

#include "generator/derive/accumulator.hpp"
#include "generator/derive/tile_user.hpp"
#include "generator/derive/width.hpp"

namespace fp8forge {

struct ArrayShape {
  const Request& request;
  Format a;  // as unpacked
  Format b;
  Format to;
  Accumulator accumulator;
  std::vector<UserField> user;  // of s_axis_a_tuser
  int width_a;                  // {is_zero, is_inf, sign, exp, sig}
  int width_b;                  // {is_inf, sign, exp, sig}

  // A sum of as many products as the request allows.
  int sum_width() const { return accumulator.bits(request.sum_terms()); }
  // Bits of a shifted product that are always zero, as fp8_fixed_product has it.
  int low_zeros() const { return 2 + (request.choose_a ? 1 : 0) + (request.choose_b ? 1 : 0); }
};

ArrayShape array_shape(const Request& request);

// The widths that the manifest states.
std::vector<Width> array_widths(const ArrayShape& shape);

}  // namespace fp8forge
