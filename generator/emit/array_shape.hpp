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
  std::vector<Format> results;  // one, or those that tiles choose from
  Accumulator accumulator;      // an exact one
  std::vector<UserField> user;  // of s_axis_a_tuser
  int width_a;                  // fields_of_a()
  int width_b;                  // {sign, exp, sig}; an infinite one: exp of ones, sig 1

  // Bits of a result's lane in m_axis_c_tdata: those of the widest format.
  int result_bits() const;
  // Whether a finished sum is only rounded, to one format.
  bool only_rounds() const { return results.size() == 1 && !request.d && !request.scale && !request.amax; }
  // A sum: exact, of as many products as the request allows, or a code of the accumulator's format.
  int sum_width() const {
    return request.accumulator ? request.accumulator->bits() : accumulator.bits(request.sum_terms());
  }
  // Parts of a sum, whose carries leave the cells beside it.
  int segments() const { return request.acc_segments; }
  bool is_segmented() const { return segments() > 1; }
  int carries() const { return segments() - 1; }
  // Whether finished exact sums are {sign, magnitude}, and not in two's complement.
  bool is_magnitude() const { return !request.accumulator && !request.is_weight_stationary(); }
  // Whether it is the column that makes them so, of the complements that its cells hold.
  bool is_complement() const { return is_magnitude() && !is_segmented(); }
  // Rounded accumulators only: whether a sum can be so small that it becomes zero.
  bool sums_underflow() const {
    return request.accumulator && accumulator.lowest_bit < request.accumulator->min_lsb();
  }
  // Whether rounded accumulators have to know in which cycles a product comes: infinity times nothing is no
  // NaN, and a sum of -0 must not have +0 added to it.
  bool marks_beats() const { return request.accumulator && (b.has_infinity() || sums_underflow()); }
  // The top bits of an unpacked a: what the cells have to know beside its value. Exact ones ask whether it is
  // zero, for infinity times zero, rounded ones whether it is there.
  std::vector<std::string> marks_of_a() const;
  // With its value, "{is_zero, is_inf, sign, exp, sig}", each followed by `suffix`.
  std::string fields_of_a(const std::string& suffix = "") const;
  // Bits above a sum as it leaves a cell.
  int beside_sum() const { return infinity_marks() + carries(); }
  // Of them those of an exact sum's infinite products, {neg_inf, pos_inf}. Both mean NaN, which comes down a weight-stationary column.
  int infinity_marks() const {
    if (request.accumulator) return 0;
    return a.has_infinity() || b.has_infinity() || request.is_weight_stationary() ? 2 : 0;
  }
  // Bits of a shifted product that are always zero, as fp8_fixed_product has it.
  int low_zeros() const { return 2 + (request.choose_a ? 1 : 0) + (request.choose_b ? 1 : 0); }
};

ArrayShape array_shape(const Request& request);

// The widths that the manifest states.
std::vector<Width> array_widths(const ArrayShape& shape);

}  // namespace fp8forge
