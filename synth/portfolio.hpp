// What is tried on a design, and which of the netlists so made are worth telling: every recipe at several
// delay targets, the later ones chosen by what the first reached. OpenSTA alone says how fast a netlist is; a
// target is what ABC is told to aim at.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "synth/recipe.hpp"
#include "synth/report.hpp"

namespace fp8forge::synth {

struct Attempt {
  Recipe recipe;
  int target_ps = 1;

  // A plain identifier, by which its files are called.
  std::string name() const { return std::string(recipe.name) + "_" + std::to_string(target_ps); }
};

// With no delay allowed, and with all delay allowed.
std::vector<Attempt> first_attempts(const std::vector<Recipe>& recipes);

// Somewhat slower than the fastest netlist so far, and a little faster than the period where one is asked
// for.
std::vector<Attempt> second_attempts(const std::vector<Recipe>& recipes, double fastest_ns,
                                     std::optional<double> period_ns);

// The points that no other one beats in both area and delay, smallest area first.
std::vector<DesignPoint> pareto_front(std::vector<DesignPoint> points);

// Of a front, which is not empty: with a period the smallest that meets it, or the fastest when none does;
// without one that of least area x delay.
const DesignPoint& chosen_point(const std::vector<DesignPoint>& front, std::optional<double> period_ns);

}  // namespace fp8forge::synth
