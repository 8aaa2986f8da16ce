// fp8forge formats: the known formats as a table.
#include <fmt/format.h>

#include <cmath>
#include <cstdio>

#include "generator/cli/command.hpp"
#include "generator/format/format.hpp"

namespace fp8forge::cli {

namespace {

// Largest finite value: its mantissa's bits times the lowest bit's weight in the top finite binade.
double max_finite_value(const Format& format) {
  const std::uint32_t code = format.max_finite();
  const int exp_field = static_cast<int>(code >> format.man_bits);
  const double significand = static_cast<double>((code & format.man_mask()) | (format.man_mask() + 1));
  return std::ldexp(significand, exp_field - format.bias - format.man_bits);
}

int print_table() {
  fmt::print("{:<6} {:>4} {:>4} {:>4} {:>5}  {:<34} {:>13} {:>10} {:>13}  {}\n", "name", "bits", "exp", "man",
             "bias", "specials", "max finite", "min normal", "min subnormal", "NaN");
  for (const Format& format : all_formats()) {
    fmt::print("{:<6} {:>4} {:>4} {:>4} {:>5}  {:<34} {:>13.9g} {:>10} {:>13}  {:0{}x}\n", format.name,
               format.bits(), format.exp_bits, format.man_bits, format.bias,
               format.has_infinity() ? "IEEE: Inf and NaN on top" : "no Inf; NaN only S.1111.111",
               max_finite_value(format), fmt::format("2^{}", format.min_exp()),
               fmt::format("2^{}", format.min_lsb()), format.canonical_nan, format.hex_digits());
  }
  return kDone;
}

}  // namespace

Command add_formats(CLI::App& parent) {
  return {parent.add_subcommand("formats", "lists the formats"), print_table};
}

}  // namespace fp8forge::cli
