#include "generator/emit/concatenation.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace fp8forge {

std::string joined(const std::vector<std::string>& names) {
  return names.size() == 1 ? names.front() : fmt::format("{{{}}}", fmt::join(names, ", "));
}

sv::Item assigned_list(const std::vector<std::string>& names, const std::string& head,
                       const std::string& tail) {
  constexpr std::size_t kLine = 96;
  std::vector<std::string> lines = {head + "{"};
  const std::string margin(lines.back().size(), ' ');
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string word = names[i] + (i + 1 < names.size() ? ", " : "}" + tail);
    if (lines.back().size() + word.size() > kLine) {
      lines.back().pop_back();
      lines.push_back(margin);
    }
    lines.back() += word;
  }
  return sv::Lines{lines};
}

}  // namespace fp8forge
