// Module names with a prefix, so that two bundles can live in one design.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace fp8forge {

// `text` with `prefix` before every occurrence of one of `names` as a whole identifier, comments included.
std::string add_prefix(std::string_view text, const std::set<std::string>& names, std::string_view prefix);

}  // namespace fp8forge
