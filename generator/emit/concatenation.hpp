// Concatenations of signals, as a register stage needs them: {a, b, c}.
#pragma once

#include <string>
#include <vector>

#include "generator/emit/module.hpp"

namespace fp8forge {

// A concatenation of at most so many characters fits behind a port's name.
inline constexpr std::size_t kShortList = 84;

// {a, b, …}; one name stands alone.
std::string joined(const std::vector<std::string>& names);

// `assign {a, b, …} = value;` or `assign target = {a, b, …};` over as many lines as the names need.
sv::Item assigned_list(const std::vector<std::string>& names, const std::string& head,
                       const std::string& tail);

}  // namespace fp8forge
