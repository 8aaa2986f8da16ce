// The liberty language as a tree of groups: enough to find cells, their attributes and where they stand in
// the text. It knows the grammar, not the meaning of any name.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "generator/base/result.hpp"

namespace fp8forge::synth {

// `name : value ;` Quotes around the value are taken off.
struct LibertyAttribute {
  std::string_view name, value;
  std::size_t begin = 0, end = 0;  // bytes of the whole statement
};

// `type ( name ) { … }`
struct LibertyGroup {
  std::string_view type, name;
  std::size_t begin = 0, end = 0;  // bytes of the whole group
  std::vector<LibertyAttribute> attributes;
  std::vector<LibertyGroup> groups;

  // Value of an attribute; empty when it is not there.
  std::string_view value(std::string_view attribute) const;
};

// The outermost group of the text. The tree's views point into `text`, which must outlive it.
// Error: not liberty's grammar; `where` (a path) is completed with the line.
Result<LibertyGroup> parse_liberty_text(std::string_view text, const std::string& where);

}  // namespace fp8forge::synth
