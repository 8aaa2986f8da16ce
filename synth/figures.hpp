// How the reports of all flows tell a figure.
#pragma once

#include <string>

namespace fp8forge::synth {

// To so many steps a unit: finer digits mean nothing.
double rounded(double value, double steps);
// To the picosecond.
double picoseconds(double ns);

// "period 5.000 ns: slack 0.100 ns, met", a line.
std::string slack_text(double period_ns, double slack_ns);

}  // namespace fp8forge::synth
