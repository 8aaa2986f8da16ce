// How ABC maps logic to cells. A recipe is a list of ABC commands; which one wins depends on the design and
// on whether area or delay is asked for, so they are data, to be tried side by side.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fp8forge::synth {

struct Recipe {
  std::string_view name;
  std::string_view commands;  // separated by "; "; {D} stands for the delay target's option
};

// Keeps most of the structure that the RTL asked for. Of the recipes tried on the array's cell it has the
// least area × delay in sky130, and is within 4 % of the least in osu018.
inline constexpr Recipe kBalanced{"balanced", "strash; ifraig; scorr; dch -f; map -B 0.9 {D}"};

// The recipe as an ABC script file, with buffering and sizing after it. Without a target (in ps) ABC
// minimises the delay; with one, it takes the smallest area that it believes to meet it.
std::string abc_script(const Recipe& recipe, std::optional<int> target_ps);

}  // namespace fp8forge::synth
