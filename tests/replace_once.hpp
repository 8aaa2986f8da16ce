// Text broken on purpose.
#pragma once

#include <gtest/gtest.h>

#include <string>

namespace fp8forge {

// `text` with `from`, which must stand in it exactly once, replaced by `to`. `where` names the text.
inline std::string replace_once(std::string text, const std::string& from, const std::string& to,
                                const std::string& where) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << where << " has no longer: " << from;
  if (at == std::string::npos) return text;
  EXPECT_EQ(text.find(from, at + 1), std::string::npos) << where << " has more than one: " << from;
  return text.replace(at, from.size(), to);
}

}  // namespace fp8forge
