// Commands printed for the user to copy.
#pragma once

#include <string>
#include <string_view>

namespace fp8forge::cli {

// `word` as a POSIX shell reads it back unchanged; left as it is where nothing in it needs quoting.
inline std::string shell_quoted(std::string_view word) {
  const std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=+,:@%";
  if (!word.empty() && word.find_first_not_of(plain) == std::string_view::npos) return std::string(word);
  std::string text = "'";
  for (const char c : word) {
    if (c == '\'') {
      text += "'\\''";
    } else {
      text += c;
    }
  }
  return text + "'";
}

// A path for the user to copy: shell_quoted, and not to be taken for an option.
inline std::string quoted_path(std::string_view path) {
  return shell_quoted((path.starts_with('-') ? "./" : "") + std::string(path));
}

}  // namespace fp8forge::cli
