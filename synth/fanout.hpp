// Buffers for nets with many loads. ABC maps one module at a time and sees neither the loads beyond a
// boundary nor those of a flip-flop's output; a signal that reaches every cell of an array would be driven by
// one small gate.
#pragma once

#include <string>

#include "synth/liberty.hpp"
#include "synth/netlist.hpp"

namespace fp8forge::synth {

// Pins that one net drives at most (through boundaries twice as many). Of 8, 12, 16 and 24 it gave the 8 x 8
// array its least area × delay in osu018 and sky130.
inline constexpr int kMaxFanout = 12;

// Puts trees of the library's buffer on every net of a mapped design that drives more pins than kMaxFanout,
// pins inside instances counted. Nets that reach clock, set or clear pins are left as they are: their trees
// are made with the layout, and the flow takes them for ideal. Does nothing when the library has no buffer.
void limit_fanout(Netlist& design, const std::string& top, const Liberty& liberty);

}  // namespace fp8forge::synth
