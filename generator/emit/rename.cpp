#include "generator/emit/rename.hpp"

namespace fp8forge {

namespace {

// Characters of a SystemVerilog identifier (IEEE 1800-2017 5.6).
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

}  // namespace

std::string add_prefix(std::string_view text, const std::set<std::string>& names, std::string_view prefix) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end == i) {
      out += text[i++];
      continue;
    }
    const std::string word(text.substr(i, end - i));
    if (names.contains(word)) out += prefix;
    out += word;
    i = end;
  }
  return out;
}

}  // namespace fp8forge
