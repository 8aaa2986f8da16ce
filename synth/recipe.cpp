#include "synth/recipe.hpp"

#include <fmt/format.h>

namespace fp8forge::synth {

namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

}  // namespace

std::string abc_script(const Recipe& recipe, std::optional<int> target_ps) {
  std::string text = fmt::format("{}; topo; buffer -c; topo; upsize {{D}}; dnsize {{D}}; ", recipe.commands);
  replace_all(text, "{D}", fmt::format("-D {}", target_ps.value_or(1)));
  replace_all(text, "; ", "\n");
  return text;
}

}  // namespace fp8forge::synth
