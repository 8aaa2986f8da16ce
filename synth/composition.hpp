// Large arrays without large netlists. Some modules of an array exist once for each row or column, each with
// more registers than the one before: the delays that skew its operands. A few of them are mapped, and the
// others are counted as a mix of those on either side.
#pragma once

#include <string>

#include "synth/netlist.hpp"

namespace fp8forge::synth {

// Attributes of an instance that stands for a mix: as much of the module kToward as kShare says (0 to 1, in
// decimal), the rest of the module that it is an instance of.
inline constexpr const char* kToward = "mixed_with";
inline constexpr const char* kShare = "mixed_share";

// Of modules of one source with the same ports, so many are mapped each.
inline constexpr int kMappedVariants = 16;

// Replaces instances in a design with its boundaries specialised, whose modules then no longer do what the
// array does: for figures only. Of each such family the three with the fewest bits of registers stay, the
// middle one and the one with the most; an instance of any other becomes a mix of two of these, by its bits
// of registers.
// False when there was nothing to replace.
bool compose(Netlist& design);

}  // namespace fp8forge::synth
