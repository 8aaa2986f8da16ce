// How ABC maps logic to cells. A recipe is a list of ABC commands; which one wins depends on the design and
// on whether area or delay is asked for, and by up to two times, so they are data, tried side by side
// (portfolio.hpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generator/base/result.hpp"

namespace fp8forge::synth {

struct Recipe {
  std::string_view name;
  std::string_view commands;  // separated by "; "; {D} stands for the delay target's option
};

inline constexpr Recipe kRecipes[] = {
    // These keep the structure that the RTL asked for.
    {"map", "strash; map {D}"},
    {"nf", "strash; &get -n; &nf {D}; &put"},
    {"raw", "strash; ifraig; scorr; dch -f; map -B 0.9 {D}"},
    // These make a new one, those that end in amap for least area, if6 for least delay.
    {"dc2", "strash; ifraig; scorr; dc2; dch -f; map -B 0.9 {D}"},
    {"amap", "strash; ifraig; scorr; dc2; dch -f; amap -m"},
    {"rs2",
     "strash; ifraig; scorr; dc2; balance; rewrite; refactor; balance; rewrite; rewrite -z; balance; "
     "refactor -z; rewrite -z; balance; dch -f; amap -m"},
    {"if6", "strash; ifraig; scorr; dc2; if -g -K 6; strash; dch -f; map -B 0.9 {D}"},
    {"syn2", "strash; &get -n; &st; &dch; &synch2; &nf {D}; &put"},
};

// The one to take where one must do: of these it has the least area x delay in an array's cell in sky130, and
// is within 4 % of the least in osu018.
inline constexpr Recipe kSingle = kRecipes[2];

// All of them, which take about eight times as long as one; and those of which one gave the fastest netlist
// of every design measured.
std::vector<Recipe> all_recipes();
std::vector<Recipe> fast_recipes();

// Those of a list such as "raw,rs2", in its order; "all" for all of them. Error: a name that no recipe has.
inline constexpr const char* kAllRecipes = "all";
Result<std::vector<Recipe>> recipes_named(const std::string& list);

// The recipe as an ABC script file, with buffering and sizing for the same target after it.
std::string abc_script(const Recipe& recipe, int target_ps);

}  // namespace fp8forge::synth
