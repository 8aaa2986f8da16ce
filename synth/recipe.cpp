#include "synth/recipe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace fp8forge::synth {

namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

}  // namespace

std::vector<Recipe> all_recipes() { return {std::begin(kRecipes), std::end(kRecipes)}; }

std::vector<Recipe> fast_recipes() {
  std::vector<Recipe> recipes = all_recipes();
  std::erase_if(recipes, [](const Recipe& recipe) {
    return recipe.name != "raw" && recipe.name != "if6" && recipe.name != "syn2";
  });
  return recipes;
}

Result<std::vector<Recipe>> recipes_named(const std::string& list) {
  if (list == kAllRecipes) return all_recipes();
  std::vector<Recipe> recipes;
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t end = std::min(list.find(',', start), list.size());
    const std::string word = list.substr(start, end - start);
    const auto is_named = [&](const Recipe& recipe) { return recipe.name == word; };
    const auto* recipe = std::find_if(std::begin(kRecipes), std::end(kRecipes), is_named);
    if (recipe == std::end(kRecipes)) {
      std::string names;
      for (const Recipe& known : kRecipes) names += fmt::format(", {}", known.name);
      return Error{fmt::format("unknown recipe '{}'", word), "--pareto", "one or more of " + names.substr(2)};
    }
    if (std::any_of(recipes.begin(), recipes.end(), is_named))
      return Error{fmt::format("recipe '{}' is named twice", word), "--pareto", "name each recipe once"};
    recipes.push_back(*recipe);
    start = end + 1;
  }
  return recipes;
}

std::string abc_script(const Recipe& recipe, int target_ps) {
  std::string text = fmt::format("{}; topo; buffer -c; topo; upsize {{D}}; dnsize {{D}}; ", recipe.commands);
  replace_all(text, "{D}", fmt::format("-D {}", target_ps));
  replace_all(text, "; ", "\n");
  return text;
}

}  // namespace fp8forge::synth
