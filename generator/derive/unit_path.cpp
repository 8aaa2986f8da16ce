#include "generator/derive/unit_path.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "generator/derive/either_fp8.hpp"

namespace fp8forge {

namespace {

void append(std::vector<Width>& widths, const std::vector<Width>& more) {
  widths.insert(widths.end(), more.begin(), more.end());
}

std::vector<Width> product_widths(const Format& a, const Format& b, const Format& to) {
  const ExactRange range = product_range(a, b, to);
  const int sig_bits = range.sig_bits;
  const int exp_bits = std::max(a.exp_bits, b.exp_bits) + 2;
  return {{"product_sig", sig_bits, fmt::format("{} * {} < 2^{}", max_sig(a), max_sig(b), sig_bits)},
          {"product_exp", exp_bits,
           fmt::format("-2^{0} <= {1} and {2} + {3} < 2^{0}", exp_bits - 1, range.min_exp - range.offset,
                       a.exp_mask(), b.exp_mask())}};
}

// What the loop of a rounded accumulator looks at: RNE, no random bits, flags if asked for.
Fraction loop_fraction(const Request& request) { return {request.flags ? 2 : 1}; }

// The loop of a rounded accumulator; gives the range of what is read from it.
ExactRange rounded_sum(const Request& request, UnitPath& path) {
  const Format& acc = *request.accumulator;
  const Format a = unpacked_a(request);
  const Format b = unpacked_b(request);
  path.widths = product_widths(a, b, acc);
  path.sum = sum_path(product_addend(a, b, acc), addend_of(acc, acc), acc, loop_fraction(request), false);
  path.loop = rounding_path(path.sum->sum, acc, loop_fraction(request));
  return conversion_range(acc, request.to);
}

}  // namespace

UnitPath unit_path(const Request& request) {
  const Format& to = request.to;
  const Fraction fraction = fraction_of(request);
  const bool is_directed =
      !request.rounding || request.rounding == Rounding::kRup || request.rounding == Rounding::kRdn;
  UnitPath path;
  ExactRange result;
  switch (request.unit) {
    case Unit::kMultiplier:
      path.widths = product_widths(request.a, request.b, to);
      result = product_range(request.a, request.b, to);
      break;
    case Unit::kAdder:
      path.sum = sum_path(addend_of(request.a, to), addend_of(request.b, to), to, fraction, is_directed);
      result = path.sum->sum;
      break;
    case Unit::kFma:
      path.widths = product_widths(request.a, request.b, to);
      path.sum = sum_path(product_addend(request.a, request.b, to), addend_of(request.c, to), to, fraction,
                          is_directed);
      result = path.sum->sum;
      break;
    case Unit::kDot:
      path.fixed = fixed_sum(request.a, request.b, request.lanes, &request.c);
      result = path.fixed->range(to);
      if (!path.fixed->adds_c) {
        path.sum = sum_path(path.fixed->addend(to), addend_of(request.c, to), to, fraction, is_directed);
        result = path.sum->sum;
      }
      break;
    case Unit::kMac:
      if (request.accumulator) {
        result = rounded_sum(request, path);
      } else {
        path.fixed = fixed_sum(request.a, request.b, request.max_terms, nullptr);
        result = path.fixed->range(to);
      }
      break;
    case Unit::kConverter:
      result = conversion_range(request.from, to, request.scale ? 1 << (kScaleBits - 1) : 0);
      break;
    case Unit::kArray:
      if (request.accumulator) result = rounded_sum(request, path);
      break;
  }
  path.rounding = rounding_path(result, to, fraction);
  if (path.fixed) append(path.widths, path.fixed->widths);
  if (path.sum) append(path.widths, path.sum->widths);
  append(path.widths, path.rounding.widths);
  return path;
}

}  // namespace fp8forge
