#include "synth/figures.hpp"

#include <fmt/format.h>

#include <cmath>

namespace fp8forge::synth {

double rounded(double value, double steps) { return std::round(value * steps) / steps; }

double picoseconds(double ns) { return rounded(ns, 1000); }

std::string slack_text(double period_ns, double slack_ns) {
  return fmt::format("period {:.3f} ns: slack {:.3f} ns, {}\n", period_ns, slack_ns,
                     slack_ns >= 0 ? "met" : "missed");
}

}  // namespace fp8forge::synth
